// What the catalogue service of ECK DT is asked, and what it fetches.
#include "tests/adapters/access_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

const char* const standard = "eck-dt-2.3";

const entitlement_adapter& service() {
    return *access_adapter_named(standard).entitlements();
}

exchange request(std::string body, const char* type = "text/xml; charset=utf-8") {
    exchange out;
    out.method = "POST";
    out.path = "/catalogservice";
    out.body = std::move(body);
    out.headers.set("Content-Type", type);
    return out;
}

std::string rule_of(const report& of) {
    const finding* first = of.first_error();
    return first ? std::string(first->broken->id) : std::string();
}

std::shared_ptr<entitlement::memory_holdings> products(std::size_t count) {
    auto all = std::make_shared<entitlement::memory_holdings>();
    for (std::size_t i = 0; i < count; ++i) {
        model::access::product one;
        one.id = "product-" + std::to_string(100 + i);
        one.title = "Titel";
        all->add(one);
    }
    return all;
}

std::string told(const exchange& what, std::shared_ptr<const entitlement_view> view) {
    const entitlement_question question = service().question(what, {});
    REQUIRE_FALSE(question.report.rejects());
    served_answer answer = service().answer(what, question, std::move(view), {});
    std::string text;
    while (answer.stream->next(text)) {
    }
    return text;
}

} // namespace

TEST_CASE("A question names itself in its address; the secret comes back nowhere") {
    const exchange what = request(access_case_input("eck_dt_2_3/cases/good-question/input.xml"));
    const entitlement_question question = service().question(what, {});
    CHECK(question.catalogue);
    CHECK(question.credentials.kind == presented_credentials::form::basic);
    CHECK(question.credentials.code == "12345678");
    CHECK(question.credentials.key == "geheim");
    const std::string answer = told(what, products(60));
    CHECK(answer.find("geheim") == std::string::npos);
    CHECK(answer.find("organisationid=12345678") != std::string::npos);
    CHECK(answer.find("RelatesTo") != std::string::npos);
    CHECK(answer.find("<numEntries>50</numEntries>") != std::string::npos);
    CHECK(answer.find("product-149") != std::string::npos);
    CHECK(answer.find("product-150") == std::string::npos);
}

TEST_CASE("What is no question is refused with its rule") {
    CHECK(rule_of(service().question(request("<x/>", "application/json"), {}).report) == "eck-dt.content-type");
    CHECK(
        rule_of(service().question(request(access_case_input("eck_dt_2_3/cases/good-full/input.xml")), {}).report) ==
        "eck-dt.other-document"
    );
}

TEST_CASE("A catalogue is fetched page by page, and a page that overlaps brings nothing twice") {
    const auto source = products(25);
    pull_options options;
    options.base_url = "https://bron.example";
    options.parameters = {{"page_size", "10"}, {"organisation_id", "12345678"}, {"first_entry", "0"}};
    options.now = *parse_rfc3339("2026-11-21T09:30:00Z");
    const auto pull = service().pull(options);
    entitlement::memory_holdings all;
    int asked = 0;
    while (auto next = pull->next()) {
        ++asked;
        access_adapter_named(standard).authorise(
            *next, {{presented_credentials::form::basic, "ge&heim", "12345678", {}}}
        );
        CHECK(next->body.find("password=ge%26heim") != std::string::npos);
        received_answer answer;
        answer.status = 200;
        answer.body = told(request(next->body), source); // counts from 1 in this version
        pull->take(*next, answer, all);
    }
    CHECK(pull->state().what == pull_state::phase::complete);
    CHECK(pull->reading().complete);
    CHECK(all.count(model::access::record_kind::product) == 25);
    CHECK(asked >= 3);
}

TEST_CASE("A source that refuses fails the fetch, one that is busy is asked again") {
    const auto pull = service().pull({});
    entitlement::memory_holdings all;
    received_answer answer;
    answer.status = 503;
    pull->take(*pull->next(), answer, all);
    CHECK(pull->state().what == pull_state::phase::running);
    CHECK(pull->state().retry_after);
    answer.status = 404;
    pull->take(*pull->next(), answer, all);
    CHECK(pull->state().what == pull_state::phase::failed);
    CHECK(rule_of(pull->reading().report) == "eck-dt.source-answer");
}
