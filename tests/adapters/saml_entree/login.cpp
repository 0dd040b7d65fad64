// A login from beginning to end, and each point on which an answer is refused.
#include "tests/adapters/saml_entree/login_desk.hpp"

#include "adapters/common/xml_signature/signed_document.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/codec/raw_deflate.hpp"
#include "gateway/crypto/base64.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace schakel;
using namespace schakel::test;

namespace {

const model::launch& launch_of(const launch_step& step) {
    REQUIRE_MESSAGE(std::holds_alternative<arrived>(step.what), outcome(step));
    return std::get<arrived>(step.what).what;
}

// The code with which an answer is refused that differs in one thing; signed as most providers do: the assertion.
std::string refusal_of(const std::function<void(told_answer&)>& change) {
    login_desk desk;
    told_answer what;
    what.in_response_to = desk.begin();
    change(what);
    return outcome(desk.post(desk.provider().response(what, desk.provider().signed_assertion(what))));
}

told_answer asked_answer(login_desk& desk) {
    told_answer what;
    what.in_response_to = desk.begin();
    return what;
}

std::string eckid(const std::string& kind) {
    std::string hex;
    for (int i = 0; i < 16; ++i) hex += "0123abcd";
    return "https://ketenid.nl/" + kind + "/" + hex;
}

} // namespace

TEST_CASE("a login is asked for by redirect, signed over the address") {
    login_desk desk;
    const launch_step step = desk.begin_step();
    REQUIRE(outcome(step) == "show");
    const auto& shown = std::get<show>(step.what);
    const std::string location(std::get<reply>(shown.what).headers.find("location"));
    CHECK(std::get<reply>(shown.what).status == 303);
    CHECK(location.starts_with("https://idp.school.example/sso?SAMLRequest="));

    const std::string query = location.substr(location.find('?') + 1);
    const auto fields = forms::read(query);
    const std::string signature = *crypto::from_base64(forms::value_of(*fields, "Signature"));
    const std::string covered = query.substr(0, query.find("&Signature="));
    CHECK(desk.own_key().verify(crypto::algorithm::rs256, covered, signature));
    CHECK(forms::value_of(*fields, "SigAlg") == "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    CHECK(forms::value_of(*fields, "RelayState") == desk.relay_state);

    const std::string xml = *inflate(*crypto::from_base64(forms::value_of(*fields, "SAMLRequest")), 10'000);
    CHECK(value_between(xml, "Destination=\"", "\"") == "https://idp.school.example/sso");
    CHECK(value_between(xml, "AssertionConsumerServiceURL=\"", "\"") == "https://gw.example/saml/entree/acs");
    CHECK(value_between(xml, "<saml:Issuer>", "<") == "https://gw.example/saml/entree/metadata");
    CHECK(value_between(xml, "IssueInstant=\"", "\"") == "2026-11-21T09:30:00Z");
    CHECK(shown.remember.at(0).binding != "");
    CHECK(shown.remember.at(0).key.size() <= 80); // as long as RelayState may be
}

TEST_CASE("a login is asked for by POST where the party wants it, signed within the message") {
    login_desk desk;
    desk.party.parameters = {{"request_binding", "post"}, {"idp", "https://school.example/idp"}};
    const launch_step step = desk.begin_step();
    REQUIRE(outcome(step) == "show");
    const auto& form = std::get<opening_page>(std::get<page>(std::get<show>(step.what).what)).form;
    CHECK(form.action == "https://idp.school.example/sso-post");
    CHECK(form.fields.at(1) == std::pair<std::string, std::string>("RelayState", desk.relay_state));
    const std::string xml = *crypto::from_base64(form.fields.at(0).second);
    CHECK(value_between(xml, "ProviderID=\"", "\"") == "https://school.example/idp");

    const auto read = xml_signature::signed_document::read(xml, {});
    REQUIRE(read);
    const xml_signature::allowed_algorithms allowed;
    const std::vector<xml_signature::trusted_key> keys{xml_signature::trusted_key(desk.own_key())};
    CHECK(read->verify(read->root(), {keys, &allowed}));
}

TEST_CASE("an answer brings a person with roles, school and session") {
    login_desk desk;
    told_answer what = asked_answer(desk);
    what.attributes.push_back({"eckId", {eckid("pilot")}});
    what.attributes.push_back({"nlEduPersonTussenvoegsels", {"de"}});
    what.attributes.push_back({"sn", {"Vries"}});
    what.attributes.push_back({"nlEduPersonUnit", {"H2A"}});
    what.attributes.push_back({"nlEduPersonBirthDate", {"20140131"}});
    const launch_step step = desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)));
    const model::launch& got = launch_of(step);
    CHECK(
        got.person.ids.at(0) ==
        model::identifier{"entree.uid", "qj7cks8qdz9ph54@petteflat", "https://idp.school.example/metadata"}
    );
    CHECK(model::value_of(got.person.ids, "eckid") == eckid("pilot"));
    CHECK(got.person.given_name == "Piet");
    CHECK(got.person.name == "Piet de Vries");
    CHECK(got.person.family_name == "de Vries");
    CHECK(
        got.person.roles ==
        std::vector<model::held_role>{{model::launch_role::learner, model::role_scope::context, "student"}}
    );
    CHECK(model::is_learner(got.person));
    CHECK(model::value_of(got.school, "brin") == "11ZZ");
    CHECK(model::value_of(got.school, "dependance") == "03");
    CHECK(model::value_of(got.school, "brin.vestiging") == "11ZZ03");
    CHECK(model::value_of(got.school, "entree.realm") == "petteflat");
    CHECK(got.context.id == "H2A");
    CHECK(got.resource.product == "9789000000001");
    CHECK(got.resource.target == "https://publisher.example/book");
    CHECK(got.session.index == "_session-1");
    CHECK(got.session.name.value == "qj7cks8qdz9ph54@petteflat");
    CHECK(got.extra.empty()); // what nobody asked for is dropped, the birth date for one
    REQUIRE(step.once.size() == 1);
    CHECK(step.once.front().what == "assertion|petteflat|_assertion-1");
    CHECK(step.once.front().until == school_morning() + 5min + 2min);
}

