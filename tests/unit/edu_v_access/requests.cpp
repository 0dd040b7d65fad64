// What the access services of Edu-V are sent and asked, and what they fetch.
#include "tests/adapters/access_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
namespace granting = model::access;

namespace {

constexpr const char* person_body = R"({"school": {"organisationMasterIdentifier": "104A158"},
  "user": {"userMasterIdentifier": "https://ketenid.nl/pilot/leerling"}})";

exchange request(const char* method, const char* path, std::string body = {}, const char* type = "application/json") {
    exchange out;
    out.method = method;
    out.path = path;
    out.body = std::move(body);
    if (*type) out.headers.set("Content-Type", type);
    out.received_at = *parse_rfc3339("2026-11-21T09:30:00Z");
    return out;
}

const entitlement_adapter& service(const char* standard) {
    return *access_adapter_named(standard).entitlements();
}

std::string rule_of(const report& of) {
    const finding* first = of.first_error();
    return first ? std::string(first->broken->id) : std::string();
}

std::shared_ptr<entitlement::memory_holdings> holdings(const char* standard, const char* file) {
    auto all = std::make_shared<entitlement::memory_holdings>();
    read_access(standard, access_case_input(file), *all);
    return all;
}

std::string asked(const char* standard, const exchange& what, std::shared_ptr<const entitlement_view> view) {
    const entitlement_question question = service(standard).question(what, {});
    REQUIRE_FALSE(question.report.rejects());
    answering options;
    options.now = what.received_at;
    served_answer told = service(standard).answer(what, question, std::move(view), options);
    std::string text = std::to_string(told.head.status) + " " + told.head.body;
    while (told.stream && told.stream->next(text)) {
    }
    return text;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t number = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++number;
    return number;
}

} // namespace

TEST_CASE("A request is taken in with its reference and school; another message or type is refused") {
    const std::string body = access_case_input("edu_v_entitlement_1_1/cases/good-request/input.json");
    entitlement::memory_holdings taken;
    const auto& by = service("edu-v-entitlement-1.1");
    const entitlement_reading read = by.take(request("PUT", "/entitlements", body), {}, taken);
    CHECK_FALSE(read.report.rejects());
    CHECK_FALSE(read.reference.empty());
    CHECK(model::value_of(read.school, model::scheme::rio) == "104A158");
    CHECK(read.scopes.size() == 2);
    CHECK(taken.count(granting::record_kind::entitlement) == 1);
    entitlement::memory_holdings none;
    CHECK(
        rule_of(by.take(request("PUT", "/entitlements/confirmations", body), {}, none).report) == "edu-v.other-request"
    );
    CHECK(
        rule_of(by.take(request("PUT", "/entitlements", body, "text/plain"), {}, none).report) ==
        "edu-v.request-content-type"
    );
}

TEST_CASE("A portal confirms a link, a licence office the entitlement, with the same receipt every time") {
    entitlement_reading read;
    read.reference = "verwijzing-1";
    granting::entitlement one;
    one.id = "aanspraak-1";
    one.product = "9789000000014";
    one.state = granting::entitlement_state::created;
    one.links = {{"portaal-1", granting::url_state::initialized}, {"portaal-2", granting::url_state::processed}};
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T09:30:00Z");
    const auto& by = service("edu-v-entitlement-1.1");
    const auto as_portal = by.confirm(read, one, "ontvangst-1", options);
    REQUIRE(as_portal.size() == 1);
    CHECK(as_portal.front().path == "/entitlements/confirmations");
    CHECK(as_portal.front().body.find("\"urlStatus\":\"processed\"") != std::string::npos);
    CHECK(as_portal.front().body == by.confirm(read, one, "ontvangst-1", options).front().body);
    options.parameters["role"] = "licensor";
    CHECK(by.confirm(read, one, "ontvangst-1", options).front().body.find("entitled") != std::string::npos);
    one.state = granting::entitlement_state::licensed;
    CHECK(by.confirm(read, one, "ontvangst-1", options).empty());
}

