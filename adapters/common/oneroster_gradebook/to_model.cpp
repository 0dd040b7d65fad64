#include "adapters/common/oneroster_gradebook/translate.hpp"

#include "adapters/common/oneroster_gradebook/names.hpp"
#include "gateway/codec/json_document.hpp"

#include <algorithm>
#include <map>

namespace schakel::oneroster_gradebook {

namespace {

void keep(model::extensions& list, std::string_view name, std::string value) {
    if (!value.empty()) list.push_back({std::string(family_name), std::string(name), std::move(value)});
}

void keep(model::extensions& list, std::string_view name, const std::optional<decimal>& value) {
    if (value) keep(list, name, value->text());
}

void keep(model::extensions& list, std::string_view name, std::optional<bool> value) {
    if (value) keep(list, name, std::string(*value ? "true" : "false"));
}

bool is_understood(std::string_view name) {
    return std::ranges::find(own::understood, name) != own::understood.end();
}

// What others say of an object and what we say for people to read.
void keep_rest(const wire::base& from, bool of_result, model::extensions& list) {
    if (from.status == "tobedeleted") keep(list, extra::status, from.status);
    for (const wire::metadata_entry& one : from.metadata) {
        if (of_result && is_understood(one.name) && one.json.starts_with('"')) continue;
        keep(list, std::string(extra::metadata_prefix) + one.name, one.json);
    }
}

// "case" and "unknown" say how an objective is named, not to what framework it belongs.
model::goal_reference goal_of(const wire::objective& from) {
    const bool names_none = from.source == "case" || from.source == "unknown";
    return {.goal = from.id, .framework = names_none ? std::string() : from.source};
}

// ---------------------------------------------------------------- line items

model::assessment assessment_of(const wire::item& from, object_kind kind) {
    model::assessment out;
    out.id = from.id;
    out.name = from.title;
    keep(out.extra, extra::object, std::string(word_of(kind)));
    keep(out.extra, "description", from.description);
    keep(out.extra, "assignDate", from.assign_date);
    keep(out.extra, "dueDate", from.due_date);
    keep(out.extra, "class", from.class_id);
    keep(out.extra, "school", from.school);
    keep(out.extra, "category", from.category);
    keep(out.extra, "gradingPeriod", from.grading_period);
    keep(out.extra, "academicSession", from.academic_session);
    keep(out.extra, "parentAssessmentLineItem", from.parent);
    keep(out.extra, "scoreScale", from.score_scale);
    keep(out.extra, "resultValueMin", from.minimum);
    keep(out.extra, "resultValueMax", from.maximum);
    for (const wire::objective& one : from.objectives) {
        out.goals.push_back(goal_of(one));
        keep(out.extra, std::string(extra::source_prefix) + one.id, one.source);
    }
    keep_rest(from, false, out.extra);
    return out;
}

// ---------------------------------------------------------------- results

model::moment moment_of(const wire::result& from) {
    if (const auto exact = exact_moment(from, from.score_date)) return {*exact, false};
    if (const auto when = parse_rfc3339(from.score_date)) return {*when, false};
    if (const auto day = parse_date(from.score_date)) return {start_of_day_in_amsterdam(*day), true};
    return {};
}

model::sitting_status status_of(const wire::result& from) {
    using enum model::sitting_status;
    if (from.status == "tobedeleted" || from.score_status == "exempt") return cancelled;
    if (from.in_progress.value_or(false)) return in_progress;
    if (from.score_status == "fully graded" || from.missing.value_or(false)) return final;
    const bool of_the_standard = from.score_status == "not submitted" || from.score_status == "submitted" ||
                                 from.score_status == "partially graded";
    return of_the_standard || !from.score ? in_progress : final;
}

void add_score(const std::optional<decimal>& value, model::score_kind kind, model::result& to) {
    if (!value) return;
    model::score& one = to.scores.emplace_back();
    one.kind = kind;
    one.value = *value;
}

void add_text(const std::string& text, const std::string& type, model::result& to) {
    if (text.empty()) return;
    to.qualifications.push_back({type.empty() ? std::string(text_type) : type, text, {}, {}, {}});
}

model::result main_result(const wire::result& from) {
    model::result out;
    add_score(from.score, score_kind_of(from), out);
    add_text(from.text_score, own_value(from, own::text_score_type), out);
    if (from.percentile) add_text(from.percentile->text(), std::string(percentile_type), out);
    if (const std::string success = own_value(from, own::success); !success.empty()) out.success = success == "true";
    if (from.incomplete) out.completed = !*from.incomplete;
    return out;
}

bool says_something(const model::result& one) {
    return !one.scores.empty() || !one.qualifications.empty() || one.success || one.completed;
}

// Its learning objective is a part of the test: standards without goals must not take its score for that of the whole.
model::result objective_result(const wire::objective& from, model::score_kind kind) {
    model::result out;
    out.part_id = from.id;
    add_score(from.score, kind, out);
    add_text(from.text_score, {}, out);
    out.goals.push_back(goal_of(from));
    keep(out.extra, extra::objective, from.source);
    return out;
}

model::sitting sitting_of(const wire::result& from, const reading& how) {
    model::sitting out;
    out.id = from.id;
    for (const std::string_view scheme : {how.pupil_scheme, model::scheme::oneroster_id}) {
        if (out.pupil.ids.empty() || scheme != how.pupil_scheme)
            out.pupil.ids.push_back({std::string(scheme), from.student, {}});
    }
    out.taken_at = moment_of(from);
    out.modified = parse_rfc3339(from.modified);
    out.status = status_of(from);
    out.missing = from.missing.value_or(false);
    if (model::result main = main_result(from); says_something(main)) out.results.push_back(std::move(main));
    for (const wire::objective& one : from.objectives)
        out.results.push_back(objective_result(one, score_kind_of(from)));
    out.remark = from.comment;
    out.review_url = own_value(from, own::review_url);
    keep(out.extra, "scoreStatus", from.score_status);
    keep(out.extra, "class", from.class_id);
    keep(out.extra, "scoreScale", from.score_scale);
    keep(out.extra, "inProgress", from.in_progress);
    keep(out.extra, "late", from.late);
    keep(out.extra, "missing", from.missing);
    keep_rest(from, true, out.extra);
    return out;
}

void add_objectives(const wire::result& from, model::assessment& to) {
    for (const wire::objective& one : from.objectives) {
        if (std::ranges::find(to.parts, one.id, &model::assessment_part::id) != to.parts.end()) continue;
        model::assessment_part& part = to.parts.emplace_back();
        part.id = one.id;
        keep(part.extra, extra::objective, one.source);
    }
}

void add_results(const wire::message& from, const reading& how, model::progress_report& out) {
    const object_kind item =
        from.kind == object_kind::result ? object_kind::line_item : object_kind::assessment_line_item;
    std::map<std::string_view, std::size_t> places;
    for (const wire::result& one : from.results) {
        const auto [place, is_new] = places.emplace(one.item, out.assessments.size());
        if (is_new) {
            model::assessment& test = out.assessments.emplace_back();
            test.id = one.item;
            keep(test.extra, extra::object, std::string(word_of(item)));
        }
        add_objectives(one, out.assessments[place->second]);
        out.sittings.push_back(sitting_of(one, how));
        out.sittings.back().assessment = place->second;
    }
}

} // namespace

std::string_view pupil_scheme_of(std::string_view profile) {
    if (profile == student_is_las_key) return model::scheme::las_key;
    return profile == student_is_eckid ? model::scheme::eckid : model::scheme::oneroster_id;
}

std::string own_value(const wire::base& object, std::string_view name) {
    const auto found = std::ranges::find(object.metadata, name, &wire::metadata_entry::name);
    if (found == object.metadata.end() || !found->json.starts_with('"')) return {};
    findings unread;
    const auto text = json::document::parse(found->json, {}, unread);
    return text ? std::string(text->root().text()) : std::string();
}

std::optional<instant> exact_moment(const wire::base& object, std::string_view score_date) {
    const auto exact = parse_rfc3339(own_value(object, own::taken_at));
    const auto day = parse_date(score_date);
    return exact && day && date_in_amsterdam(*exact) == *day ? exact : std::nullopt;
}

model::score_kind score_kind_of(const wire::base& object) {
    const std::string word = own_value(object, own::score_kind);
    for (unsigned i = 0; i <= static_cast<unsigned>(model::score_kind::scaled); ++i) {
        if (to_string(static_cast<model::score_kind>(i)) == word) return static_cast<model::score_kind>(i);
    }
    return model::score_kind::points;
}

model::progress_report to_model(const wire::message& from, const reading& how) {
    model::progress_report out;
    for (const wire::item& one : from.items) {
        out.assessments.push_back(assessment_of(one, from.kind));
        if (!out.assembled_at) out.assembled_at = parse_rfc3339(one.modified);
        if (!one.school.empty() && out.school.empty())
            out.school.push_back({std::string(model::scheme::oneroster_id), one.school, {}});
    }
    add_results(from, how, out);
    for (const wire::other& one : from.others) keep(out.extra, word_of(from.kind), one.json);
    return out;
}

} // namespace schakel::oneroster_gradebook
