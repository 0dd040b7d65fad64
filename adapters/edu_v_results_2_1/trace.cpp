#include "adapters/common/goals/goal_address.hpp"
#include "adapters/edu_v_results_2_1/translate.hpp"

#include "gateway/model/field.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace schakel::edu_v_results_2_1 {

namespace {

namespace field = model::field;

struct row {
    std::string_view path;
    field::name to;
};

// Values whose meaning does not depend on their neighbours, sorted by path.
constexpr auto table = std::to_array<row>({
    {"additionalInfo", field::comment},
    {"assessmentDateTime", field::taken_at},
    {"assessmentDefinition/id", field::assessment_id},
    {"assessmentDefinition/name", field::assessment_name},
    {"assessmentDefinition/parts/id", field::part_id},
    {"assessmentDefinition/parts/index", field::part_index},
    {"assessmentDefinition/parts/name", field::part_name},
    {"assessmentDefinition/studyLevelId", field::assessment_study_level},
    {"assessmentDefinition/subjects/subjectName", field::assessment_subject},
    {"assessmentDefinition/subjects/subjectPrefix", field::assessment_subject_vocabulary},
    {"assessmentDefinition/version", field::assessment_version},
    {"employees/userIds/userId", field::processor},
    {"employees/userIds/userIdType", field::structure},
    {"id", field::report_id},
    {"reviewUrl", field::report_review_url},
    {"school/organisationIds/organisationId", field::school},
    {"school/organisationIds/organisationIdType", field::structure},
    {"school/organisationMasterIdentifier", field::school},
    {"schoolPeriod", field::school_period},
    {"scoreScaleDefinitions/id", field::scale_id},
    {"scoreScaleDefinitions/name", field::scale_name},
    {"scoreScaleDefinitions/scoreScaleEntries/LHS", field::scale_low},
    {"scoreScaleDefinitions/scoreScaleEntries/RHS", field::scale_label},
    {"studentScoresAndResults/additionalInfo", field::sitting_remark},
    {"studentScoresAndResults/dateCreated", field::sitting_created},
    {"studentScoresAndResults/dateLastModified", field::sitting_modified},
    {"studentScoresAndResults/id", field::sitting_id},
    {"studentScoresAndResults/missing", field::missing},
    {"studentScoresAndResults/results/resultType", field::qualification_type},
    {"studentScoresAndResults/results/resultValue", field::qualification_value},
    {"studentScoresAndResults/reviewUrl", field::sitting_review_url},
    {"studentScoresAndResults/scores/scoreMaximum", field::score_maximum},
    {"studentScoresAndResults/scores/scoreScaleIds", field::score_scale},
    {"studentScoresAndResults/scores/scoreType", field::structure},
    {"studentScoresAndResults/status", field::status},
    {"studentScoresAndResults/student/userIds/userIdType", field::structure},
    {"studentScoresAndResults/student/userMasterIdentifier", field::pupil_eckid},
    {"timestamp", field::assembled_at},
    {"toolName", field::author},
});
static_assert(std::ranges::is_sorted(table, {}, &row::path));

bool is_container(json::value at) {
    return at.kind() == json::kind::object || at.kind() == json::kind::array;
}

class walk {
public:
    explicit walk(field_trace& trace) : trace_(trace) {}

    // Depth first, without recursion: how deep a stranger nests is not ours to choose.
    void over(json::value root) {
        processor_ = first_usable(root.member("employees"));
        json::value at = root;
        while (at) {
            enter(at);
            if (is_container(at) && at.size() != 0) {
                at = at.first_child();
                continue;
            }
            if (!is_container(at)) note(at);
            at = next(at, root);
        }
    }

private:
    static json::value first_usable(json::value employees) {
        if (!employees.is(json::kind::array)) return {};
        for (json::value one = employees.first_child(); one; one = one.next_sibling()) {
            if (!one.find("/userIds/0/userId").text().empty()) return one;
        }
        return {};
    }

    void enter(json::value at) {
        lengths_.push_back(path_.size());
        if (at.parent().is(json::kind::object)) {
            if (!path_.empty()) path_ += '/';
            path_ += at.name();
        }
        if (path_ == "studentScoresAndResults" && at.is(json::kind::object)) parts_.clear();
    }

    void leave() {
        path_.resize(lengths_.back());
        lengths_.pop_back();
    }

    json::value next(json::value at, json::value root) {
        while (true) {
            leave();
            if (at == root) return {};
            if (const json::value sibling = at.next_sibling()) return sibling;
            at = at.parent();
        }
    }

    void note(json::value leaf) {
        if (path_ == "employees/userMasterIdentifier")
            return trace_.left(path_, "employees have no primary identifier");
        if (path_ == "employees/userIds/userId" && leaf.parent().parent().parent() != processor_)
            return trace_.left(path_, "one employee counts as the one who processed the results");
        const auto* known = std::ranges::lower_bound(table, std::string_view(path_), {}, &row::path);
        if (known != table.end() && known->path == path_) return note_known(leaf, known->to);
        if (const field::name to = by_neighbours(leaf); !to.empty()) return trace_.saw(path_, to);
        trace_.left(path_, "not a member of Edu-V Results 2.1.0");
    }

    void note_known(json::value leaf, field::name to) {
        trace_.saw(path_, to);
        if (is_goal(leaf, to)) trace_.also_saw(path_, field::assessment_goal);
    }

    // Of a subject the prefix counts when it is the key of a goal, else the name.
    static bool is_goal(json::value leaf, field::name to) {
        if (to == field::assessment_study_level) return goal_files::is_goal_key(leaf.text());
        const bool prefix = to == field::assessment_subject_vocabulary;
        if (!prefix && to != field::assessment_subject) return false;
        const json::value subject = leaf.parent();
        const wire::subject both{
            std::string(subject.member("subjectPrefix").text()), std::string(subject.member("subjectName").text())};
        return goal_of(both) && prefix == goal_files::is_goal_key(both.prefix);
    }

    field::name by_neighbours(json::value leaf) {
        const std::string_view path = path_;
        const json::value object = leaf.parent();
        if (path == "studentScoresAndResults/scores/scoreValue") return score_field(object.member("scoreType").text());
        if (path == "studentScoresAndResults/student/userIds/userId")
            return model::field_of_person(edu_v::scheme_of(object.member("userIdType").text(), edu_v::place::student));
        const bool score = path.starts_with("studentScoresAndResults/scores/");
        const bool result = path.starts_with("studentScoresAndResults/results/");
        if (score || result) return reference_field(path.substr(path.rfind('/') + 1), object);
        return {};
    }

    static field::name score_field(std::string_view type) {
        const auto kind = score_kind_of(type);
        return kind ? field_of(*kind) : field::score_points;
    }

    // All scores and results of a part repeat the same two references; the first of them tells, the others hold the
    // message together.
    field::name reference_field(std::string_view name, json::value object) {
        const std::string_view part = object.member("assessmentPartId").text();
        if (name == "assessmentId") return first("a", part) ? field::result_assessment : field::structure;
        if (name == "assessmentPartId") return first("p", part) ? field::result_part : field::structure;
        return {};
    }

    bool first(std::string_view what, std::string_view part) {
        return parts_.insert(std::string(what) + std::string(part)).second;
    }

    field_trace& trace_;
    json::value processor_; // the employee that counts
    std::string path_;
    std::vector<std::size_t> lengths_;
    std::set<std::string> parts_; // of the pupil record at hand
};

} // namespace

void trace_values(json::value root, field_trace& trace) {
    walk(trace).over(root);
}

} // namespace schakel::edu_v_results_2_1