TEST_CASE("Entitlements are answered by school, person, order and contract, with filters") {
    const char* standard = "edu-v-entitlement-1.1";
    const auto all = holdings(standard, "edu_v_entitlement_1_1/cases/good-every-kind/input.json");
    exchange of_school = request("GET", "/entitlements/school", {}, "");
    of_school.query = {{"orgId", "99XX"}, {"orgIdType", "OIE_CODE"}};
    CHECK(count(asked(standard, of_school, all), "\"entitlementId\"") == 5);
    of_school.query.emplace_back("entitlementStatus", "licensed");
    CHECK(count(asked(standard, of_school, all), "\"entitlementId\"") == 1);
    const exchange nobody = request("POST", "/entitlements/school/user", person_body);
    CHECK(asked(standard, nobody, all) == "200 []");
    const exchange single = request("GET", "/entitlements/nergens", {}, "");
    CHECK(asked(standard, single, all).starts_with("404"));
    CHECK(count(asked(standard, request("GET", "/entitlements/contracts/K-7", {}, ""), all), "totalEntitled") == 1);
}

TEST_CASE("Products are answered whole and as portals see them, also those since a moment") {
    const char* standard = "edu-v-catalogue-2.0";
    const auto all = holdings(standard, "edu_v_catalogue_2_0/cases/good-full/input.json");
    CHECK(asked(standard, request("GET", "/products", {}, ""), all).find("priceExcl") != std::string::npos);
    const std::string info = asked(standard, request("GET", "/products/info/9789000000014", {}, ""), all);
    CHECK(info.starts_with("200 {"));
    CHECK(info.find("priceExcl") == std::string::npos);
    exchange since = request("GET", "/products", {}, "");
    since.query = {{"since", "2026-11-20T00:00:00Z"}};
    CHECK(asked(standard, since, all) == "200 []");
    since.query = {{"since", "2026-10-20T00:00:00Z"}};
    CHECK(rule_of(service(standard).question(since, {}).report) == "edu-v.since-too-old");
}

TEST_CASE("A question that cannot be right is refused with its rule") {
    const auto& by = service("edu-v-entitlement-1.1");
    const auto refused = [&](std::vector<std::pair<std::string, std::string>> query) {
        exchange what = request("GET", "/entitlements/school", {}, "");
        what.query = std::move(query);
        return rule_of(by.question(what, {}).report);
    };
    CHECK(refused({{"orgId", "99XX"}}) == "edu-v.question-id-pair");
    CHECK(refused({{"orgId", "99XX"}, {"orgIdType", "V_ID"}}) == "edu-v.question-value");
    CHECK(refused({{"entitlementStatus", "klaar"}}) == "edu-v.access-question-value");
    CHECK(
        rule_of(by.question(request("POST", "/entitlements/school/user", person_body, "text/xml"), {}).report) ==
        "edu-v.request-content-type"
    );
    CHECK(
        rule_of(by.question(request("POST", "/entitlements/school/user", R"({"school":{},"user":{}})"), {}).report) ==
        "edu-v.organisation-without-identifier"
    );
}

TEST_CASE("A school's entitlements are fetched in one answer, and a refusal fails the fetch") {
    pull_options options;
    options.school = {{std::string(model::scheme::brin), "99XX", {}}};
    options.now = *parse_rfc3339("2026-11-21T09:30:00Z");
    const auto& by = service("edu-v-entitlement-1.1");
    const auto pull = by.pull(options);
    const auto asked_for = pull->next();
    REQUIRE(asked_for);
    CHECK(asked_for->path == "/entitlements/school?orgId=99XX&orgIdType=OIE_CODE");
    entitlement::memory_holdings all;
    received_answer answer;
    answer.status = 200;
    answer.body = access_case_input("edu_v_entitlement_1_1/cases/good-every-kind/input.json");
    pull->take(*asked_for, answer, all);
    CHECK(pull->state().what == pull_state::phase::complete);
    CHECK(pull->reading().complete);
    CHECK(pull->state().records == 5);
    const auto other = by.pull(options);
    const auto again = other->next();
    answer.status = 403;
    other->take(*again, answer, all);
    CHECK(other->state().what == pull_state::phase::failed);
    CHECK(rule_of(other->reading().report) == "edu-v.source-answer");
}

TEST_CASE("A record that Edu-V cannot express is left out and told") {
    entitlement::memory_holdings all;
    granting::entitlement one;
    one.id = "zonder-soort";
    all.add(one);
    const access_text made = write_access("edu-v-entitlement-1.1", all);
    REQUIRE(made.refused.size() == 1);
    CHECK(made.refused.front().broken->id == "edu-v.record-left-out");
    CHECK(made.bytes == "[]\n");
}