TEST_CASE("signed may be the response, the assertion or both; every signature must be good") {
    for (const bool outer : {false, true})
        for (const bool inner : {false, true}) {
            login_desk desk;
            const told_answer what = asked_answer(desk);
            const identity_provider& idp = desk.provider();
            const std::string assertion = inner ? idp.signed_assertion(what) : idp.assertion(what);
            const std::string answer = outer ? idp.signed_response(what, assertion) : idp.response(what, assertion);
            CHECK(outcome(desk.post(answer)) == (outer || inner ? "arrived" : "signature.missing"));
        }

    login_desk desk;
    const told_answer what = asked_answer(desk);
    told_answer other = what;
    other.name = "somebody-else@petteflat";
    const std::string forged = with(desk.provider().signed_assertion(other), "somebody-else", "qj7cks8qdz9ph54");
    CHECK(outcome(desk.post(desk.provider().signed_response(what, forged))) == "signature.content");
}

TEST_CASE("staff of a school: employees teach, staff are not taken for teachers") {
    for (const auto& [word, role] :
         {std::pair{"employee", model::launch_role::instructor}, std::pair{"Employee", model::launch_role::instructor},
          std::pair{"staff", model::launch_role::staff}, std::pair{"affiliate", model::launch_role::member},
          std::pair{"alum", model::launch_role::other}}) {
        login_desk desk;
        told_answer what = asked_answer(desk);
        what.attributes = {{"uid", {what.name}}, {"eduPersonAffiliation", {word}}};
        const launch_step step = desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)));
        CHECK(launch_of(step).person.roles.at(0).what == role);
        CHECK(launch_of(step).person.roles.at(0).word == word);
    }
}

TEST_CASE("attributes by URI, by OID and by a name that was agreed mean the same") {
    login_desk desk;
    desk.party.parameters = {{"attribute.eckId", "urn:example:keten"}};
    told_answer what = asked_answer(desk);
    what.attributes = {
        {"urn:oid:0.9.2342.19200300.100.1.1", {what.name}},
        {"urn:mace:dir:attribute-def:givenName", {"Piet"}},
        {"urn:example:keten", {eckid("pilot")}},
        {"eckId", {"not looked at"}}};
    const launch_step step = desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)));
    CHECK(launch_of(step).person.given_name == "Piet");
    CHECK(model::value_of(launch_of(step).person.ids, "eckid") == eckid("pilot"));
}

TEST_CASE("the envelope is refused for each thing that does not agree") {
    CHECK(refusal_of([](auto&) {}) == "arrived");
    CHECK(refusal_of([](auto& w) { w.version = "1.1"; }) == "saml.version");
    CHECK(refusal_of([](auto& w) { w.destination = "https://gw.example/saml/entree/acs/"; }) == "saml.destination");
    CHECK(refusal_of([](auto& w) { w.destination = "https://other.example/saml/entree/acs"; }) == "saml.destination");
    CHECK(refusal_of([](auto& w) { w.destination = ""; }) == "saml.destination");
    CHECK(refusal_of([](auto& w) { w.in_response_to = "_another"; }) == "saml.in-response-to");
    CHECK(refusal_of([](auto& w) { w.in_response_to = ""; }) == "saml.in-response-to");
    CHECK(refusal_of([](auto& w) { w.entity = "https://idp.other.example/metadata"; }) == "saml.issuer");
    CHECK(refusal_of([](auto& w) { w.status = "urn:oasis:names:tc:SAML:2.0:status:Responder"; }) == "saml.status");
    CHECK(refusal_of([](auto& w) { w.issued -= 7min + 1s; }) == "saml.issue-instant");
    CHECK(refusal_of([](auto& w) { w.issued += 2min + 1s; }) == "saml.issue-instant");
}

