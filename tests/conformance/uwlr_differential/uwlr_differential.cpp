// UWLR 2.2 messages, with and without envelope.
#include "changes.hpp"
#include "message.hpp"
#include "spaces.hpp"
#include "tests/conformance/xml_differential/run.hpp"
#include "values.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string_view>

using namespace schakel::differential;
using namespace schakel::differential::uwlr;

namespace {

constexpr const char* results_uri = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten";
constexpr const char* authorisation_uri = "http://www.edustandaard.nl/leerresultaten/2/autorisatie";
constexpr const char* definitions_uri = "http://www.edustandaard.nl/leerresultaten/2/toetsdefinities";
constexpr const char* oso_uri = "http://www.edustandaard.nl/oso_gegevensset/1.2/dossier";
constexpr const char* envelope_uri = "http://schemas.xmlsoap.org/soap/envelope/";

std::vector<qualified_name> attributes() {
    std::vector<qualified_name> all;
    for (const std::string name :
         {"key", "eckid", "vocabulaire", "vocabulairelocatie", "niveau", "id", "mustUnderstand", "actor",
          "encodingStyle"})
        for (const space in : {space::none, space::none, space::none, results_space, envelope_space, space::foreign})
            all.push_back({in, name});
    return all;
}

std::vector<qualified_name> types() {
    return {
        {results_space, "ctpSchool"},
        {results_space, "ctpToetsafname"},
        {results_space, "ctpResultaat"},
        {results_space, "ctpToets"},
        {results_space, "ctpToetsOnderdeel"},
        {results_space, "ctpNormering"},
        {results_space, "ctpOsoResultaat"},
        {results_space, "ctpLeeg"},
        {results_space, "ctpVocabulaireGebondenVeld"},
        {results_space, "ctpAnderResultaatType"},
        {results_space, "tpKey"},
        {results_space, "tpScore"},
        {results_space, "tpKleurcode"},
        {results_space, "tpTransparatiecode"},
        {results_space, "tpSchoolcijfer"},
        {results_space, "tpBrinCode"},
        {results_space, "tpSchooljaar"},
        {results_space, "tpDependanceCode"},
        {results_space, "tpString32"},
        {results_space, "tpString64"},
        {results_space, "tpString128"},
        {results_space, "tpString256"},
        {results_space, "gToetsen"},
        {results_space, "school_type"},
        {results_space, "result"},
        {results_space, ""},
        {oso_space, "toetsscoreType"},
        {oso_space, "referentiescoreType"},
        {oso_space, "nonEmptyStringType"},
        {envelope_space, "Envelope"},
        {envelope_space, "Body"},
        {envelope_space, "Fault"},
        {envelope_space, "detail"},
        {envelope_space, "encodingStyle"},
        {authorisation_space, "tpString64"},
        {space::none, "tpString64"},
    };
}

std::multimap<std::string, qualified_name, std::less<>> fitting_types() {
    return {
        {"school", {results_space, "ctpSchool"}},
        {"toetsafname", {results_space, "ctpToetsafname"}},
        {"resultaat", {results_space, "ctpResultaat"}},
        {"toets", {results_space, "ctpToets"}},
        {"toetsonderdeel", {results_space, "ctpToetsOnderdeel"}},
        {"toetsnormering", {results_space, "ctpNormering"}},
        {"toetsonderdeelnormering", {results_space, "ctpNormering"}},
        {"osoresultaat", {results_space, "ctpOsoResultaat"}},
        {"leerresultaten_bevestiging", {results_space, "ctpLeeg"}},
        {"toetscode", {results_space, "tpKey"}},
        {"toetscode", {results_space, "ctpVocabulaireGebondenVeld"}},
        {"vakgebied", {results_space, "ctpVocabulaireGebondenVeld"}},
        {"leerlingid", {results_space, "tpKey"}},
        {"infourl", {results_space, "tpKey"}},
        {"infourl", {results_space, "tpString256"}},
        {"schoolkey", {results_space, "tpKey"}},
        {"score", {results_space, "tpScore"}},
        {"score", {results_space, "tpKleurcode"}},
        {"rood_code", {results_space, "tpKleurcode"}},
        {"transparantie", {results_space, "tpTransparatiecode"}},
        {"schooljaar", {results_space, "tpSchooljaar"}},
        {"brincode", {results_space, "tpBrinCode"}},
        {"dependancecode", {results_space, "tpDependanceCode"}},
        {"term", {results_space, "tpString64"}},
    };
}

standard uwlr_2_2() {
    standard made;
    made.name = "uwlr-2.2";
    made.spaces = vocabulary(
        {{results_uri, "lr"},
         {authorisation_uri, "aut"},
         {definitions_uri, "td"},
         {oso_uri, "oso"},
         {envelope_uri, "soap"}}
    );
    made.kinds = {{"results", 55, results},         {"confirmation", 3, confirmation},
                  {"definitions", 12, definitions}, {"authorisation", 6, authorisation},
                  {"soap envelope", 16, envelope},  {"soap fault", 8, uwlr::fault}};
    made.published = {
        {envelope_uri, "uwlr/Schemas/SOAP_Envelope.xsd"},
        {authorisation_uri, "uwlr/Schemas/UWLR_Autorisatie_v2p2.xsd"},
        {results_uri, "uwlr/Schemas/UWLR_Leerresultaten_v2p2.xsd"},
        {definitions_uri, "uwlr/Schemas/UWLR_Toetsdefinities_v2p2.xsd"}};
    made.bundled = {
        {envelope_uri, "soap/1.1/envelope.xsd"},
        {authorisation_uri, "uwlr/2.2/autorisatie.xsd"},
        {results_uri, "uwlr/2.2/leerresultaten.xsd"},
        {definitions_uri, "uwlr/2.2/toetsdefinities.xsd"}};
    made.values = values();
    made.other_names = {
        "score",
        "toetscode",
        "versie",
        "school",
        "brincode",
        "schoolkey",
        "osoresultaat",
        "anderresultaat",
        "norm",
        "toets",
        "eckid",
        "leerlingid",
        "Score",
        "toetsonderdeelcode",
        "scoregrotergelijkaan",
        "leerresultaten_bevestiging",
        "Body",
        "Fault",
        "toetsscore",
        "x"};
    made.other_attributes = attributes();
    made.types = types();
    made.fitting_types = fitting_types();
    made.changes = changes();
    made.fingerprint = 8788415431917636620u;
    return made;
}

} // namespace

TEST_CASE("derived UWLR messages get the verdict of the published schemas") {
    run_differential(uwlr_2_2(), 20'000, 100'000);
}

TEST_CASE("derived UWLR messages are the same on every machine") {
    check_fingerprint(uwlr_2_2());
}
