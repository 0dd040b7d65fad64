// Progress records as scores for line items of a platform, and what its answers mean.
#include "adapters/lti_1_3/tool_scores.hpp"
#include "gateway/codec/json_document.hpp"
#include "tests/support/launch_world.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

test::memory_ledger known_places() {
    test::memory_ledger out;
    line_item at_platform, of_resource, own_of_publisher;
    at_platform.id = "item-1";
    at_platform.source_url = "https://lms.example/7/lineitems/11/lineitem?type_id=3";
    of_resource.id = "item-2";
    of_resource.ours = true;
    own_of_publisher.id = "item-3";
    for (const line_item& one : {at_platform, of_resource, own_of_publisher}) out.items[one.id] = one;
    launch_result noor;
    noor.handle = "noor";
    noor.own_person = "u-1";
    noor.line_item = "item-1";
    noor.services.line_items = model::line_item_service{{}, {}, "https://lms.example/7/lineitems/12"};
    launch_result nobody = noor;
    nobody.handle = "nobody";
    nobody.own_person.clear();
    out.handles = {noor, nobody};
    return out;
}

model::sitting graded() {
    model::sitting out;
    out.pupil.ids = {{"lti.user", "schuilnaam", "uitgever"}};
    out.taken_at.at = *parse_rfc3339("2026-11-21T21:00:00Z");
    out.modified = *parse_rfc3339("2026-11-21T21:43:27.074Z");
    out.remark = "goed";
    model::result whole;
    model::score points;
    points.value = decimal(8);
    points.maximum = decimal(10);
    whole.scores.push_back(points);
    out.results.push_back(whole);
    out.extra = {{"lti", "result", "noor"}, {"lti", "scoreOf", "item-1"}};
    return out;
}

encoded written(const model::sitting& one) {
    static const test::memory_ledger ledger = known_places();
    model::progress_report report;
    report.assessments.emplace_back();
    report.sittings.push_back(one);
    encode_options options;
    options.launches = &ledger;
    const model::record record = report;
    return lti_1_3::write_scores({&record, 1}, options);
}

json::document body_of(const encoded& out) {
    REQUIRE(out.messages.size() == 1);
    findings found;
    auto document = json::document::parse(out.messages[0].body, {}, found);
    REQUIRE(document);
    return *std::move(document);
}

} // namespace

TEST_CASE("a sitting becomes a score at the line item of the platform, about the person as the platform calls them") {
    const encoded out = written(graded());
    const json::document body = body_of(out);
    const json::value root = body.root();
    CHECK(out.messages[0].method == "POST");
    CHECK(out.messages[0].path == "https://lms.example/7/lineitems/11/lineitem/scores?type_id=3");
    CHECK(out.messages[0].headers.find("content-type") == "application/vnd.ims.lis.v1.score+json");
    CHECK(root.member("userId").text() == "u-1");
    CHECK(root.member("scoreGiven").number_text() == "8");
    CHECK(root.member("scoreMaximum").number_text() == "10");
    CHECK(root.member("activityProgress").text() == "Completed");
    CHECK(root.member("gradingProgress").text() == "FullyGraded");
    CHECK(root.member("comment").text() == "goed");
    CHECK(root.member("timestamp").text() == "2026-11-21T21:43:27.074Z");
    CHECK(out.refused.empty());
}

TEST_CASE("the words of the standard itself come back as they were") {
    model::sitting one = graded();
    one.status = model::sitting_status::in_progress;
    one.extra.push_back({"lti", "activityProgress", "Submitted"});
    one.extra.push_back({"lti", "gradingProgress", "PendingManual"});
    one.extra.push_back({"lti", "submission", R"({"submittedAt":"2026-11-21T20:00:00Z"})"});
    const json::document body = body_of(written(one));
    CHECK(body.root().member("activityProgress").text() == "Submitted");
    CHECK(body.root().member("gradingProgress").text() == "PendingManual");
    CHECK(body.root().find("/submission/submittedAt").text().starts_with("2026-11-21T20:00:00"));
}