TEST_CASE("the assertion is refused for each thing that does not agree") {
    CHECK(refusal_of([](auto& w) {
              w.method = "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches";
          }) == "saml.confirmation");
    CHECK(refusal_of([](auto& w) { w.recipient = "https://other.example/acs"; }) == "saml.confirmation");
    CHECK(refusal_of([](auto& w) { w.confirmation_not_before = school_morning() - 1min; }) == "saml.confirmation");
    CHECK(refusal_of([](auto& w) { w.confirmed_request = "_another"; }) == "saml.confirmation");
    CHECK(refusal_of([](auto& w) { w.conditions = false; }) == "saml.conditions");
    CHECK(refusal_of([](auto& w) { w.audience = "https://other.example/metadata"; }) == "saml.audience");
    CHECK(refusal_of([](auto& w) {
              w.further_conditions = "<saml:AudienceRestriction><saml:Audience>https://other.example</saml:Audience>"
                                     "</saml:AudienceRestriction>";
          }) == "saml.audience");
    CHECK(refusal_of([](auto& w) {
              w.further_conditions = "<x:OnlyOnMondays xmlns:x=\"urn:x\"/>";
          }) == "saml.condition-unknown");
    CHECK(refusal_of([](auto& w) { w.further_conditions = "<saml:OneTimeUse/>"; }) == "arrived");
    CHECK(refusal_of([](auto& w) { w.authentication = false; }) == "saml.authentication");
    CHECK(refusal_of([](auto& w) { w.session_until = school_morning() - 2min; }) == "saml.authentication");
    CHECK(refusal_of([](auto& w) { w.further_statements = "<x:S xmlns:x=\"urn:x\"/>"; }) == "saml.form");
}

TEST_CASE("times count to the second, with the leeway of the party and no more") {
    const auto at = [](std::chrono::seconds after, std::chrono::seconds leeway) {
        login_desk desk;
        desk.party.leeway = leeway;
        desk.party.longest = 1h;
        const told_answer what = asked_answer(desk);
        desk.now += after;
        return outcome(desk.post(desk.provider().response(what, desk.provider().signed_assertion(what))));
    };
    CHECK(at(4min + 59s, 0s) == "arrived");
    CHECK(at(5min, 0s) == "saml.expired");
    CHECK(at(6min + 59s, 2min) == "arrived");
    CHECK(at(7min, 2min) == "saml.expired");
    CHECK(at(-1min, 1min) == "arrived");
    CHECK(at(-1s, 0s) == "saml.issue-instant");
    CHECK(refusal_of([](auto& w) { w.confirmed_until = school_morning() - 2min; }) == "saml.confirmation");
    CHECK(refusal_of([](auto& w) { w.not_before = school_morning() + 2min + 1s; }) == "saml.not-yet-valid");
}

TEST_CASE("the answer belongs to the browser and the question, once") {
    login_desk desk;
    told_answer what = asked_answer(desk);
    const std::string answer = desk.provider().response(what, desk.provider().signed_assertion(what));
    CHECK(outcome(desk.post(answer)) == "arrived");
    CHECK(outcome(desk.post(answer)) == "saml.unsolicited"); // the question was used up

    what.in_response_to = desk.begin();
    desk.browser = same_browser::no;
    CHECK(
        outcome(desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)))) ==
        "saml.other-browser"
    );

    what.in_response_to = desk.begin();
    desk.browser = same_browser::unproven;
    const launch_step blocked = desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)));
    CHECK(outcome(blocked) == "saml.cookies-blocked");
    CHECK(std::get<refused>(blocked.what).advice == refusal_advice::cookies);

    // The question of one login and the relay state of another.
    desk.browser = same_browser::yes;
    what.in_response_to = desk.begin();
    (void)desk.begin();
    CHECK(
        outcome(desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)))) ==
        "saml.in-response-to"
    );
}

