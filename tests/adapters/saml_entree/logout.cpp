// Single logout in both directions.
#include "tests/adapters/saml_entree/login_desk.hpp"

#include "adapters/saml_entree/bindings.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/codec/raw_deflate.hpp"
#include "gateway/crypto/base64.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

const model::launch_session session{
    {"urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", "qj7cks8qdz9ph54@petteflat",
     "https://idp.school.example/metadata"},
    "_session-1",
    std::nullopt};

std::string query_of(const std::string& address) {
    return address.substr(address.find('?') + 1);
}

std::string location_of(const show& what) {
    return std::string(std::get<reply>(what.what).headers.find("location"));
}

std::string message_in(const std::string& address, const char* name) {
    const auto fields = forms::read(query_of(address));
    return *inflate(*crypto::from_base64(forms::value_of(*fields, name)), 10'000);
}

std::string redirected(const login_desk& desk, const std::string& xml, bool is_request, const std::string& state = {}) {
    return query_of(saml_entree::redirect_address("https://x.example", xml, is_request, state, desk.provider().key()));
}

} // namespace

TEST_CASE("a logout that begins with us goes to the provider and comes back") {
    login_desk desk;
    const launch_step step = desk.sign_out(session);
    REQUIRE(outcome(step) == "show");
    const std::string address = location_of(std::get<show>(step.what));
    CHECK(address.starts_with("https://idp.school.example/slo?SAMLRequest="));
    const std::string xml = message_in(address, "SAMLRequest");
    CHECK(value_between(xml, "unspecified\">", "<") == "qj7cks8qdz9ph54@petteflat");
    CHECK(value_between(xml, "<samlp:SessionIndex>", "<") == "_session-1");

    const std::string answer = desk.provider().logout_response(value_between(xml, " ID=\"", "\""));
    const launch_step back = desk.get(redirected(desk, answer, false, desk.relay_state), "/logout");
    REQUIRE(outcome(back) == "show");
    CHECK(std::holds_alternative<logged_out_page>(std::get<page>(std::get<show>(back.what).what)));
    CHECK(outcome(desk.get(redirected(desk, answer, false, desk.relay_state), "/logout")) == "saml.unsolicited");
}

TEST_CASE("an answer to a logout must be the provider's and to our question") {
    const auto refusal = [](const auto& change) {
        login_desk desk;
        const launch_step step = desk.sign_out(session);
        const std::string asked =
            value_between(message_in(location_of(std::get<show>(step.what)), "SAMLRequest"), " ID=\"", "\"");
        return outcome(change(desk, asked));
    };
    CHECK(refusal([](login_desk& desk, const std::string&) {
              return desk.get(
                  redirected(desk, desk.provider().logout_response("_other"), false, desk.relay_state), "/logout"
              );
          }) == "saml.in-response-to");
    CHECK(refusal([](login_desk& desk, const std::string& asked) {
              const std::string query =
                  redirected(desk, desk.provider().logout_response(asked), false, desk.relay_state);
              return desk.get(query.substr(0, query.find("&SigAlg=")), "/logout");
          }) == "saml.query-signature");
    CHECK(refusal([](login_desk& desk, const std::string& asked) {
              return desk.post(desk.provider().sign(desk.provider().logout_response(asked)), "SAMLResponse", "/logout");
          }) == "show");
    CHECK(refusal([](login_desk& desk, const std::string& asked) {
              return desk.post(desk.provider().logout_response(asked), "SAMLResponse", "/logout");
          }) == "signature.missing");
}

TEST_CASE("a provider without a logout address leaves it at the end of our session") {
    login_desk desk;
    desk.party.metadata = with(desk.provider().metadata(), "https://idp.school.example/slo\"", "nowhere\"");
    const launch_step step = desk.sign_out(session);
    REQUIRE(outcome(step) == "signed-out");
    CHECK(std::get<signed_out>(step.what).session == session);
}

