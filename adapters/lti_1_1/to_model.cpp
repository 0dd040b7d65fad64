#include "adapters/common/lti/grade_objects.hpp"
#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/outcomes.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/model/launch.hpp"

#include <cmath>

namespace schakel::lti_1_1 {

namespace {

void keep(model::extensions& list, std::string_view standard, std::string_view name, std::string_view value) {
    if (!value.empty()) list.push_back({std::string(standard), std::string(name), std::string(value)});
}

// As with grades of LTI 1.3: the tool's own word for what was made comes first.
model::assessment assessment_of(const result_place& where) {
    model::assessment out;
    const line_item item = where.item.value_or(line_item{});
    for (const std::string* id : {&item.resource_id, &item.resource_link, &where.of.resource, &where.of.handle}) {
        if (out.id.empty()) out.id = *id;
    }
    out.name = item.label;
    return out;
}

// As the publisher calls them; the core knows whom it told the publisher of under that name. A file on the command line
// says no more than the handle.
model::person pupil_of(const result_place& where) {
    model::person out;
    if (where.of.person.empty())
        out.ids.push_back({"lti.result", where.of.handle, {}});
    else
        out.ids.push_back({std::string(model::scheme::lti_user), where.of.person, where.of.target});
    return out;
}

// What a whole score is worth: the maximum of the line item where that is a whole number, else one.
decimal scale_of(const result_place& where) {
    const double maximum = where.item ? where.item->score_maximum : 1;
    const bool whole = maximum >= 1 && maximum <= 1e9 && maximum == std::floor(maximum);
    return decimal(whole ? static_cast<std::int64_t>(maximum) : 1);
}

// Others who get the score know points of a maximum rather than parts of one.
model::result result_of(const wire::request& message, const result_place& where) {
    model::result out;
    model::score points;
    points.maximum = scale_of(where);
    points.value = decimal::parse(*message.score).value_or(decimal(0)).times(*points.maximum);
    points.minimum = decimal(0);
    out.scores.push_back(std::move(points));
    return out;
}

} // namespace

model::progress_report to_model(const wire::request& message, const result_place& where, instant received_at) {
    model::progress_report out;
    out.id = message.message_id;
    out.assembled_at = received_at;
    out.assessments.push_back(assessment_of(where));
    model::sitting& one = out.sittings.emplace_back();
    const std::string space = minting_space({{std::string(model::scheme::own_school), where.of.school, {}}});
    one.id = minted_id(space, "lti-outcome", where.of.handle);
    one.pupil = pupil_of(where);
    one.taken_at.at = received_at;
    one.modified = received_at;
    one.remark = message.text;
    one.review_url = message.url;
    keep(one.extra, family_name, "result", where.of.handle);
    keep(one.extra, family_name, "scoreOf", where.of.line_item);
    keep(one.extra, own_extension, "ltiLaunchUrl", message.launch_url);
    if (message.what == wire::operation::remove) {
        one.status = model::sitting_status::cancelled;
        one.results.emplace_back();
    } else {
        one.results.push_back(result_of(message, where));
        keep(one.extra, family_name, "activityProgress", lti::activity_progress::completed);
        keep(one.extra, family_name, "gradingProgress", lti::grading_progress::fully_graded);
    }
    return out;
}

given_score ledger_form(const wire::request& message, const result_place& where, instant received_at) {
    given_score out;
    out.person = where.of.person;
    out.when = received_at;
    out.comment = message.text;
    out.activity = lti::activity_progress::completed;
    out.grading = lti::grading_progress::fully_graded;
    if (message.what == wire::operation::remove) return out;
    out.score = decimal::parse(*message.score).value_or(decimal(0)).approximate();
    out.maximum = 1;
    return out;
}

} // namespace schakel::lti_1_1
