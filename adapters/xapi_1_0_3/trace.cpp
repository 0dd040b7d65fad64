#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace schakel::xapi_1_0_3 {

namespace {

namespace field = model::field;

struct row {
    std::string_view path;
    field::name to;
};

// Values that mean the same in every statement.
constexpr auto anywhere = std::to_array<row>({
    {"actor/account/homePage", field::structure},
    {"actor/objectType", field::structure},
    {"authority", field::authority},
    {"object/objectType", field::structure},
    {"verb/display", field::language_map},
    {"verb/id", field::verb},
    {"version", field::schema_version},
});

// Values of a result. What belongs to the whole message, the sitting or the test counts at its first mention.
constexpr auto of_result = std::to_array<row>({
    {"context/instructor/account/name", field::processor},
    {"context/instructor/mbox", field::processor},
    {"context/instructor/mbox_sha1sum", field::processor},
    {"context/instructor/openid", field::processor},
    {"context/instructor/account/homePage", field::structure},
    {"context/instructor/objectType", field::structure},
    {"result/completion", field::completed},
    {"result/duration", field::score_duration},
    {"result/extensions/urn:schakel:qualifications/comparisonGroup", field::qualification_group},
    {"result/extensions/urn:schakel:qualifications/remark", field::qualification_remark},
    {"result/extensions/urn:schakel:qualifications/type", field::qualification_type},
    {"result/extensions/urn:schakel:qualifications/value", field::qualification_value},
    {"result/extensions/urn:schakel:result-key", field::result_key},
    {"result/extensions/urn:schakel:review-url", field::result_review_url},
    {"result/extensions/urn:schakel:scale-label", field::scale_label},
    {"result/extensions/urn:schakel:scores/number-correct", field::score_number_correct},
    {"result/extensions/urn:schakel:scores/number-incorrect", field::score_number_incorrect},
    {"result/extensions/urn:schakel:scores/number-of-items", field::score_number_of_items},
    {"result/extensions/urn:schakel:scores/number-read", field::score_number_read},
    {"result/extensions/urn:schakel:scores/percentage-correct", field::score_percentage_correct},
    {"result/extensions/urn:schakel:scores/skill", field::score_skill},
    {"result/response", field::response},
    {"result/score/max", field::score_maximum},
    {"result/score/min", field::score_minimum},
    {"result/score/raw", field::score_points},
    {"result/score/scaled", field::score_scaled},
    {"result/success", field::success},
});
constexpr auto of_report = std::to_array<row>({
    {"context/extensions/urn:schakel:assembled-at", field::assembled_at},
    {"context/extensions/urn:schakel:author", field::author},
    {"context/extensions/urn:schakel:comment", field::comment},
    {"context/extensions/urn:schakel:school-period", field::school_period},
});
constexpr auto of_sitting = std::to_array<row>({
    {"context/extensions/urn:schakel:created", field::sitting_created},
    {"context/extensions/urn:schakel:modified", field::sitting_modified},
    {"context/extensions/urn:schakel:remark", field::sitting_remark},
    {"context/extensions/urn:schakel:sitting-review-url", field::sitting_review_url},
    {"context/extensions/urn:schakel:status", field::status},
    {"context/registration", field::sitting_id},
    {"timestamp", field::taken_at},
});
// Below an assessment's definition/extensions.
constexpr auto of_assessment = std::to_array<row>({
    {"urn:schakel:assessment-code", field::assessment_id},
    {"urn:schakel:assessment-version", field::assessment_version},
    {"urn:schakel:study-level", field::assessment_study_level},
    {"urn:schakel:subjects/location", field::assessment_subject_vocabulary},
    {"urn:schakel:subjects/value", field::assessment_subject},
    {"urn:schakel:subjects/vocabulary", field::assessment_subject_vocabulary},
    {"urn:schakel:year-level/location", field::vocabulary},
    {"urn:schakel:year-level/value", field::assessment_year_level},
    {"urn:schakel:year-level/vocabulary", field::vocabulary},
});
constexpr auto of_part = std::to_array<row>({
    {"urn:schakel:part-code", field::part_id},
    {"urn:schakel:part-index", field::part_index},
});

field::name look_up(std::span<const row> table, std::string_view path) {
    const auto known = std::ranges::find(table, path, &row::path);
    return known == table.end() ? field::name{} : known->to;
}

bool is_map(std::string_view name) {
    return name == "name" || name == "description" || name == "display";
}

class walk {
public:
    walk(const wire::statement& statement, const mention& first, field_trace& trace)
        : statement_(statement), first_(first), trace_(trace) {
        if (first.result && !statement.goals.empty()) told_ = goals_in_extensions(statement);
    }

