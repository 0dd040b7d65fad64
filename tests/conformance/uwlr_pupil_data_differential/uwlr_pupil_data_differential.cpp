// Questions and answers of UWLR 2.2 about pupils, groups and teachers.
#include "message.hpp"
#include "tests/conformance/xml_differential/run.hpp"

#include <doctest/doctest.h>

using namespace schakel::differential;
using namespace schakel::differential::uwlr_pupil_data;

namespace {

constexpr const char* pupil_uri = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens";
constexpr const char* envelope_uri = "http://schemas.xmlsoap.org/soap/envelope/";

std::vector<qualified_name> in_uwlr(const words& names) {
    std::vector<qualified_name> all;
    for (const std::string& name : names) all.push_back({pupil_space, name});
    return all;
}

std::vector<qualified_name> types() {
    std::vector<qualified_name> all = in_uwlr(
        {"SchoolType",
         "GroepType",
         "SamengesteldeGroepType",
         "VestigingType",
         "LeerlingType",
         "LeerkrachtType",
         "GroepReferentieType",
         "VestigingReferentieType",
         "SamengesteldeGroepenReferentieType",
         "LeerkrachtGroepReferentieType",
         "LeerkrachtGroepenReferentieType",
         "ToevoegingsBlokType",
         "OpmerkingGegevensType",
         "EDEXKeyType",
         "EDEXString32Type",
         "EDEXString64Type",
         "EDEXJaNeeType",
         "EDEXLandType",
         "EDEXJaargroepType",
         "tpKey",
         "tpString32",
         "tpString64",
         "tpString128",
         "tpString256",
         "tpSchooljaar",
         "tpBrinCode",
         "tpDependanceCode",
         "ctpLeeg",
         "ctpVocabulaireGebondenVeld",
         "question",
         ""}
    );
    all.push_back({space::none, "LeerlingType"});
    all.push_back({envelope_space, "Fault"});
    return all;
}

std::multimap<std::string, qualified_name, std::less<>> fitting_types() {
    const std::multimap<std::string, std::string> pairs = {
        {"school", "SchoolType"},
        {"vestiging", "VestigingType"},
        {"vestiging", "VestigingReferentieType"},
        {"groep", "GroepType"},
        {"groep", "GroepReferentieType"},
        {"groep", "LeerkrachtGroepReferentieType"},
        {"samengestelde_groep", "SamengesteldeGroepType"},
        {"samengestelde_groep", "GroepReferentieType"},
        {"samengestelde_groep", "LeerkrachtGroepReferentieType"},
        {"groepen", "LeerkrachtGroepenReferentieType"},
        {"leerling", "LeerlingType"},
        {"leerkracht", "LeerkrachtType"},
        {"schoolkey", "tpKey"},
        {"schoolkey", "tpString256"},
        {"schoolkey", "EDEXKeyType"},
        {"schoolkey", "ctpVocabulaireGebondenVeld"},
        {"schooljaar", "tpSchooljaar"},
        {"schooljaar", "EDEXSchooljaarType"},
        {"brincode", "tpBrinCode"},
        {"brincode", "EDEXBrincodeType"},
        {"dependancecode", "tpDependanceCode"},
        {"xsdversie", "tpString32"},
        {"gegevenssetid", "tpString64"},
        {"geengegevens", "ctpLeeg"},
        {"geenwijzigingen", "ctpLeeg"},
        {"commentaar", "EDEXJaNeeType"},
        {"commentaar", "tpKey"},
        {"naam", "EDEXString64Type"},
        {"rol", "EDEXLeerkrachtRolType"}};
    std::multimap<std::string, qualified_name, std::less<>> all;
    for (const auto& [name, type] : pairs) all.insert({name, {pupil_space, type}});
    all.insert({"laatstontvangengegevens", {space::schema, "dateTime"}});
    all.insert({"geboortedatum", {space::schema, "date"}});
    for (const char* name : {"StructuurFault", "LeerlingenFault"}) all.insert({name, {envelope_space, "Fault"}});
    return all;
}

standard uwlr_2_2() {
    standard made;
    made.name = "uwlr-2.2-leerlinggegevens";
    made.spaces = vocabulary({{pupil_uri, "lg"}, {envelope_uri, "soap"}});
    made.kinds = {{"question", 25, question}, {"data", 35, data}, {"answer", 37, answer}, {"fault", 3, fault}};
    made.published = {{pupil_uri, "uwlr/Schemas/UWLR_Leerlinggegevens_v2p2.xsd"}};
    made.bundled = {{pupil_uri, "uwlr/2.2/leerlinggegevens.xsd"}};
    made.values = values();
    made.other_names = {
        "groep",
        "samengestelde_groep",
        "leerling",
        "leerkracht",
        "naam",
        "jaargroep",
        "vestiging",
        "schoolkey",
        "brincode",
        "groepen",
        "toevoegingen",
        "geengegevens",
        "geenwijzigingen",
        "leerlinggegevens",
        "leerlinggegevens-structuur",
        "laatstontvangengegevens",
        "structuur_antwoord",
        "Structuur_antwoord",
        "x"};
    for (const char* name : {"key", "key", "eckid", "vocabulaire", "vocabulairelocatie"})
        made.other_attributes.push_back({space::none, name});
    made.other_attributes.push_back({pupil_space, "key"});
    made.other_attributes.push_back({space::foreign, "key"});
    made.types = types();
    made.fitting_types = fitting_types();
    made.changes = changes();
    made.fingerprint = 7956378782040401546u;
    return made;
}

} // namespace

TEST_CASE("derived UWLR pupil data get the verdict of the published schemas") {
    run_differential(uwlr_2_2(), 20'000, 100'000);
}

TEST_CASE("derived UWLR pupil data are the same on every machine") {
    check_fingerprint(uwlr_2_2());
}
