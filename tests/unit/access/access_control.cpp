// Who is sending, and for which school.
#include "gateway/access/access_control.hpp"

#include "tests/support/fake_clock.hpp"

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

constexpr instant now = instant(std::chrono::sys_days(std::chrono::year(2026) / 9 / 1));

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
    const access::caller any{all.find_system("uwlr"), &all.systems[0].receive->keys[1]};
    const auto chosen = [&](const model::identifiers& named) {
        const auto found = control.school_for(any, named, now);
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
    const access::caller by_key{all.find_system("uwlr"), &all.systems[0].receive->keys[0]};
    CHECK((*control.school_for(by_key, {brin("99XX")}, now))->id == "akker");
    CHECK(control.school_for(by_key, {brin("88YY"), dependance("00")}, now).error() == refusal::forbidden);
    const access::caller lms{all.find_system("lms"), nullptr};
    CHECK((*control.school_for(lms, {}, now))->id == "akker");
    CHECK((*control.school_for(lms, {brin("88YY"), dependance("00")}, now))->id == "beek-00");
    CHECK(control.school_for(lms, {brin("88YY"), dependance("01")}, now).error() == refusal::forbidden);
    CHECK(control.school_for(lms, {brin("00ZZ")}, now).error() == refusal::unknown_school);
}

TEST_CASE("a school is found by the names that hold on the day") {
    settings::settings all;
    all.schools = {school("akker", {brin("99XX")}), school("beek", {brin("88YY")})};
    const auto summer = instant(std::chrono::sys_days(std::chrono::year(2026) / 8 / 1));
    settings::dated_identifier moved;
    moved.what = {"brin.vestiging", "99XX01", {}};
    moved.until = summer;
    all.schools[0].dated = {moved};
    std::swap(moved.from, moved.until);
    all.schools[1].dated = {moved};
    settings::system any;
    any.receive.emplace();
    all.systems = {any};
    const access::access_control control(all, nullptr);
    const access::caller who{&all.systems[0], nullptr};
    const model::identifiers named{{"brin.vestiging", "99XX01", {}}};
    CHECK((*control.school_for(who, named, summer - 1s))->id == "akker");
    CHECK((*control.school_for(who, named, summer))->id == "beek");
    // One name is never derived from another.
    CHECK(control.school_for(who, {{"brin.vestiging", "88YY00", {}}}, now).error() == refusal::unknown_school);
}

namespace {

settings::settings with_asker() {
    settings::settings all = two_systems();
    settings::querying asks;
    asks.standards = {"oneroster-1.1"};
    asks.schools = {"beek-01"};
    asks.oauth1 = settings::signing_client{"consumer", "signing secret"};
    asks.basic = settings::basic_login{"asker", "asker's password"};
    all.systems[1].query = asks;
    return all;
}

} // namespace

TEST_CASE("who may send may not ask, and the other way round") {
    const auto all = with_asker();
    const access::access_control control(all, nullptr);
    const auto sender = shown(form::basic, "password", "user"), asker = shown(form::basic, "asker's password", "asker");
    CHECK(control.identify(asker, "oneroster-1.1", access::purpose::asks)->system->id == "lms");
    CHECK(control.identify(asker, "oneroster-1.2", access::purpose::asks).error() == refusal::forbidden);
    CHECK(control.identify(sender, "oneroster-1.1", access::purpose::asks).error() == refusal::unauthenticated);
    CHECK(control.identify(asker, "xapi-2.0").error() == refusal::unauthenticated);
    const auto key = shown(form::key_triple, "key-of-all", "code", "name");
    CHECK(control.identify(key, "oneroster-1.1", access::purpose::asks).error() == refusal::unknown_client);
}

TEST_CASE("who asks and names no school gets the only one it may ask for") {
    const auto all = with_asker();
    const access::access_control control(all, nullptr);
    const access::caller lms{&all.systems[1], nullptr};
    CHECK((*control.school_for(lms, {}, now, access::purpose::asks))->id == "beek-01");
    CHECK(control.school_for(lms, {brin("99XX")}, now, access::purpose::asks).error() == refusal::forbidden);
}

TEST_CASE("who asks with its sending credentials has the rights of an asker") {
    auto all = two_systems();
    all.systems[1].query.emplace();
    all.systems[1].query->schools = {"beek-01"};
    const access::access_control control(all, nullptr);
    const auto who = control.identify(shown(form::basic, "password", "user"), "oneroster-1.2", access::purpose::asks);
    REQUIRE(who);
    CHECK((*control.school_for(*who, {}, now, access::purpose::asks))->id == "beek-01");
}

TEST_CASE("a signed request names its signer once") {
    const auto all = with_asker();
    test::fake_clock time;
    const access::access_control control(all, nullptr, std::make_shared<crypto::replay_guard>(time, 100));
    access::oauth1::signed_request request{
        "GET", "https://gateway.example", "/ims/oneroster/v1p1/users", "filter=role%3D%27student%27", {}};
    const auto header = [&](std::string_view secret, std::string_view nonce) {
        return access::oauth1::authorization_header(request, "consumer", secret, "HMAC-SHA256", time.now(), nonce);
    };
    const std::string good = header("signing secret", "n1"), wrong = header("another secret", "n2");
    const auto ask = [&](const std::string& with, std::string_view standard) {
        access::oauth1::signed_request shown = request;
        shown.authorization = with;
        return control.identify_signed(shown, standard, time.now());
    };
    CHECK(ask(wrong, "oneroster-1.1").error() == refusal::unauthenticated);
    CHECK(ask(good, "oneroster-1.1")->system->id == "lms");
    CHECK(ask(good, "oneroster-1.1").error() == refusal::unauthenticated);
    CHECK(ask(header("signing secret", "n3"), "oneroster-1.2").error() == refusal::forbidden);
}