    // Depth is bounded by the limits of the parser that made the document.
    void over(json::value at, const std::string& path) {
        const bool container = at.is(json::kind::object) || at.is(json::kind::array);
        if (!container) return note(at, path);
        for (json::value one = at.first_child(); one; one = one.next_sibling())
            over(one, at.is(json::kind::array) ? path : below(path, at, one.name()));
    }

private:
    // Names that a sender makes up (language tags, IRIs) are no part of a path; those of our own extensions are.
    static std::string below(const std::string& path, json::value owner, std::string_view name) {
        const bool in_extensions = path.find("extensions") != std::string::npos;
        if (path == "authority") return path;
        if (!in_extensions && owner.parent() && is_map(owner.name())) return path;
        if (in_extensions && path.find(own::prefix) == std::string::npos && !name.starts_with(own::prefix)) return path;
        return path.empty() ? std::string(name) : path + "/" + std::string(name);
    }

    void note(json::value leaf, const std::string& path) {
        if (path == "stored") return trace_.left(path, "set by the store that sent the statement");
        const field::name to = first_.result ? result_field(leaf, path) : activity_field(path);
        trace_.saw(path, to);
        if (first_.result && path == "object/id" && is_goal(statement_.object)) note_object_as_goal();
    }

    void note_object_as_goal() {
        const bool first = first_.part ? first_.part_of_it : first_.assessment;
        if (first) trace_.also_saw("object/id", first_.part ? field::part_goal : field::assessment_goal);
    }

    // Of a learning goal the address counts; in our own extension the sender's, where there are two.
    field::name goal_field(json::value leaf, std::string_view path) {
        static constexpr std::string_view activities = "context/contextActivities/";
        if (path.starts_with(activities)) {
            const auto within = [&](const wire::activity& one) {
                return one.at.offset() <= leaf.offset() && leaf.offset() < one.at.offset() + one.at.raw().size();
            };
            const bool of_goal = std::ranges::any_of(statement_.goals, within);
            if (of_goal && path.ends_with("/id") && told_.emplace(leaf.text()).second) return field::result_goal;
            if (of_goal) return field::structure;
            if (!path.starts_with("context/contextActivities/parent/")) return {};
        }
        const std::size_t own_goals = path.find(own::goals);
        if (own_goals == std::string_view::npos && path.find(own::prefix) != std::string_view::npos) return {};
        if (own_goals == std::string_view::npos && !names_goal(leaf)) return {};
        if (path.find("extensions") == std::string_view::npos) return {};
        if (own_goals != std::string_view::npos && !is_first_name(leaf)) return field::structure;
        if (path.starts_with("object/")) return of_definition(!first_.part);
        return path.starts_with("context/contextActivities/parent/") ? of_definition(true) : field::result_goal;
    }

    // The goal of an entry of our own extension, or what the sender had called it.
    static bool is_first_name(json::value leaf) {
        return leaf.name() == (leaf.parent().member("original") ? "original" : "goal");
    }

    field::name of_definition(bool whole) const {
        if (whole) return first_.assessment ? field::assessment_goal : field::structure;
        return first_.part_of_it ? field::part_goal : field::structure;
    }

    field::name activity_field(std::string_view path) const {
        if (const auto known = common_field(path); !known.empty()) return known;
        if (path.starts_with("actor/")) return pupil_field(path);
        if (path == "id") return field::result_key;
        if (path.starts_with("context/instructor") || path.starts_with("context/team")) return field::processor;
        if (path == "timestamp") return field::taken_at;
        if (path.find("extensions") != std::string_view::npos) return field::extension;
        return field::context;
    }

