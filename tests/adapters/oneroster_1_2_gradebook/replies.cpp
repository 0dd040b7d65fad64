#include "tests/adapters/oneroster_gradebook.hpp"

#include "gateway/adapter/scopes_by_operation.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test::gradebook;
using outcome = disposition::outcome;

namespace {

reply told(outcome what, const exchange& received, std::string_view standard = "oneroster-1.2-gradebook") {
    disposition decided;
    decided.what = what;
    decided.record_ids = {"results/resultaat-1", "results/a/b"};
    return subject(standard).acknowledge(received, decided);
}

exchange posted() {
    exchange received = put("/lineItems/item-1/results", "{}");
    received.method = "POST";
    return received;
}

receipt judged(int status, std::string body, std::string type = "application/json") {
    received_answer answer;
    answer.status = status;
    answer.headers.set("Content-Type", std::move(type));
    answer.body = std::move(body);
    return subject().interpret({}, answer);
}

} // namespace

TEST_CASE("a PUT is answered 201 without a body, a POST with the pairs of ids, repeats likewise") {
    for (const outcome what : {outcome::accepted, outcome::repeated}) {
        const reply of_put = told(what, put("/results/resultaat-1", "{}"));
        CHECK(of_put.status == 201);
        CHECK(of_put.body.empty());
        const reply of_post = told(what, posted());
        CHECK(of_post.status == 201);
        CHECK(
            of_post.body ==
            R"({"sourcedIdPairs":[{"suppliedSourcedId":"resultaat-1","allocatedSourcedId":"resultaat-1"},)"
            R"({"suppliedSourcedId":"a/b","allocatedSourcedId":"a/b"}]})"
        );
    }
}

TEST_CASE("every refusal has its HTTP status and a body that fits the schema of its version") {
    const std::pair<outcome, int> expected[] = {
        {outcome::invalid, 422},        {outcome::conflict, 400},           {outcome::unauthenticated, 401},
        {outcome::unknown_client, 401}, {outcome::forbidden, 403},          {outcome::insufficient_scope, 403},
        {outcome::unknown_school, 404}, {outcome::unroutable, 404},         {outcome::not_found, 404},
        {outcome::too_large, 413},      {outcome::method_not_allowed, 405}, {outcome::unsupported_media, 415},
        {outcome::overloaded, 429},     {outcome::unavailable, 503},        {outcome::internal, 500}};
    for (const std::string_view number : {"1.1", "1.2"}) {
        auto schema = validation::json_schema::compile(
            "oneroster/" + std::string(number) + "/status.schema.json", schemas::bundled
        );
        REQUIRE(schema);
        for (const auto& [what, status] : expected) {
            CAPTURE(status);
            const reply answer =
                told(what, put("/results/resultaat-1", "{}"), "oneroster-" + std::string(number) + "-gradebook");
            CHECK(answer.status == status);
            findings found;
            const auto body = json::document::parse(answer.body, {}, found);
            REQUIRE(body);
            CHECK(schema->validate(*body).empty());
            CHECK((status == 401) == answer.headers.has("WWW-Authenticate"));
        }
    }
    CHECK(told(outcome::method_not_allowed, put("/results/resultaat-1", "{}")).headers.find("Allow") == "PUT");
    CHECK(told(outcome::method_not_allowed, posted()).headers.find("Allow") == "POST");
}

TEST_CASE("each operation demands a scope of its own") {
    const auto demanded = [](std::string method, std::string path) {
        exchange received = put(std::move(path), "{}");
        received.method = std::move(method);
        const auto scopes = dynamic_cast<const scopes_by_operation&>(subject()).demanded_scopes(received);
        REQUIRE(scopes.size() == 1);
        return std::string(scopes.front().substr(scopes.front().rfind('/') + 1));
    };
    CHECK(demanded("PUT", "/lineItems/a") == "gradebook.createput");
    CHECK(demanded("PUT", "/results/a") == "gradebook.createput");
    CHECK(demanded("POST", "/lineItems/a/results") == "gradebook.createpost");
    CHECK(demanded("PUT", "/assessmentResults/a") == "assessment.createput");
}

TEST_CASE("an id with a slash is one segment of the path, and told from the decoded path where it ends it") {
    const std::string body =
        R"({"category":{"sourcedId":"a/b","status":"active","dateLastModified":"2026-09-01T08:00:00Z","title":"t"}})";
    exchange received = put("/categories/a/b", body);
    CHECK_FALSE(subject().decode(received, {}).report.rejects());
    received.raw_path = "/categories/a%2Fb";
    CHECK_FALSE(subject().decode(received, {}).report.rejects());
    received.raw_path = "/categories/a%2Fc";
    CHECK(subject().decode(received, {}).report.rejects());
}

TEST_CASE("what an answer means") {
    using enum receipt::outcome;
    const std::string busy = R"({"imsx_codeMajor":"failure","imsx_severity":"error","imsx_CodeMinor":)"
                             R"({"imsx_codeMinorField":[{"imsx_codeMinorFieldName":"T",)"
                             R"("imsx_codeMinorFieldValue":"server_busy"}]}})";
    for (const int status : {200, 201, 204}) CHECK(judged(status, "").what == delivered);
    CHECK(judged(202, "").what == hold);
    CHECK(judged(200, "<html>").what == hold);
    CHECK(judged(200, "", "text/html").what == hold);
    CHECK(
        judged(200, R"({"statusInfoSet":[{"imsx_codeMajor":"failure","imsx_codeMinor":"invaliddata"}]})").what ==
        rejected
    );
    CHECK(judged(201, R"({"imsx_StatusInfo":{"imsx_codeMajor":"failure"}})").what == rejected);
    CHECK(judged(200, R"({"imsx_codeMajor":"success"})").what == delivered);
    for (const int status : {400, 409, 413, 422, 418}) CHECK(judged(status, "").what == rejected);
    CHECK(judged(422, busy).what == retry);
    for (const int status : {401, 403, 404, 405, 406, 410, 415, 302}) CHECK(judged(status, "").what == hold);
    for (const int status : {408, 425, 429, 500, 502, 503}) CHECK(judged(status, "").what == retry);
    CHECK(judged(422, R"({"imsx_codeMinor":"Jan Jansen"})").reason == "HTTP 422");
}
