#include "adapters/common/goals/goal_address.hpp"
#include "adapters/edu_v_results_2_1/translate.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace schakel::edu_v_results_2_1 {

namespace {

model::person processor_of(const wire::message& message) {
    for (const wire::reference& employee : message.employees) {
        if (auto ids = edu_v::person_identifiers(employee, edu_v::place::results_employee); !ids.empty())
            return {std::move(ids), {}};
    }
    return {};
}

model::scale scale_of(const wire::score_scale& from) {
    model::scale out{from.id, from.name, {}, {}};
    for (const wire::scale_entry& entry : from.entries) {
        if (const auto range = parse_range(entry.lhs))
            out.ranges.push_back({entry.rhs, {}, range->low, range->high, {}});
    }
    return out;
}

} // namespace

std::optional<model::goal_reference> goal_of(const wire::subject& from) {
    if (goal_files::is_goal_key(from.prefix)) return model::goal_reference{from.prefix, {}, from.name};
    return goal_files::goal_of({from.name, from.prefix, {}});
}

namespace {

model::assessment assessment_of(const wire::assessment& from) {
    model::assessment out;
    out.id = from.id;
    out.version = from.version;
    out.name = from.name;
    out.study_level = from.study_level;
    for (const wire::subject& one : from.subjects) {
        out.subjects.push_back({one.name, one.prefix, {}});
        if (auto goal = goal_of(one)) out.goals.push_back(std::move(*goal));
    }
    if (goal_files::is_goal_key(from.study_level)) out.goals.push_back({from.study_level});
    for (const wire::part& one : from.parts) out.parts.push_back({one.id, one.name, one.index, {}, {}});
    return out;
}

// Standards that hang scales on the assessment find there what the scores refer to.
void collect_scales(const wire::message& from, model::assessment& out) {
    std::map<std::string_view, std::vector<std::string>*> places{{"", &out.scale_ids}};
    for (model::assessment_part& part : out.parts) places.emplace(part.id, &part.scale_ids);
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const wire::pupil_record& pupil : from.pupils) {
        for (const wire::score& score : pupil.scores) {
            const auto place = places.find(score.part_id);
            for (const std::string& id : score.scale_ids) {
                if (place != places.end() && seen.emplace(score.part_id, id).second) place->second->push_back(id);
            }
        }
    }
}

model::score score_of(const wire::score& from) {
    model::score out;
    out.kind = score_kind_of(from.type).value_or(model::score_kind::points);
    out.value = decimal::parse(from.value).value_or(decimal{});
    out.maximum = decimal::parse(from.maximum);
    out.scale_ids = from.scale_ids;
    return out;
}

// Scores and results of one part belong together; the whole assessment comes first.
std::vector<model::result> results_of(const wire::pupil_record& from) {
    std::vector<model::result> list;
    std::map<std::string_view, std::size_t> places;
    const auto at = [&](const std::string& part) -> model::result& {
        const auto [place, is_new] = places.emplace(part, list.size());
        if (is_new) list.emplace_back().part_id = part;
        return list[place->second];
    };
    for (const wire::score& one : from.scores) at(one.part_id).scores.push_back(score_of(one));
    for (const wire::result& one : from.results)
        at(one.part_id).qualifications.push_back({one.type, one.value, {}, {}, {}});
    std::ranges::stable_partition(list, [](const model::result& one) { return one.part_id.empty(); });
    return list;
}

model::sitting_status status_of(std::string_view text) {
    if (text == "InProgress") return model::sitting_status::in_progress;
    if (text == "Canceled") return model::sitting_status::cancelled;
    return model::sitting_status::final;
}

model::sitting sitting_of(const wire::pupil_record& from, const model::person& processor, instant taken_at) {
    model::sitting out;
    out.id = from.id;
    out.pupil = {edu_v::person_identifiers(from.student, edu_v::place::student), {}};
    out.processor = processor;
    out.taken_at = {taken_at, false};
    out.created = parse_rfc3339(from.created);
    out.modified = parse_rfc3339(from.modified);
    out.status = status_of(from.status);
    out.missing = from.missing.value_or(false);
    out.results = results_of(from);
    out.remark = from.additional_info;
    out.review_url = from.review_url;
    return out;
}

} // namespace

model::identifiers school_of(const wire::message& message) {
    return edu_v::school_identifiers(message.school, edu_v::place::results_school);
}

model::progress_report to_model(const wire::message& from) {
    model::progress_report out;
    out.id = from.id;
    out.school = school_of(from);
    out.school_period = from.school_period;
    out.assembled_at = parse_rfc3339(from.timestamp);
    out.author = from.tool_name;
    out.comment = from.additional_info;
    out.review_url = from.review_url;
    for (const wire::score_scale& one : from.scales) out.scales.push_back(scale_of(one));
    collect_scales(from, out.assessments.emplace_back(assessment_of(from.assessment)));
    const model::person processor = processor_of(from);
    const instant taken_at = parse_rfc3339(from.taken_at).value_or(instant{});
    for (const wire::pupil_record& one : from.pupils) out.sittings.push_back(sitting_of(one, processor, taken_at));
    return out;
}

} // namespace schakel::edu_v_results_2_1
