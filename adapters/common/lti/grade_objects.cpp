#include "adapters/common/lti/grade_objects.hpp"

#include "adapters/common/lti/json_members.hpp"

#include <cstdio>

namespace schakel::lti {

namespace {

void member_if_known(json::writer& to, std::string_view name, const std::optional<instant>& when) {
    if (when) to.member(name, to_rfc3339_milliseconds(*when));
}

void member_if_known(json::writer& to, std::string_view name, const std::optional<decimal>& number) {
    if (number) to.member(name, *number);
}

} // namespace

schakel::line_item read_line_item(json::value at) {
    schakel::line_item out;
    out.source_url = at.member("id").text();
    out.label = at.member("label").text();
    out.resource_id = at.member("resourceId").text();
    out.tag = at.member("tag").text();
    out.resource_link = text_or_number(at.member("resourceLinkId"));
    out.score_maximum = at.member("scoreMaximum").approximate();
    out.starts = moment(at.member("startDateTime"));
    out.ends = moment(at.member("endDateTime"));
    out.grades_released = flag(at.member("gradesReleased"));
    if (const json::value review = at.member("submissionReview"); review.is(json::kind::object))
        out.submission_review = review.raw();
    return out;
}

void write(json::writer& to, const schakel::line_item& one, std::string_view url) {
    to.begin_object();
    to.member_if_present("id", url);
    to.member("scoreMaximum", one.score_maximum);
    to.member("label", one.label);
    to.member_if_present("resourceId", one.resource_id);
    to.member_if_present("tag", one.tag);
    to.member_if_present("resourceLinkId", one.resource_link);
    member_if_known(to, "startDateTime", one.starts);
    member_if_known(to, "endDateTime", one.ends);
    if (one.grades_released) to.member("gradesReleased", *one.grades_released);
    if (!one.submission_review.empty()) to.name("submissionReview").raw(one.submission_review);
    to.end_object();
}

score read_score(json::value at) {
    score out;
    out.user_id = text_or_number(at.member("userId"));
    out.activity_progress = at.member("activityProgress").text();
    out.grading_progress = at.member("gradingProgress").text();
    out.timestamp = moment(at.member("timestamp")).value_or(instant{});
    out.given = at.member("scoreGiven").number();
    out.maximum = at.member("scoreMaximum").number();
    out.comment = at.member("comment").text();
    out.scoring_user_id = text_or_number(at.member("scoringUserId"));
    const json::value submission = at.member("submission");
    out.started = moment(submission.member("startedAt"));
    out.submitted = moment(submission.member("submittedAt"));
    return out;
}

std::string write_score(const score& one) {
    json::writer to;
    to.begin_object();
    to.member("userId", one.user_id);
    member_if_known(to, "scoreGiven", one.given);
    member_if_known(to, "scoreMaximum", one.maximum);
    to.member("activityProgress", one.activity_progress);
    to.member("gradingProgress", one.grading_progress);
    to.member("timestamp", to_rfc3339_milliseconds(one.timestamp));
    to.member_if_present("comment", one.comment);
    to.member_if_present("scoringUserId", one.scoring_user_id);
    if (one.started || one.submitted) {
        to.name("submission").begin_object();
        member_if_known(to, "startedAt", one.started);
        member_if_known(to, "submittedAt", one.submitted);
        to.end_object();
    }
    to.end_object();
    return to.finish();
}

result read_result(json::value at) {
    result out;
    out.id = at.member("id").text();
    out.user_id = text_or_number(at.member("userId"));
    out.score_of = at.member("scoreOf").text();
    out.score = at.member("resultScore").number();
    out.maximum = at.member("resultMaximum").number();
    out.comment = at.member("comment").text();
    out.scoring_user_id = text_or_number(at.member("scoringUserId"));
    return out;
}

void write(json::writer& to, const result& one) {
    to.begin_object();
    to.member("id", one.id);
    to.member("userId", one.user_id);
    to.member("scoreOf", one.score_of);
    member_if_known(to, "resultScore", one.score);
    member_if_known(to, "resultMaximum", one.maximum);
    to.member_if_present("comment", one.comment);
    to.member_if_present("scoringUserId", one.scoring_user_id);
    to.end_object();
}

decimal as_decimal(double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.4f", value);
    return decimal::parse_number(text).value_or(decimal{});
}

} // namespace schakel::lti