TEST_CASE("a logout that the provider asks for ends the session and is answered") {
    login_desk desk;
    const std::string asked = desk.provider().logout_request("qj7cks8qdz9ph54@petteflat", "_session-1");
    const launch_step by_redirect = desk.get(redirected(desk, asked, true, "their-state"), "/logout");
    const launch_step by_post = desk.post(desk.provider().sign(asked), "SAMLRequest", "/logout");
    for (const launch_step* step : {&by_redirect, &by_post}) {
        REQUIRE(outcome(*step) == "signed-out");
        const auto& ended = std::get<signed_out>(step->what);
        CHECK(ended.system == "petteflat");
        CHECK(ended.session.name.value == "qj7cks8qdz9ph54@petteflat");
        CHECK(ended.session.index == "_session-1");
        const std::string address = location_of(ended.then);
        CHECK(address.starts_with("https://idp.school.example/slo-answers?SAMLResponse="));
        const std::string xml = message_in(address, "SAMLResponse");
        CHECK(value_between(xml, "InResponseTo=\"", "\"") == "_logout-1");
        CHECK(xml.find("status:Success") != xml.npos);
        CHECK(step->once.at(0).what == "logout|petteflat|_logout-1");
    }
    CHECK(
        location_of(std::get<signed_out>(by_redirect.what).then).find("&RelayState=their-state&") != std::string::npos
    );
}

TEST_CASE("a logout request is refused when it is not signed, not for us, too old or of nobody") {
    login_desk desk;
    const identity_provider& idp = desk.provider();
    const std::string asked = idp.logout_request("a@b", "_session-1");
    const auto refusal = [&](const std::string& xml) {
        return outcome(desk.post(idp.sign(xml), "SAMLRequest", "/logout"));
    };
    CHECK(outcome(desk.post(asked, "SAMLRequest", "/logout")) == "signature.missing");
    CHECK(refusal(with(asked, "gw.example/saml/entree/logout", "other.example/logout")) == "saml.destination");
    CHECK(refusal(with(asked, "<saml:NameID>a@b</saml:NameID>", "")) == "saml.logout");
    CHECK(refusal(with(asked, "https://idp.school.example/metadata", "https://other.example")) == "saml.issuer");
    desk.now += 6min + 59s;
    CHECK(refusal(asked) == "signed-out");
    desk.now += 1s;
    CHECK(refusal(asked) == "saml.issue-instant");
    desk.party.longest = 1h;
    CHECK(refusal(asked) == "saml.logout");
}

TEST_CASE("a signature over an address covers all of it, as it was written") {
    login_desk desk;
    const std::string good = redirected(desk, desk.provider().logout_request("a@b", "_s"), true, "state");
    CHECK(outcome(desk.get(good, "/logout")) == "signed-out");
    CHECK(outcome(desk.get(with(good, "RelayState=state", "RelayState=other"), "/logout")) == "saml.query-signature");
    CHECK(outcome(desk.get(without(good, "&RelayState=state"), "/logout")) == "saml.query-signature");
    CHECK(outcome(desk.get(good + "&RelayState=state", "/logout")) == "saml.query-signature");
    CHECK(outcome(desk.get("RelayState=other&" + good, "/logout")) == "saml.query-signature");
    CHECK(outcome(desk.get(with(good, "rsa-sha256", "hmac-sha256"), "/logout")) == "saml.query-signature");
    CHECK(outcome(desk.get(with(good, "%2B", "%2b"), "/logout")) == "saml.query-signature");
    const std::string other = redirected(desk, desk.provider().logout_request("c@d", "_s"), true, "state");
    CHECK(outcome(desk.get(good + "&" + other.substr(0, other.find('&')), "/logout")) == "saml.query-signature");
    const std::string reordered = "RelayState=state&" + without(good, "&RelayState=state");
    CHECK(outcome(desk.get(reordered, "/logout")) == "signed-out"); // order of arrival is not order of signing
}

TEST_CASE("a RelayState of the other side is no key of ours") {
    const auto saml = make_saml_entree();
    const auto key = [&](const char* message, const std::string& state) {
        browser_request request;
        request.form = {{message, "PHg-"}, {"RelayState", state}};
        return saml->launch()->recall_key(request);
    };
    const std::string ours(32, 'k');
    CHECK(key("SAMLResponse", ours) == ours);
    CHECK(key("SAMLRequest", ours).empty());
    for (const char* other : {"", "https://gw.example/launch/start?product=x", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk/", "k"})
        CHECK(key("SAMLResponse", other).empty());
}
