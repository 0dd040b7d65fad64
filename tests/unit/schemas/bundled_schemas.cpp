// Every schema that is built into the program is one that our engines load.
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace schakel;

namespace {

std::optional<std::string> catalogue(std::string_view name) {
    return schemas::bundled(name);
}

template <class Compiled>
void check_loaded(std::string_view path, const Compiled& compiled) {
    CHECK_MESSAGE(compiled, path << ": " << (compiled ? std::string() : compiled.error().message));
}

} // namespace

TEST_CASE("every bundled XML Schema compiles on its own") {
    for (const std::string_view path : schemas::bundled_paths()) {
        if (!path.ends_with(".xsd") || path.ends_with("building_blocks.xsd")) continue;
        check_loaded(path, validation::xsd_schema::compile(std::array{std::string(path)}, catalogue));
    }
}

TEST_CASE("every bundled JSON Schema compiles, and there is nothing to remark on it") {
    for (const std::string_view path : schemas::bundled_paths()) {
        if (!path.ends_with("schema.json") && !path.starts_with("json_schema/")) continue;
        const auto compiled = validation::json_schema::compile(path, catalogue);
        check_loaded(path, compiled);
        for (const auto& remark : compiled ? compiled->remarks() : std::vector<validation::schema_remark>())
            FAIL_CHECK(remark.file, remark.what.where.path, ": ", remark.what.text(language::en));
    }
}

TEST_CASE("both versions of UWLR compile as one set with the envelope") {
    for (const std::string version : {"uwlr/2.2/", "uwlr/2.3/"}) {
        const std::array<std::string, 5> names = {
            "soap/1.1/envelope.xsd", version + "autorisatie.xsd", version + "leerlinggegevens.xsd",
            version + "leerresultaten.xsd", version + "toetsdefinities.xsd"};
        check_loaded(version, validation::xsd_schema::compile(names, catalogue));
    }
}

namespace {

findings findings_of(const std::string& schema, std::string_view message) {
    const auto compiled = validation::xsd_schema::compile(std::array{schema}, catalogue);
    REQUIRE(compiled);
    return compiled->validate(message, {}).schema_findings;
}

} // namespace

TEST_CASE("UWLR 2.3 takes a pupil who is known by ECK iD alone, 2.2 does not") {
    const std::string message =
        "<leerresultaten_verzoek xmlns='http://www.edustandaard.nl/leerresultaten/2/leerresultaten'><school>"
        "<schooljaar>2025-2026</schooljaar><brincode>99ZZ</brincode><aanmaakdatum>2026-01-05T10:00:00Z</aanmaakdatum>"
        "<xsdversie>2.3</xsdversie></school><toetsafnames><toetsafname><eckid>https://ketenid.nl/pilot/0101</eckid>"
        "<resultaten><resultaat key='r1'><afnamedatum>2026-01-05</afnamedatum><toetscode>T1</toetscode><score>7</score>"
        "</resultaat></resultaten></toetsafname></toetsafnames><toetsen><toets><toetscode>T1</toetscode></toets></"
        "toetsen>"
        "</leerresultaten_verzoek>";
    CHECK(findings_of("uwlr/2.3/leerresultaten.xsd", message).empty());
    CHECK(findings_of("uwlr/2.2/leerresultaten.xsd", message).size() == 1);
}

TEST_CASE("UWLR 2.3 takes a pupil of the roster by ECK iD alone, 2.2 does not, and both take the school years of today"
) {
    const std::string message =
        "<leerlinggegevens xmlns='http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens'><school>"
        "<schooljaar>2026-2027</schooljaar></school><leerlingen><leerling eckid='https://ketenid.nl/pilot/0101'>"
        "<roepnaam>Test</roepnaam></leerling></leerlingen></leerlinggegevens>";
    CHECK(findings_of("uwlr/2.3/leerlinggegevens.xsd", message).empty());
    CHECK(findings_of("uwlr/2.2/leerlinggegevens.xsd", message).size() == 1);
}

TEST_CASE("EDEXML 2.1 takes ECK iDs, earlier versions do not, and all take the school years of today") {
    const std::string plain = "<EDEX><school><schooljaar>2026-2027</schooljaar></school><leerlingen>"
                              "<leerling key='1'><roepnaam>Test</roepnaam></leerling></leerlingen></EDEX>";
    const std::string with_eckid = "<EDEX><school><schooljaar>2024-2025</schooljaar></school><leerlingen>"
                                   "<leerling key='1' eckid='https://ketenid.nl/pilot/0101'>"
                                   "<roepnaam>Test</roepnaam></leerling></leerlingen></EDEX>";
    for (const std::string version : {"1.0.3", "2.0", "2.1"}) {
        CAPTURE(version);
        CHECK(findings_of("edexml/" + version + "/edexml.xsd", plain).empty());
        CHECK(findings_of("edexml/" + version + "/edexml.xsd", with_eckid).empty() == (version == "2.1"));
    }
}