    static field::name common_field(std::string_view path) {
        if (path.starts_with("attachments/")) return field::attachment;
        return look_up(anywhere, path);
    }

    static field::name first_or_structure(bool first, field::name to) {
        return to.empty() || first ? to : field::structure;
    }

    field::name result_field(json::value leaf, std::string_view path) {
        if (const auto known = common_field(path); !known.empty()) return known;
        if (path == "id") return own_key() ? field::structure : field::result_key;
        if (const auto known = look_up(of_result, path); !known.empty()) return known;
        if (const auto known = look_up(of_report, path); !known.empty())
            return first_or_structure(first_.report, known);
        if (path == "context/extensions/urn:schakel:school/dependance")
            return first_or_structure(first_.report, field::school_location);
        if (path.starts_with("context/extensions/urn:schakel:school/"))
            return first_or_structure(first_.report, field::school);
        if (const auto known = look_up(of_sitting, path); !known.empty())
            return first_or_structure(first_.sitting, known);
        if (path.starts_with("actor/")) return first_or_structure(first_.sitting, pupil_field(path));
        if (path.starts_with("context/team")) return field::processor;
        if (path == "context/extensions/urn:schakel:pupil-scheme" || path == "context/extensions/urn:schakel:date-only")
            return field::structure;
        if (const auto goal = goal_field(leaf, path); !goal.empty()) return goal;
        if (const auto known = of_activity(leaf, path); !known.empty()) return known;
        return path.find("extensions") != std::string_view::npos ? field::extension : field::context;
    }

    bool own_key() const { return bool(find(statement_.result->extensions, own::result_key)); }

    field::name pupil_field(std::string_view path) const {
        if (path == "actor/name") return field::pupil_name;
        const auto declared = find(statement_.context_extensions, own::pupil_scheme).text();
        if (path == "actor/account/name")
            return model::field_of_person(declared.empty() ? model::scheme::account : declared);
        return field::pupil_other_id;
    }

    field::name of_activity(json::value leaf, std::string_view path) const {
        static constexpr std::string_view parent = "context/contextActivities/parent/";
        if (path.starts_with("object/")) return of_activity(statement_.object, leaf, path.substr(7), !first_.part);
        if (!path.starts_with(parent) || !first_.part || statement_.parents.front().at.offset() > leaf.offset())
            return {};
        const json::value at = statement_.parents.front().at;
        if (leaf.offset() > at.offset() + at.raw().size()) return {}; // of a second parent
        return of_activity(statement_.parents.front(), leaf, path.substr(parent.size()), true);
    }

    // `path` is relative to the activity.
    field::name of_activity(const wire::activity& from, json::value leaf, std::string_view path, bool whole) const {
        static constexpr std::string_view extensions = "definition/extensions/";
        const bool first = whole ? first_.assessment : first_.part_of_it;
        if (path == "objectType") return field::structure;
        if (path == "id") {
            if (find(from.extensions, whole ? own::assessment_code : own::part_code)) return field::structure;
            if (whole) return first ? field::assessment_id : field::result_assessment;
            return first ? field::part_id : field::result_part;
        }
        if (path == "definition/name") {
            if (leaf.text() != from.name || leaf.name() != from.name_language) return field::language_map;
            return first_or_structure(first, whole ? field::assessment_name : field::part_name);
        }
        if (path == "definition/type") return first_or_structure(first, field::extension);
        if (!path.starts_with(extensions)) return {};
        path.remove_prefix(extensions.size());
        if (path == own::assessment_code && whole) return first ? field::assessment_id : field::result_assessment;
        if (path == own::part_code && !whole) return first ? field::part_id : field::result_part;
        if (whole) return first_or_structure(first, look_up(of_assessment, path));
        return first_or_structure(first, look_up(of_part, path));
    }

    const wire::statement& statement_;
    const mention& first_;
    field_trace& trace_;
    std::set<std::string, std::less<>> told_; // goals that were met: who names one again repeats it
};

} // namespace

void trace_statement(const wire::statement& statement, const mention& first, field_trace& trace) {
    walk(statement, first, trace).over(statement.at, {});
}

} // namespace schakel::xapi_1_0_3
