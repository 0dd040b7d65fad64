#include "setup.hpp"

using namespace schakel;
using namespace schakel::test;

namespace {

std::string file_with(std::string_view pupils) {
    return "<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school><leerlingen>" +
           std::string(pupils) + "</leerlingen></EDEX>";
}

} // namespace

TEST_CASE("More findings than are told are counted") {
    std::string pupils;
    for (int i = 0; i < 20; ++i)
        pupils += "<leerling key=\"" + std::to_string(i) + "\"><roepnaam>Test</roepnaam></leerling>";
    decode_options options;
    options.limits.findings = 5;
    discarding_sink nobody;
    const std::string file = file_with(pupils);
    const roster_reading seen = edexml("2.1").read({file, nullptr, {}, {}}, options, nobody);
    const findings& told = seen.report.at(layer::rules).findings;
    REQUIRE(told.size() == 6);
    CHECK(told.back().broken->id == "edexml.more-findings");
    CHECK(told.back().got == "15");
}

TEST_CASE("A pupil with a dummy key is somebody else in the next file, unless an ECK iD tells otherwise") {
    const auto id_in = [](std::string_view made, std::string_view attributes) {
        const std::string file =
            "<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><aanmaakdatum>" +
            std::string(made) + "</aanmaakdatum></school><leerlingen><leerling " + std::string(attributes) +
            "><roepnaam>Test</roepnaam><jaargroep>5</jaargroep></leerling></leerlingen></EDEX>";
        collected_roster into;
        CHECK_FALSE(read("2.1", file, into).report.rejects());
        REQUIRE(into.records.size() == 1);
        return model::roster::tail_of(into.records.front()).id;
    };
    constexpr const char *first = "2026-10-01T12:00:00Z", *second = "2026-11-01T12:00:00Z";
    CHECK(id_in(first, "key=\"#1\"") != id_in(second, "key=\"#1\""));
    CHECK(id_in(first, "key=\"#1\" eckid=\"e1\"") == id_in(second, "key=\"#2\" eckid=\"e1\""));
    CHECK(id_in(first, "key=\"1\"") == id_in(second, "key=\" 1 \""));
}

TEST_CASE("A moment without a zone is the time in Amsterdam, also on the days on which the clock changes") {
    const auto made_at = [](std::string_view text) {
        const std::string file =
            "<EDEX><school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode><aanmaakdatum>" +
            std::string(text) +
            "</aanmaakdatum></school><leerlingen><leerling key=\"1\"><roepnaam>Test</roepnaam>"
            "</leerling></leerlingen></EDEX>";
        collected_roster into;
        read("2.1", file, into);
        REQUIRE(into.told.made_at.has_value());
        return to_rfc3339(*into.told.made_at);
    };
    CHECK(made_at("2026-07-01T12:00:00") == "2026-07-01T10:00:00Z");
    CHECK(made_at("2026-12-01T12:00:00") == "2026-12-01T11:00:00Z");
    CHECK(made_at("2026-03-29T01:30:00") == "2026-03-29T00:30:00Z");
    CHECK(made_at("2026-03-29T03:30:00") == "2026-03-29T01:30:00Z");
    CHECK(made_at("2026-10-25T12:00:00") == "2026-10-25T11:00:00Z");
    CHECK(made_at("2026-10-25T12:00:00+05:00") == "2026-10-25T07:00:00Z");
}

TEST_CASE("A file that breaks off is refused, whatever came before") {
    const std::string whole = file_with("<leerling key=\"1\"><roepnaam>Test</roepnaam></leerling>");
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        discarding_sink nobody;
        CHECK(read("2.1", std::string_view(whole).substr(0, cut), nobody).report.rejects());
    }
}

TEST_CASE("A partner's blocks are checked by the partner's schema") {
    static const adapter_registry list = all_adapters(schemas::bundled);
    static constexpr std::string_view partner = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:include schemaLocation="EDEXML.structuur.xsd"/>
      <xs:complexType name="ProefType"><xs:complexContent><xs:extension base="ToevoegingsBlokType">
        <xs:sequence><xs:element name="getal" type="xs:int"/></xs:sequence>
      </xs:extension></xs:complexContent></xs:complexType></xs:schema>)";
    const partner_schemas with{{"partner.xsd"}, [](std::string_view name) -> std::optional<std::string> {
                                   if (name == "partner.xsd") return std::string(partner);
                                   return std::nullopt;
                               }};
    const auto extended = list.find("edexml-2.1")->extend(with);
    if (!extended) FAIL(extended.error().file << ": " << extended.error().message);
    const auto errors = [&](const adapter& by, std::string_view number) {
        const std::string file =
            R"(<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><school><schooljaar>2026-2027</schooljaar><toevoegingen>)"
            R"(<blok xsi:type="ProefType"><code>x</code><getal>)" +
            std::string(number) +
            "</getal></blok></toevoegingen></school><leerlingen><leerling "
            "key=\"1\"><roepnaam>Test</roepnaam></leerling>"
            "</leerlingen></EDEX>";
        discarding_sink nobody;
        return by.roster()->read({file, nullptr, {}, {}}, generous(), nobody).report.count(severity::error);
    };
    CHECK(errors(**extended, "12") == 0);
    CHECK(errors(**extended, "twaalf") == 1);
    CHECK(errors(*list.find("edexml-2.1"), "12") == 1);
}
