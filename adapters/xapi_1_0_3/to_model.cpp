#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "adapters/xapi_1_0_3/values.hpp"

#include <array>
#include <map>

namespace schakel::xapi_1_0_3 {

namespace {

namespace scheme = model::scheme;
using model::score_kind;

std::string text_of(const std::vector<wire::extension>& list, std::string_view iri) {
    return std::string(find(list, iri).text());
}

// An account whose name our own extension declares to be a key of another scheme is that key.
model::identifiers ids_of(const wire::agent& who, std::string_view declared) {
    if (who.identifier.empty()) return {};
    if (who.identifier == "account" && !declared.empty()) return {{std::string(declared), who.value, {}}};
    return {{who.identifier, who.value, who.home_page}};
}

model::term term_of(json::value from) {
    const auto text = [&](std::string_view name) { return std::string(from.member(name).text()); };
    return {text("value"), text("vocabulary"), text("location")};
}

constexpr std::array all_kinds{
    score_kind::number_of_items, score_kind::number_correct, score_kind::number_incorrect,
    score_kind::number_read,     score_kind::skill,          score_kind::percentage_correct,
};

void read_own_scores(json::value from, std::vector<model::score>& scores) {
    for (const score_kind kind : all_kinds) {
        if (const auto number = from.member(to_string(kind)).number())
            scores.push_back({kind, *number, {}, {}, {}, {}});
    }
}

void read_score(const wire::score& from, std::vector<model::score>& scores) {
    if (from.raw) scores.push_back({score_kind::points, *from.raw, from.minimum, from.maximum, {}, {}});
    if (from.scaled) scores.push_back({score_kind::scaled, *from.scaled, {}, {}, {}, {}});
}

void read_qualifications(json::value list, std::vector<model::qualification>& out) {
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        const auto text = [&](std::string_view name) { return std::string(one.member(name).text()); };
        out.push_back({text("type"), text("value"), text("comparisonGroup"), text("remark"), {}});
    }
}

model::extension original_of(json::value statement, std::string_view id) {
    const bool complete = bool(statement.member("id"));
    std::string text(statement.raw());
    if (!complete) text.insert(text.find('{') + 1, "\"id\":\"" + std::string(id) + "\",");
    return {std::string(family_name), std::string(kept_statement), std::move(text)};
}

model::result read_result(const wire::statement& from, std::string_view id) {
    model::result out;
    const wire::result& result = *from.result;
    const std::string own_key = text_of(result.extensions, own::result_key);
    out.key = own_key.empty() ? std::string(id) : own_key;
    if (result.score) read_score(*result.score, out.scores);
    if (const auto seconds = seconds_of(result.duration))
        out.scores.push_back({score_kind::duration, *seconds, {}, {}, {}, {}});
    read_own_scores(find(result.extensions, own::scores), out.scores);
    read_qualifications(find(result.extensions, own::qualifications), out.qualifications);
    out.success = result.success;
    out.completed = result.completion;
    out.review_url = text_of(result.extensions, own::review_url);
    out.extra.push_back(original_of(from.at, id));
    out.goals = goals_of_result(from);
    return out;
}

model::assessment read_assessment(const wire::activity& from) {
    model::assessment out;
    const std::string code = text_of(from.extensions, own::assessment_code);
    out.id = code.empty() ? from.id : code;
    out.version = text_of(from.extensions, own::assessment_version);
    out.study_level = text_of(from.extensions, own::study_level);
    out.year_level = term_of(find(from.extensions, own::year_level));
    const json::value subjects = find(from.extensions, own::subjects);
    for (json::value one = subjects.first_child(); one; one = one.next_sibling()) out.subjects.push_back(term_of(one));
    out.goals = goals_of(from);
    return out;
}

model::assessment_part read_part(const wire::activity& from) {
    model::assessment_part out;
    const std::string code = text_of(from.extensions, own::part_code);
    out.id = code.empty() ? from.id : code;
    out.index = find(from.extensions, own::part_index).integer();
    out.goals = goals_of(from);
    return out;
}

model::sitting_status status_of(std::string_view text) {
    if (text == to_string(model::sitting_status::in_progress)) return model::sitting_status::in_progress;
    if (text == to_string(model::sitting_status::cancelled)) return model::sitting_status::cancelled;
    return model::sitting_status::final;
}

std::string name_of(const wire::agent& who) {
    return who.identifier == "account" ? "account:" + who.home_page + "|" + who.value
                                       : who.identifier + ":" + who.value;
}

std::string occasion_of(const wire::statement& from, instant at) {
    if (!from.registration.empty()) return lower(from.registration);
    return to_string(date_in_amsterdam(at));
}

// What makes two statements belong to one report.
std::string report_key(const wire::statement& from) {
    std::string key;
    for (const std::string_view iri : {own::school, own::school_period, own::author, own::comment, own::assembled_at}) {
        const json::value value = find(from.context_extensions, iri);
        key += std::string(value ? value.raw() : std::string_view{}) + '\n';
    }
    return key;
}

class reports {
public:
    explicit reports(instant received_at) : received_at_(received_at) {}

    mention add_result(const wire::statement& from, std::string_view id) {
        mention first{.result = true, .part = is_part(from)};
        entry& target = report_for(from, first);
        const std::size_t assessment = assessment_for(target, first.part ? from.parents.front() : from.object, first);
        model::result result = read_result(from, id);
        if (first.part) result.part_id = part_for(target, assessment, from.object, first);
        sitting_for(target, assessment, from, first).results.push_back(std::move(result));
        return first;
    }

