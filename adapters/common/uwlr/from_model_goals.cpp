#include "adapters/common/uwlr/from_model_goals.hpp"

#include "adapters/common/goals/result_goals.hpp"
#include "adapters/common/uwlr/text_limits.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace schakel::uwlr {

namespace {

namespace field = model::field;

constexpr std::string_view of_one_result = "UWLR names the goals of a test, and not every result of it has this one";
constexpr std::string_view no_study_level = "UWLR has no study level";
constexpr std::string_view too_long = "a term in UWLR has 1 to 256 characters";
constexpr std::string_view of_a_part = "a part in UWLR has its code and no other term";

bool stands_in(const wire::toets& test, const std::string& goal) {
    const auto same = [&](const wire::value& one) { return one.text == goal; };
    return same(test.toetscode) || same(test.vakgebied) || std::ranges::any_of(test.toetshierarchie, same);
}

std::int64_t next_level(const wire::toets& test) {
    std::int64_t deepest = 0;
    for (const wire::ingang& one : test.toetshierarchie) {
        std::int64_t level = 0;
        std::from_chars(one.niveau.data(), one.niveau.data() + one.niveau.size(), level);
        deepest = std::max(deepest, level);
    }
    return deepest + 1;
}

// A vocabulary is named by a URI.
std::string vocabulary_of(const std::string& framework) {
    const bool uri =
        framework.find(':') != std::string::npos && framework.find_first_of(" \t\r\n") == std::string::npos;
    return uri ? framework : std::string();
}

void add_entry(const std::string& goal, const std::string& framework, const std::string& level, wire::toets& out) {
    wire::ingang entry;
    entry.text = goal;
    entry.bound.vocabulaire = vocabulary_of(framework);
    entry.niveau = level;
    out.toetshierarchie.push_back(std::move(entry));
}

} // namespace

void write_goals(const model::progress_report& report, std::size_t test, wire::toets& out, field_fate& fate) {
    const model::goal_references goals = model::goals_of_all(report, test);
    const std::string below = std::to_string(next_level(out));
    model::goal_references written;
    for (const model::goal_reference& one : goals) {
        const bool of_test =
            std::ranges::find(report.assessments[test].goals, one) != report.assessments[test].goals.end();
        const bool level = one.goal == report.assessments[test].study_level;
        if (level || !fits(one.goal, key_limit)) {
            if (of_test) fate.dropped(field::assessment_goal, level ? no_study_level : too_long);
            continue;
        }
        if (!stands_in(out, one.goal)) add_entry(one.goal, one.framework, below, out);
        if (one.translated() && fits(one.original, key_limit) && !stands_in(out, one.original))
            add_entry(one.original, {}, below, out); // it stays what the evidence is about
        if (of_test) fate.carried(field::assessment_goal);
        written.push_back(one);
    }
    goal_files::tell_result_goals(report, test, written, of_one_result, fate);
}

void tell_goals_of_part(const model::assessment_part& part, field_fate& fate) {
    for (const model::goal_reference& one : part.goals) {
        if (one.goal == part.id)
            fate.carried(field::part_goal);
        else
            fate.dropped(field::part_goal, of_a_part);
    }
}

std::string commentary(const model::progress_report& report, field_fate& fate) {
    std::string text = report.comment;
    std::set<std::string_view> told;
    const auto tell = [&](const model::goal_references& goals) {
        for (const model::goal_reference& one : goals) {
            if (one.summary.empty() || !told.insert(one.summary).second) continue;
            const std::string longer = text + (text.empty() ? "" : " ") + one.summary;
            if (code_points(longer) <= name_limit || text.empty()) text = longer;
        }
    };
    for (const model::assessment& test : report.assessments) {
        tell(test.goals);
        for (const model::assessment_part& part : test.parts) tell(part.goals);
    }
    for (const model::sitting& sitting : report.sittings) {
        for (const model::result& result : sitting.results) tell(result.goals);
    }
    if (!told.empty() && text != report.comment)
        fate.defaulted("school/commentaar", "what learning goals were translated to");
    return text;
}

} // namespace schakel::uwlr
