#include "adapters/common/oneroster_gradebook/fields.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster_gradebook {

namespace {

namespace field = model::field;

constexpr unsigned bit(object_kind kind) {
    return 1u << static_cast<unsigned>(kind);
}
constexpr unsigned on_category = bit(object_kind::category);
constexpr unsigned on_line_item = bit(object_kind::line_item);
constexpr unsigned on_scale = bit(object_kind::score_scale);
constexpr unsigned on_items = on_line_item | bit(object_kind::assessment_line_item);
constexpr unsigned on_result = bit(object_kind::result);
constexpr unsigned on_assessment_result = bit(object_kind::assessment_result);
constexpr unsigned on_results = on_result | on_assessment_result;
constexpr unsigned on_assessment_item = bit(object_kind::assessment_line_item);

struct row {
    std::string_view path;
    field::name to;
    unsigned kinds;
    bool in_1_1 = true;
};

// A reference stands for three values; its sourcedId is what it says.
constexpr std::array table{
    row{"sourcedId", field::assessment_id, on_items},
    row{"sourcedId", field::sitting_id, on_results},
    row{"sourcedId", field::extension, on_category | on_scale},
    row{"status", field::structure, on_items | on_results | on_category | on_scale},
    row{"dateLastModified", field::assembled_at, on_items},
    row{"dateLastModified", field::sitting_modified, on_results},
    row{"dateLastModified", field::extension, on_category | on_scale},

    row{"title", field::assessment_name, on_items},
    row{"title", field::extension, on_category | on_scale},
    row{"weight", field::extension, on_category, false},
    row{"type", field::extension, on_scale},
    row{"course/sourcedId", field::extension, on_scale},
    row{"scoreScaleValue/itemValueLHS", field::extension, on_scale},
    row{"scoreScaleValue/itemValueRHS", field::extension, on_scale},

    row{"description", field::extension, on_items},
    row{"assignDate", field::extension, on_line_item},
    row{"dueDate", field::extension, on_line_item},
    row{"class/sourcedId", field::extension, on_items | on_scale},
    row{"class/sourcedId", field::extension, on_result, false},
    row{"school/sourcedId", field::school, on_line_item, false},
    row{"category/sourcedId", field::extension, on_line_item},
    row{"gradingPeriod/sourcedId", field::extension, on_line_item},
    row{"academicSession/sourcedId", field::extension, on_line_item, false},
    row{"parentAssessmentLineItem/sourcedId", field::extension, on_assessment_item},
    row{"scoreScale/sourcedId", field::extension, on_items | on_results, false},
    row{"resultValueMin", field::extension, on_items},
    row{"resultValueMax", field::extension, on_items},
    row{"learningObjectiveSet/source", field::structure, on_items | on_results, false},
    row{"learningObjectiveSet/learningObjectiveIds", field::assessment_goal, on_items, false},

    row{"lineItem/sourcedId", field::result_assessment, on_result},
    row{"assessmentLineItem/sourcedId", field::result_assessment, on_assessment_result},
    row{"student/sourcedId", field::pupil_other_id, on_results},
    row{"scoreStatus", field::status, on_results},
    row{"score", field::score_points, on_results},
    row{"textScore", field::qualification_value, on_results, false},
    row{"scoreDate", field::taken_at, on_results},
    row{"scorePercentile", field::qualification_value, on_assessment_result},
    row{"comment", field::sitting_remark, on_results},
    row{"learningObjectiveSet/learningObjectiveResults/learningObjectiveId", field::result_goal, on_results, false},
    row{"learningObjectiveSet/learningObjectiveResults/score", field::score_points, on_results, false},
    row{"learningObjectiveSet/learningObjectiveResults/textScore", field::qualification_value, on_results, false},
    row{"inProgress", field::extension, on_results, false},
    row{"incomplete", field::completed, on_results, false},
    row{"late", field::extension, on_results, false},
    row{"missing", field::missing, on_results, false},
};

constexpr std::string_view sourced_id = "/sourcedId";

bool holds(const row& one, version which, object_kind kind) {
    return (one.kinds & bit(kind)) != 0 && (one.in_1_1 || which == version::v1_2);
}

// "class/href" and "class/type" hold together what "class/sourcedId" says.
bool is_part_of_reference(const row& one, std::string_view path) {
    if (!one.path.ends_with(sourced_id)) return false;
    const std::string_view before = one.path.substr(0, one.path.size() - sourced_id.size());
    if (!path.starts_with(before)) return false;
    path.remove_prefix(before.size());
    return path == "/href" || path == "/type";
}

} // namespace

std::optional<field::name> field_of(version which, object_kind kind, std::string_view path) {
    for (const row& one : table) {
        if (!holds(one, which, kind)) continue;
        if (one.path == path) return one.to;
        if (is_part_of_reference(one, path)) return field::structure;
    }
    return std::nullopt;
}

bool is_member(version which, object_kind kind, std::string_view path) {
    return std::ranges::any_of(table, [&](const row& one) {
        if (!holds(one, which, kind)) return false;
        const bool above = one.path.starts_with(path) && one.path.substr(path.size()).starts_with('/');
        return above || one.path == path || is_part_of_reference(one, path);
    });
}

bool is_reference(std::string_view member) {
    return std::ranges::any_of(table, [&](const row& one) {
        return one.path.ends_with(sourced_id) && one.path.substr(0, one.path.size() - sourced_id.size()) == member;
    });
}

} // namespace schakel::oneroster_gradebook
