// A SOAP client can generate itself from what the address says about itself.
#include "tests/adapters/common_uwlr/setup.hpp"

#include "gateway/codec/xml_document.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

reply ask(
    std::string_view version, const std::string& key, const std::string& value = {},
    const std::string& path = "/leerresultaten"
) {
    exchange asked;
    asked.method = "GET";
    asked.path = path;
    asked.query = {{key, value}};
    asked.headers = {{"Host", "schakel.school.example:8443"}, {"X-Forwarded-Proto", "https"}};
    return uwlr(version).answer(asked, {});
}

void follow(std::string_view version, const std::string& body, std::set<std::string>& seen) {
    constexpr std::string_view mark = "schemaLocation=\"?xsd=";
    for (std::size_t at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        const std::string name = body.substr(begin, body.find('"', begin) - begin);
        if (!seen.insert(name).second) continue;
        const reply answer = ask(version, "xsd", name);
        CHECK_MESSAGE(answer.status == 200, name);
        findings found;
        CHECK(xml::document::parse(answer.body, {}, found));
        follow(version, answer.body, seen);
    }
}

} // namespace

TEST_CASE("the WSDL is XML, names the address that was asked, and every schema it leads to can be fetched") {
    for (const std::string_view version : {"2.2", "2.3"}) {
        const reply answer = ask(version, "wsdl");
        CHECK(answer.status == 200);
        findings found;
        CHECK(xml::document::parse(answer.body, {}, found));
        const std::string address =
            "https://schakel.school.example:8443/soap/uwlr/" + std::string(version) + "/leerresultaten";
        CHECK(holds(answer.body, address));
        std::set<std::string> seen;
        follow(version, answer.body, seen);
        CHECK(seen.contains("oso/1.2/gegevensset.xsd"));
        CHECK(seen.contains("uwlr/2.2/building_blocks.xsd"));
    }
}

TEST_CASE("the pupil data service describes its four questions, at the address of each profile") {
    for (const std::string path : {"/leerlinggegevens", "/smalle-set/leerlinggegevens"}) {
        const reply answer = ask("2.3", "wsdl", {}, path);
        CHECK(answer.status == 200);
        findings found;
        const auto document = xml::document::parse(answer.body, {}, found);
        REQUIRE(document);
        CHECK(holds(answer.body, "https://schakel.school.example:8443/soap/uwlr/2.3" + path + "\""));
        for (const char* operation : {"HaalLeerlinggegevens", "HaalStructuur", "HaalLeerlingen", "HaalLeerkrachten"})
            CHECK(holds(answer.body, std::string("<w:operation name=\"") + operation));
        CHECK(holds(answer.body, "soapAction=\"HaalLeerlinggegevens\""));
        CHECK(holds(
            answer.body,
            "soapAction=\"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerlingen_verzoek\""
        ));
        CHECK_FALSE(holds(answer.body, "BrengLeerresultaten"));
        std::set<std::string> seen;
        follow("2.3", answer.body, seen);
        CHECK(seen.contains("edexml/2.0/building_blocks.xsd"));
    }
}

TEST_CASE("only schemas of the service are served") {
    CHECK(ask("2.2", "xsd", "xapi/1.0.3/statement.schema.json").status == 404);
    CHECK(ask("2.2", "xsd", "../../etc/passwd").status == 404);
    CHECK(ask("2.2", "xsd").status == 404);
    CHECK(ask("2.2", "disco").status == 404);
}

TEST_CASE("a host that is no host stays out of the WSDL") {
    exchange asked;
    asked.path = "/leerresultaten";
    asked.query = {{"wsdl", ""}};
    asked.headers = {{"Host", "a\"><x>"}};
    CHECK(holds(uwlr("2.2").answer(asked, {}).body, "http://localhost/soap/uwlr/2.2/leerresultaten"));
}

TEST_CASE("the README explains every quirk and parameter") {
    std::ifstream in(SCHAKEL_SOURCE_DIR "/adapters/uwlr_2_2/README.md");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const auto& names : {uwlr("2.2").info().quirks, uwlr("2.2").info().parameters}) {
        for (const std::string_view name : names) CHECK_MESSAGE(holds(text, "| `" + std::string(name) + "` |"), name);
    }
}
