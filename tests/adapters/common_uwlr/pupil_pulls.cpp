// Fetching a roster from an administration that speaks UWLR; the other side is the gateway's own service.
#include "tests/adapters/common_uwlr/pupil_setup.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace schakel;
using namespace schakel::test;

namespace {

using phase = pull_state::phase;

pull_options options_for(const roster_view& view) {
    pull_options options;
    options.school = {{"brin", "99XX", {}}};
    options.school_year = view.head().school_year;
    options.now = *parse_rfc3339("2026-11-21T06:00:00Z");
    return options;
}

// The answer of the service to what a pull asks.
received_answer served(const asker& by, const outgoing& asked) {
    const roster_answer told = by.answer(asked.body);
    received_answer answer;
    answer.status = told.head.status;
    answer.headers = told.head.headers;
    answer.body = told.stream ? all_of(*told.stream) : told.head.body;
    return answer;
}

struct outcome {
    std::unique_ptr<roster_pull> pull;
    roster::memory_roster roster{changed_at};
    std::size_t questions = 0;

    const pull_state& state() const { return pull->state(); }
};

std::unique_ptr<outcome> fetch(const asker& by, const pull_options& options) {
    auto out = std::make_unique<outcome>();
    out->pull = uwlr(by.version).roster()->pull(options);
    while (const auto asked = out->pull->next()) {
        ++out->questions;
        CHECK(asked->headers.find("soapaction").starts_with('"'));
        out->pull->take(*asked, served(by, *asked), out->roster);
    }
    return out;
}

// One answer to the first question.
pull_state after(const received_answer& answer, std::string_view version = "2.2") {
    const auto view = invented_school(1);
    const auto pull = uwlr(version).roster()->pull(options_for(*view));
    roster::memory_roster into;
    pull->take(*pull->next(), answer, into);
    return pull->state();
}

received_answer fault(const std::string& code, int status = 500) {
    received_answer answer;
    answer.status = status;
    answer.headers = {{"Content-Type", "text/xml"}, {"Retry-After", "30"}};
    answer.body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode>" +
                  code + "</faultcode><faultstring>geheim</faultstring></s:Fault></s:Body></s:Envelope>";
    return answer;
}

} // namespace

TEST_CASE("a roster fetched at once or in steps is the roster that was served") {
    for (const std::string version : {"2.2", "2.3"}) {
        asker by;
        by.version = version;
        by.view = invented_school(80);
        pull_options options = options_for(*by.view);
        const auto at_once = fetch(by, options);
        CHECK(at_once->state().what == phase::complete);
        CHECK(at_once->questions == 1);
        CHECK(at_once->state().watermark == "2026-11-20T15:30:00.250Z");
        CHECK(
            at_once->pull->reading().holds[static_cast<std::size_t>(model::roster::record_kind::person)] == extent::full
        );

        options.parameters = {{"steps", "several"}, {"groups", "2"}};
        const auto in_steps = fetch(by, options);
        CHECK_MESSAGE(in_steps->state().what == phase::complete, in_steps->state().reason);
        CHECK(in_steps->questions > 4);
        CHECK(in_steps->pull->reading().holds == at_once->pull->reading().holds);
        CHECK(written(in_steps->roster, version) == written(at_once->roster, version));
        CHECK(
            at_once->roster.count(model::roster::record_kind::membership) ==
            by.view->count(model::roster::record_kind::membership)
        );
        CHECK(in_steps->state().records == at_once->state().records);
    }
}

TEST_CASE("what did not change since the last pull is not fetched again") {
    asker by;
    by.view = invented_school(5);
    pull_options options = options_for(*by.view);
    options.watermark = fetch(by, options)->state().watermark;
    const auto again = fetch(by, options);
    CHECK(again->state().what == phase::unchanged);
    CHECK(again->state().watermark == options.watermark);
    CHECK(again->roster.count(model::roster::record_kind::person) == 0);
}

TEST_CASE("an empty school is complete, and has a head") {
    asker by;
    const auto empty = std::make_shared<roster::memory_roster>(changed_at);
    by.view = empty;
    pull_options options = options_for(*invented_school(1));
    for (const char* steps : {"one", "several"}) {
        options.parameters["steps"] = steps;
        const auto got = fetch(by, options);
        CHECK(got->state().what == phase::complete);
        CHECK(got->state().records == 0);
        CHECK(got->roster.head().school_year == options.school_year);
    }
}

TEST_CASE("a school that cannot be named is not asked for") {
    const auto pull = uwlr("2.2").roster()->pull({});
    CHECK_FALSE(pull->next());
    CHECK(pull->state().what == phase::failed);
}

TEST_CASE("faults: what may pass is tried again, what will not is told by its code") {
    CHECK(after(fault("soap:Server.TijdelijkNietBeschikbaar")).what == phase::interrupted);
    CHECK(after(fault("soap:Server.TijdelijkNietBeschikbaar")).retry_after == 30s);
    CHECK(after(fault("Server.InterneFout")).what == phase::interrupted);
    CHECK(after(fault("Iets.Anders")).what == phase::interrupted);
    for (const std::string code :
         {"AutorisatieOngeldig", "OngeldigeKlantIdentificatie", "XsdVersieOngeldig", "OngeldigBericht"}) {
        const pull_state state = after(fault("Client." + code));
        CHECK(state.what == phase::failed);
        CHECK(state.reason == "fault Client." + code);
        CHECK(after(fault("s:Client." + code, 200)).what == phase::failed);
    }
    CHECK_FALSE(holds(after(fault("Client.Geheim")).reason, "Geheim"));
}

