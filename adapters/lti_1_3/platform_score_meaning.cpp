#include "adapters/lti_1_3/platform_scores.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/model/field.hpp"
#include "gateway/model/launch.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_3 {

namespace {

namespace field = model::field;

void keep(model::extensions& list, std::string_view name, std::string_view value) {
    if (!value.empty()) list.push_back({"lti", std::string(name), std::string(value)});
}

// The tool's own word for what was made comes first: it stays the same in every class.
model::assessment assessment_of(const line_item& item) {
    model::assessment out;
    for (const std::string* id : {&item.resource_id, &item.resource_link, &item.id}) {
        if (out.id.empty()) out.id = *id;
    }
    out.name = item.label;
    keep(out.extra, "tag", item.tag);
    return out;
}

model::sitting_status status_of(const lti::score& from) {
    if (!from.is_final()) return model::sitting_status::in_progress;
    return from.given ? model::sitting_status::final : model::sitting_status::cancelled; // a grade that is withdrawn
}

model::result result_of(const lti::score& from) {
    model::result out;
    if (from.given) {
        model::score points;
        points.value = *from.given;
        points.minimum = decimal(0);
        points.maximum = from.maximum;
        out.scores.push_back(std::move(points));
    }
    if (from.activity_progress == lti::activity_progress::completed) out.completed = true;
    return out;
}

// As the tool calls them; the core knows whom it told the tool of under that name.
model::person person_of(const std::string& id, const score_place& where) {
    model::person out;
    if (!id.empty()) out.ids.push_back({std::string(model::scheme::lti_user), id, where.of.target});
    return out;
}

model::sitting sitting_of(const lti::score& from, const score_place& where, json::value at) {
    model::sitting out;
    const std::string space = minting_space({{std::string(model::scheme::own_school), where.of.school, {}}});
    out.id = minted_id(space, "lti-score", where.of.handle + "/" + where.item.id + "/" + from.user_id);
    out.pupil = person_of(from.user_id, where);
    out.processor = person_of(from.scoring_user_id, where);
    out.taken_at.at = from.submitted.value_or(from.started.value_or(from.timestamp));
    out.modified = from.timestamp;
    out.status = status_of(from);
    out.remark = from.comment;
    out.results.push_back(result_of(from));
    keep(out.extra, "activityProgress", from.activity_progress);
    keep(out.extra, "gradingProgress", from.grading_progress);
    keep(out.extra, "timestamp", at.member("timestamp").text());
    keep(out.extra, "submission", at.member("submission").raw());
    keep(out.extra, "scoreOf", where.item.id);
    return out;
}

struct traced {
    std::string_view member;
    field::name to;
};
constexpr std::array traces{
    traced{"userId", field::pupil_other_id},          traced{"scoreGiven", field::score_points},
    traced{"scoreMaximum", field::score_maximum},     traced{"activityProgress", field::status},
    traced{"gradingProgress", field::status},         traced{"timestamp", field::sitting_modified},
    traced{"comment", field::sitting_remark},         traced{"scoringUserId", field::processor},
    traced{"submission/startedAt", field::extension}, traced{"submission/submittedAt", field::taken_at}};

void trace_member(json::value at, const std::string& path, field_trace& trace) {
    if (at.is(json::kind::object) || at.is(json::kind::array)) {
        for (json::value one = at.first_child(); one; one = one.next_sibling())
            trace_member(one, one.name().empty() ? path : path + "/" + std::string(one.name()), trace);
        return;
    }
    const auto known = std::ranges::find(traces, path, &traced::member);
    if (known == traces.end())
        trace.left(path, "not a member of a score");
    else
        trace.saw(path, known->to);
}

} // namespace

model::progress_report progress_of(const lti::score& from, const score_place& where, json::value at) {
    model::progress_report out;
    out.assembled_at = from.timestamp;
    out.assessments.push_back(assessment_of(where.item));
    out.sittings.push_back(sitting_of(from, where, at));
    return out;
}

given_score ledger_form(const lti::score& from) {
    const auto number = [](const std::optional<decimal>& of) {
        return of ? std::optional(of->approximate()) : std::nullopt;
    };
    return {from.user_id, from.timestamp,         number(from.given),    number(from.maximum),
            from.comment, from.activity_progress, from.grading_progress, from.scoring_user_id};
}

void trace_score(json::value at, field_trace& trace) {
    for (json::value one = at.first_child(); one; one = one.next_sibling())
        trace_member(one, std::string(one.name()), trace);
}

} // namespace schakel::lti_1_3