TEST_CASE("what is not final is pending, and what was taken back clears the grade") {
    model::sitting one = graded();
    one.status = model::sitting_status::in_progress;
    CHECK(body_of(written(one)).root().member("gradingProgress").text() == "Pending");
    CHECK(body_of(written(one)).root().member("activityProgress").text() == "InProgress");
    one.status = model::sitting_status::cancelled;
    const json::document cleared = body_of(written(one));
    CHECK_FALSE(cleared.root().member("scoreGiven"));
    CHECK(cleared.root().member("gradingProgress").text() == "NotReady");
}

TEST_CASE("a percentage and a scaled score count out of their own scale") {
    model::sitting one = graded();
    one.results[0].scores[0].kind = model::score_kind::percentage_correct;
    one.results[0].scores[0].maximum.reset();
    CHECK(body_of(written(one)).root().member("scoreMaximum").number_text() == "100");
    one.results[0].scores[0].kind = model::score_kind::scaled;
    one.results[0].scores[0].value = *decimal::parse("0.8");
    const json::document scaled = body_of(written(one));
    CHECK(scaled.root().member("scoreGiven").number_text() == "0.8");
    CHECK(scaled.root().member("scoreMaximum").number_text() == "1");
}

TEST_CASE("a sitting without a line item at the platform, or of somebody it does not know, is refused") {
    const auto refused_as = [](const model::sitting& one) {
        const encoded out = written(one);
        CHECK(out.messages.empty());
        return out.refused.empty() ? std::string{} : std::string(out.refused[0].broken->id);
    };
    model::sitting one = graded();
    one.extra = {};
    CHECK(refused_as(one) == "lti.score-no-line-item");
    one.extra = {{"lti", "result", "unknown"}};
    CHECK(refused_as(one) == "lti.score-no-line-item");
    one.extra = {{"lti", "result", "noor"}, {"lti", "scoreOf", "item-3"}};
    CHECK(refused_as(one) == "lti.score-no-line-item");
    one.extra = {{"lti", "result", "nobody"}};
    CHECK(refused_as(one) == "lti.score-no-user");
    const model::record activity = model::activity{};
    CHECK(lti_1_3::write_scores({&activity, 1}, {}).refused.at(0).broken->id == "lti.score-no-result");
}

TEST_CASE("without a line item of its own a score goes to that of the resource") {
    model::sitting one = graded();
    one.extra = {{"lti", "result", "noor"}};
    CHECK(written(one).messages.at(0).path == "https://lms.example/7/lineitems/11/lineitem/scores?type_id=3");
    one.extra = {{"lti", "result", "noor"}, {"lti", "scoreOf", "item-2"}};
    CHECK(written(one).messages.at(0).path == "https://lms.example/7/lineitems/12/scores");
}

TEST_CASE("a line item about no resource goes to its own place, about whom another launch tells") {
    model::sitting one = graded();
    one.extra = {{"lti", "member", "noor"}, {"lti", "scoreOf", "item-1"}};
    const encoded out = written(one);
    CHECK(out.messages.at(0).path == "https://lms.example/7/lineitems/11/lineitem/scores?type_id=3");
    CHECK(body_of(out).root().member("userId").text() == "u-1");
    for (const char* elsewhere : {"item-2", "item-3", "gone"}) {
        one.extra = {{"lti", "member", "noor"}, {"lti", "scoreOf", elsewhere}};
        CHECK(written(one).messages.empty());
    }
}

TEST_CASE("every answer of a platform means something") {
    const auto meaning = [](int status) {
        received_answer answer;
        answer.status = status;
        return lti_1_3::interpret_score(answer).what;
    };
    using enum receipt::outcome;
    for (const int status : {200, 201, 202, 204}) CHECK(meaning(status) == delivered);
    CHECK(meaning(409) == already_there); // a later score is known there: this one is superseded
    for (const int status : {400, 404, 422}) CHECK(meaning(status) == rejected);
    for (const int status : {401, 403}) CHECK(meaning(status) == hold);
    for (const int status : {429, 500, 503}) CHECK(meaning(status) == retry);
    received_answer none;
    none.how = received_answer::transport::unknown;
    CHECK(lti_1_3::interpret_score(none).what == retry);
}