TEST_CASE("answers that are no answers") {
    received_answer answer;
    answer.status = 200;
    answer.body = "<html><body>Welkom</body></html>";
    CHECK(after(answer).what == phase::failed);
    answer.status = 503;
    CHECK(after(answer).what == phase::interrupted);
    answer.status = 401;
    CHECK(after(answer).what == phase::failed);
    answer.status = 404;
    CHECK(after(answer).what == phase::failed);
    answer.how = received_answer::transport::unknown;
    CHECK(after(answer).what == phase::interrupted);
    answer = {};
    answer.status = 200;
    answer.body = "<leerlinggegevens_antwoord xmlns=\"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens\">"
                  "<geenwijzigingen/></leerlinggegevens_antwoord>";
    CHECK(after(answer).what == phase::failed); // no moment was named
}

TEST_CASE("the roster of another school is refused") {
    asker by;
    by.view = invented_school(3);
    pull_options options = options_for(*by.view);
    options.school = {{"brin", "88ZZ", {}}};
    const auto got = fetch(by, options);
    CHECK(got->state().what == phase::failed);
    CHECK(got->pull->reading().report.first_error()->broken->id == "uwlr.roster-other-school");
}

TEST_CASE("who is in several answers counts once, and a warning tells of what changed between two of them") {
    auto view = std::make_shared<roster::memory_roster>(changed_at);
    view->head(invented_school(1)->head());
    model::roster::person pupil;
    pupil.id = "leerling:1";
    pupil.ids = {{"las.key", "1", {}}};
    pupil.preferred_name = "Toets";
    view->add(pupil);
    model::roster::person teacher;
    teacher.id = "leerkracht:1";
    teacher.kind = model::roster::person_kind::employee;
    teacher.ids = {{"las.key", "1", {}}};
    teacher.family_name = "Voorbeeld";
    view->add(teacher);
    for (const std::string key : {"A", "B"}) {
        model::roster::group group;
        group.id = key;
        group.ids = {{"las.key", key, {}}};
        group.name = "Groep " + key;
        view->add(group);
        model::roster::membership teaches;
        teaches.id = "leerkracht:1|" + key;
        teaches.person = teacher.id;
        teaches.group = key;
        teaches.what = model::roster::role::teacher;
        view->add(teaches);
    }
    asker by;
    by.view = view;
    for (const bool changing : {false, true}) {
        pull_options options = options_for(*view);
        options.parameters = {{"steps", "several"}, {"groups", "1"}};
        const auto pull = uwlr("2.2").roster()->pull(options);
        roster::memory_roster into;
        std::size_t told = 0;
        while (const auto asked = pull->next()) {
            received_answer answer = served(by, *asked);
            const std::size_t name = answer.body.find("Voorbeeld");
            if (name != std::string::npos && ++told == 2 && changing) answer.body.insert(name, "Q");
            pull->take(*asked, answer, into);
        }
        CHECK(told == 2);
        CHECK(pull->state().what == phase::complete);
        const findings& list = pull->reading().report.at(layer::rules).findings;
        REQUIRE(list.size() == (changing ? 1 : 0));
        if (changing) CHECK(list[0].broken->id == "uwlr.roster-person-differs");
        CHECK(into.count(model::roster::record_kind::person) == 2);
        CHECK(into.count(model::roster::record_kind::membership) == 2);
        CHECK_FALSE(holds(written(into, "2.2"), "QVoorbeeld"));
    }
}

TEST_CASE("blocks of a partner's own are read with its schema, kept, and written back") {
    static constexpr const char* partner = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
      xmlns="http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
      targetNamespace="http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens" elementFormDefault="qualified">
      <xs:include schemaLocation="uwlr/2.2/leerlinggegevens.xsd"/>
      <xs:complexType name="VolgsysteemType"><xs:complexContent><xs:extension base="ToevoegingsBlokType">
      <xs:sequence><xs:element name="niveau" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent>
      </xs:complexType></xs:schema>)";
    const validation::schema_catalogue own = [](std::string_view name) -> std::optional<std::string> {
        if (name == "partner.xsd") return partner;
        return std::nullopt;
    };
    const partner_schemas with{{"partner.xsd"}, own};
    const auto extended = uwlr("2.2").extend(with);
    REQUIRE_MESSAGE(extended, (extended ? std::string() : extended.error().message));
    const std::string data =
        "<leerlinggegevens xmlns=\"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens\""
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><school><schooljaar>2026-2027</schooljaar></school>"
        "<leerlingen><leerling key=\"1\"><roepnaam>Toets</roepnaam><toevoegingen><blok xsi:type=\"VolgsysteemType\">"
        "<code>N</code><niveau>B1</niveau></blok></toevoegingen></leerling></leerlingen></leerlinggegevens>";
    roster::memory_roster roster(changed_at);
    CHECK_FALSE((*extended)->roster()->read({data, nullptr, {}, {}}, {}, roster).report.rejects());
    const std::string back = all_of(*(*extended)->roster()->write(roster, {}));
    CHECK(holds(back, "<niveau>B1</niveau>"));
    discarding_sink nobody;
    CHECK_FALSE((*extended)->roster()->read({back, nullptr, {}, {}}, {}, nobody).report.rejects());
    CHECK(uwlr("2.2").roster()->read({data, nullptr, {}, {}}, {}, nobody).report.rejects());
    encode_options narrow;
    narrow.parameters["profile"] = "smalle-set";
    CHECK_FALSE(holds(all_of(*(*extended)->roster()->write(roster, narrow)), "niveau"));
}
