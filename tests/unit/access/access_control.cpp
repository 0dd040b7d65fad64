// Who is sending, and for which school.
#include "gateway/access/access_control.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using access::refusal;
using form = presented_credentials::form;

namespace {

settings::school school(std::string id, model::identifiers identifiers) {
    settings::school out;
    out.id = std::move(id);
    out.identifiers = std::move(identifiers);
    return out;
}

model::identifier brin(std::string value) {
    return {std::string(model::scheme::brin), std::move(value), {}};
}
model::identifier dependance(std::string value) {
    return {std::string(model::scheme::dependance), std::move(value), {}};
}

settings::settings two_systems() {
    settings::settings all;
    all.schools = {
        school("akker", {brin("99XX")}), school("beek-00", {brin("88YY"), dependance("00")}),
        school("beek-01", {brin("88YY"), dependance("01")})};
    settings::system uwlr;
    uwlr.id = "uwlr";
    uwlr.receive.emplace();
    uwlr.receive->client_code = "code";
    uwlr.receive->client_name = "name";
    uwlr.receive->keys = {{"key-of-akker", {"akker"}, {}}, {"key-of-all", {}, {}}};
    settings::system lms;
    lms.id = "lms";
    lms.receive.emplace();
    lms.receive->basic = settings::basic_login{"user", "password"};
    lms.receive->standards = {"xapi-2.0"};
    lms.receive->schools = {"akker", "beek-00"};
    lms.receive->default_school = "akker";
    all.systems = {uwlr, lms};
    return all;
}

presented_credentials shown(form kind, std::string key, std::string code = {}, std::string name = {}) {
    return {kind, std::move(key), std::move(code), std::move(name)};
}

} // namespace

TEST_CASE("a key triple tells an unknown client from a wrong key") {
    const auto all = two_systems();
    const access::access_control control(all, nullptr);
    const auto good = control.identify(shown(form::key_triple, "key-of-all", "code", "name"), "uwlr-2.3");
    REQUIRE(good);
    CHECK(good->system->id == "uwlr");
    CHECK(good->key == &all.systems[0].receive->keys[1]);
    const auto refused = [&](std::string key, std::string code, std::string name) {
        return control.identify(shown(form::key_triple, std::move(key), std::move(code), std::move(name)), "x").error();
    };
    CHECK(refused("wrong", "code", "name") == refusal::unauthenticated);
    CHECK(refused("", "code", "name") == refusal::unauthenticated);
    CHECK(refused("key-of-all", "code", "other") == refusal::unknown_client);
    CHECK(refused("key-of-all", "", "") == refusal::unknown_client);
}

TEST_CASE("a login opens only the standards of its system") {
    const auto all = two_systems();
    const access::access_control control(all, nullptr);
    CHECK(control.identify(shown(form::basic, "password", "user"), "xapi-2.0")->system->id == "lms");
    CHECK(control.identify(shown(form::basic, "password", "user"), "uwlr-2.3").error() == refusal::forbidden);
    CHECK(control.identify(shown(form::basic, "Password", "user"), "xapi-2.0").error() == refusal::unauthenticated);
    CHECK(control.identify(shown(form::basic, "", ""), "xapi-2.0").error() == refusal::unauthenticated);
    CHECK(control.identify(shown(form::none, ""), "xapi-2.0").error() == refusal::unauthenticated);
    CHECK(control.identify(shown(form::bearer, "password"), "xapi-2.0").error() == refusal::unauthenticated);
}

TEST_CASE("the school is the one that all identifiers name") {
    const auto all = two_systems();
    const access::access_control control(all, nullptr);
    const access::sender any{all.find_system("uwlr"), &all.systems[0].receive->keys[1]};
    const auto chosen = [&](const model::identifiers& named) {
        const auto found = control.school_for(any, named);
        return found ? (*found)->id : std::string("none");
    };
    CHECK(chosen({brin("99XX")}) == "akker");
    CHECK(chosen({brin("99XX"), dependance("03")}) == "akker"); // configured without a location: takes all of them
    CHECK(chosen({brin("88YY"), dependance("01")}) == "beek-01");
    CHECK(chosen({brin("88YY"), dependance("00")}) == "beek-00");
    CHECK(chosen({brin("88YY"), dependance("02")}) == "none");
    CHECK(chosen({dependance("01")}) == "none"); // a location alone names no school
    CHECK(chosen({brin("00ZZ")}) == "none");
    CHECK(chosen({}) == "none"); // no default
}

TEST_CASE("a sender reaches only the schools of its system and of its key") {
    const auto all = two_systems();
    const access::access_control control(all, nullptr);
    const access::sender by_key{all.find_system("uwlr"), &all.systems[0].receive->keys[0]};
    CHECK((*control.school_for(by_key, {brin("99XX")}))->id == "akker");
    CHECK(control.school_for(by_key, {brin("88YY"), dependance("00")}).error() == refusal::forbidden);
    const access::sender lms{all.find_system("lms"), nullptr};
    CHECK((*control.school_for(lms, {}))->id == "akker");
    CHECK((*control.school_for(lms, {brin("88YY"), dependance("00")}))->id == "beek-00");
    CHECK(control.school_for(lms, {brin("88YY"), dependance("01")}).error() == refusal::forbidden);
    CHECK(control.school_for(lms, {brin("00ZZ")}).error() == refusal::unknown_school);
}