TEST_CASE("an answer that nobody asked for counts only where that was agreed") {
    login_desk desk;
    told_answer what;
    std::string answer = desk.provider().response(what, desk.provider().signed_assertion(what));
    answer = without(answer, " InResponseTo=\"\"");
    desk.relay_state = "https://publisher.example/book";
    CHECK(outcome(desk.post(answer)) == "saml.unsolicited");

    desk.party.quirks = {"unsolicited"};
    const launch_step step = desk.post(answer);
    CHECK(launch_of(step).resource.target == "https://publisher.example/book");
    CHECK(step.once.size() == 1);
    what.in_response_to = "_some-request";
    const std::string asked = desk.provider().response(what, desk.provider().signed_assertion(what));
    CHECK(outcome(desk.post(asked)) == "saml.in-response-to");
}

TEST_CASE("the person must be named lastingly and without doubt") {
    constexpr const char* transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    constexpr const char* lasting = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    CHECK(refusal_of([](auto& w) {
              w.attributes.clear();
              w.name_format = transient;
          }) == "saml.name-id");
    CHECK(refusal_of([](auto& w) {
              w.attributes.clear();
              w.name_format = lasting;
          }) == "arrived");
    CHECK(refusal_of([](auto& w) { w.name = "somebody-else@petteflat"; }) == "saml.uid-differs");
    CHECK(refusal_of([](auto& w) { w.attributes = {{"uid", {"a@b", "c@d"}}}; }) == "saml.attribute-several");
    CHECK(refusal_of([](auto& w) {
              w.attributes.push_back({"eckId", {eckid("pilot"), eckid("201703")}});
          }) == "saml.attribute-several");
    CHECK(refusal_of([](auto& w) { w.attributes.push_back({"eckId", {}}); }) == "arrived");
    CHECK(refusal_of([](auto& w) { w.attributes.push_back({"eckId", {""}}); }) == "arrived");
    CHECK(refusal_of([](auto& w) { w.attributes.push_back({"eckId", {"12345"}}); }) == "saml.eckid-form");
    CHECK(refusal_of([](auto& w) { w.attributes.push_back({"eckId", {eckid("sppilot")}}); }) == "saml.stampseudonym");
}

TEST_CASE("a refusal tells neither names nor identifiers") {
    for (const auto& change : std::vector<std::function<void(told_answer&)>>{
             [](auto& w) { w.name = "geheim@petteflat"; },
             [](auto& w) {
                 w.attributes.push_back({"eckId", {"geheim"}});
             },
             [](auto& w) {
                 w.attributes.push_back({"uid", {"geheim@petteflat"}});
             },
             [](auto& w) { w.version = "geheim"; }, [](auto& w) { w.status = "geheim"; },
             [](auto& w) { w.entity = "geheim"; }}) {
        login_desk desk;
        told_answer what = asked_answer(desk);
        change(what);
        const launch_step step = desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)));
        const auto* no = std::get_if<refused>(&step.what);
        REQUIRE(no);
        CHECK(no->reason.find("geheim") == std::string::npos);
        CHECK(no->found.at(0).text(language::nl).find("geheim") == std::string::npos);
        CHECK(no->system == "petteflat");
    }
}

TEST_CASE("an answer does not come by redirect, and not without its encoding") {
    login_desk desk;
    const told_answer what = asked_answer(desk);
    const std::string answer = desk.provider().response(what, desk.provider().signed_assertion(what));
    const std::string query =
        "SAMLResponse=" + forms::percent_encode(crypto::to_base64(deflate(answer))) + "&RelayState=" + desk.relay_state;
    CHECK(outcome(desk.get(query)) == "saml.response-by-redirect");
    CHECK(outcome(desk.get("SAMLResponse=%25%25")) == "saml.encoding");
    CHECK(
        outcome(desk.get("SAMLResponse=" + forms::percent_encode(crypto::to_base64(deflate(std::string(300'000, ' ')))))
        ) == "saml.encoding"
    );
    CHECK(outcome(desk.get("x=y")) == "saml.encoding");
    CHECK(outcome(desk.post("<x/>", "SAMLRequest")) == "saml.form");
}

TEST_CASE("bytes that are no XML or that a stranger made expensive are refused before anything else") {
    const auto refusal = [](const std::string& bytes) {
        login_desk desk;
        (void)desk.begin();
        return outcome(desk.post(bytes));
    };
    CHECK(refusal("geen xml").starts_with("xml."));
    CHECK(refusal("<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r>&e;</r>") == "xml.doctype");
    CHECK(refusal("<r>" + std::string(300'000, 'x') + "</r>").starts_with("xml."));
    std::string deep;
    for (int i = 0; i < 50; ++i) deep += "<r>";
    CHECK(refusal(deep).starts_with("xml."));
    CHECK(refusal("<r/>") == "saml.form");
}

TEST_CASE("without a key of our own no login begins") {
    login_desk desk;
    desk.has_signing_key = false;
    CHECK(outcome(desk.begin_step()) == "saml.no-signing-key");
}