    std::vector<model::record> take() {
        std::vector<model::record> list;
        for (entry& one : reports_) list.emplace_back(std::move(one.report));
        return list;
    }

private:
    struct entry {
        model::progress_report report;
        std::map<std::string, std::size_t> assessments, parts, sittings;
    };

    entry& report_for(const wire::statement& from, mention& first) {
        const auto [place, is_new] = places_.emplace(report_key(from), reports_.size());
        first.report = is_new;
        if (!is_new) return reports_[place->second];
        model::progress_report& out = reports_.emplace_back().report;
        const auto& context = from.context_extensions;
        out.school = school_of(from);
        out.school_period = text_of(context, own::school_period);
        out.author = text_of(context, own::author);
        out.comment = text_of(context, own::comment);
        out.assembled_at = parse_timestamp(find(context, own::assembled_at).text());
        return reports_.back();
    }

    static std::size_t assessment_for(entry& target, const wire::activity& from, mention& first) {
        auto& list = target.report.assessments;
        const std::string key = from.id + '\n' + text_of(from.extensions, own::assessment_version);
        const auto [place, is_new] = target.assessments.emplace(key, list.size());
        first.assessment = is_new;
        if (is_new) list.push_back(read_assessment(from));
        if (list[place->second].name.empty()) list[place->second].name = from.name;
        return place->second;
    }

    static std::string part_for(entry& target, std::size_t assessment, const wire::activity& from, mention& first) {
        auto& list = target.report.assessments[assessment].parts;
        const auto [place, is_new] = target.parts.emplace(std::to_string(assessment) + '\n' + from.id, list.size());
        first.part_of_it = is_new;
        if (is_new) list.push_back(read_part(from));
        if (list[place->second].name.empty()) list[place->second].name = from.name;
        return list[place->second].id;
    }

    model::sitting& sitting_for(entry& target, std::size_t assessment, const wire::statement& from, mention& first) {
        const model::assessment& test = target.report.assessments[assessment];
        const std::string& object = first.part ? from.parents.front().id : from.object.id;
        const instant at = parse_timestamp(from.timestamp).value_or(received_at_);
        const std::string id = mint("sitting", {name_of(from.actor), object, test.version, occasion_of(from, at)});
        auto& list = target.report.sittings;
        const auto [place, is_new] = target.sittings.emplace(id, list.size());
        first.sitting = is_new;
        if (is_new) {
            list.push_back(read_sitting(from, at));
            list.back().id = id;
            list.back().assessment = assessment;
        }
        return list[place->second];
    }

    static model::sitting read_sitting(const wire::statement& from, instant at) {
        model::sitting out;
        const auto& context = from.context_extensions;
        out.pupil = {ids_of(from.actor, find(context, own::pupil_scheme).text()), from.actor.name};
        out.processor.ids = ids_of(from.instructor, {});
        out.taken_at = {at, find(context, own::date_only).boolean()};
        if (out.taken_at.date_only) out.taken_at.at = start_of_day_in_amsterdam(date_in_amsterdam(at));
        out.created = parse_timestamp(find(context, own::created).text());
        out.modified = parse_timestamp(find(context, own::modified).text());
        out.status = status_of(find(context, own::status).text());
        out.remark = text_of(context, own::remark);
        out.review_url = text_of(context, own::sitting_review_url);
        return out;
    }

    instant received_at_;
    std::vector<entry> reports_;
    std::map<std::string, std::size_t> places_;
};

model::activity read_activity(const wire::statement& from, std::string_view id, instant received_at) {
    model::activity out;
    out.id = id;
    out.school = school_of(from);
    out.actor = {ids_of(from.actor, {}), from.actor.name};
    out.verb = from.verb;
    out.object = from.object.id;
    out.name = from.object.name;
    out.at = {parse_timestamp(from.timestamp).value_or(received_at), false};
    out.original = original_of(from.at, id);
    return out;
}

} // namespace

bool is_result(const wire::statement& from) {
    if (from.object_type != "Activity" || !from.result || from.verb == verb::voided) return false;
    if (from.actor.object_type != "Agent") return false; // what a group did is no result of one pupil
    const wire::result& result = *from.result;
    const bool own_content = find(result.extensions, own::qualifications) || find(result.extensions, own::scores);
    return result.score || result.success || result.completion || own_content;
}

bool is_part(const wire::statement& from) {
    if (from.parents.empty()) return false;
    return from.object.type != activity_type::assessment || find(from.object.extensions, own::part_code);
}

model::identifiers school_of(const wire::statement& from) {
    model::identifiers ids;
    const json::value school = find(from.context_extensions, own::school);
    if (!school.is(json::kind::object)) return ids;
    for (json::value one = school.first_child(); one; one = one.next_sibling()) {
        if (!one.text().empty()) ids.push_back({std::string(one.name()), std::string(one.text()), {}});
    }
    return ids;
}

translated
to_model(std::span<const wire::statement> statements, std::span<const std::string> ids, instant received_at) {
    translated out;
    reports results(received_at);
    std::vector<model::record> activities;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        mention first;
        if (is_result(statements[i]))
            first = results.add_result(statements[i], ids[i]);
        else
            activities.emplace_back(read_activity(statements[i], ids[i], received_at));
        trace_statement(statements[i], first, out.trace);
    }
    out.records = results.take();
    for (model::record& one : activities) out.records.push_back(std::move(one));
    return out;
}

} // namespace schakel::xapi_1_0_3
