#include "adapters/edu_v_results_2_1/translate.hpp"

namespace schakel::edu_v_results_2_1 {

namespace {

namespace field = model::field;

struct placeless {
    field::name of;
    std::string_view why;
};

constexpr placeless without_place[]{
    {field::school_location, "the Results service knows schools, not locations (no V_ID)"},
    {field::assessment_year_level, "Edu-V names the SLO study level of a test, not a year"},
    {field::assessment_hierarchy, "Edu-V tests have parts of one level"},
    {field::scale_description, "an Edu-V score scale has a label and a range only"},
    {field::scale_colour, "an Edu-V score scale has a label and a range only"},
    {field::scale_grade_range, "an Edu-V score scale has a label and a range only"},
    {field::scale_category, "an Edu-V score scale has no category"},
    {field::scale_level, "an Edu-V score scale has no level"},
    {field::scale_weight, "Edu-V does not weigh results"},
    {field::vocabulary, "Edu-V binds no terms to vocabularies"},
    {field::result_key, "several results of a sitting are one Edu-V record, named by the sitting"},
    {field::response, "Edu-V holds scores and results, not answers"},
    {field::other_result, "agreed between two parties for another standard"},
    {field::score_number_read, "Edu-V has no score type for it"},
    {field::score_skill_scale, "Edu-V does not name the scale of a skill score"},
    {field::score_confidence, "Edu-V has no confidence interval"},
    {field::score_minimum, "Edu-V scores have a maximum only"},
    {field::qualification_group, "Edu-V compares with the pupil's own level and names no group"},
    {field::success, "the values of PassOrFail are not published"},
    {field::completed, "Edu-V says how far a sitting is by its status"},
    {field::pupil_name, "Edu-V results name pupils by identifier only"},
    {field::verb, "Edu-V results hold no activities"},
    {field::language_map, "Edu-V has one text, without language"},
};

// More than any message holds: the loss report tells no more of a field than its source held.
constexpr std::size_t however_many = 1'000'000'000;

void drop_result(const model::result& result, std::string_view reason, field_fate& fate) {
    fate.dropped(field::result_assessment, reason);
    if (!result.part_id.empty()) fate.dropped(field::result_part, reason);
    if (!result.review_url.empty()) fate.dropped(field::result_review_url, reason);
    fate.dropped(field::result_goal, reason, result.goals.size());
    for (const model::score& score : result.scores) fate.dropped(field_of(score.kind), reason);
    for (const model::qualification& one : result.qualifications) {
        fate.dropped(field::qualification_type, reason);
        if (!one.value.empty()) fate.dropped(field::qualification_value, reason);
        if (!one.remark.empty()) fate.dropped(field::qualification_remark, reason);
    }
}

} // namespace

void drop_sitting(const model::sitting& sitting, std::string_view reason, field_fate& fate) {
    for (const model::identifier& id : sitting.pupil.ids) fate.dropped(model::field_of_person(id.scheme), reason);
    if (sitting.processor.known()) fate.dropped(field::processor, reason);
    fate.dropped(field::sitting_id, reason);
    fate.dropped(field::taken_at, reason);
    fate.dropped(field::status, reason);
    if (sitting.missing) fate.dropped(field::missing, reason);
    if (sitting.created) fate.dropped(field::sitting_created, reason);
    if (sitting.modified) fate.dropped(field::sitting_modified, reason);
    if (!sitting.remark.empty()) fate.dropped(field::sitting_remark, reason);
    if (!sitting.review_url.empty()) fate.dropped(field::sitting_review_url, reason);
    for (const model::result& result : sitting.results) drop_result(result, reason, fate);
}

void drop_assessment(const model::assessment& assessment, std::string_view reason, field_fate& fate) {
    fate.dropped(field::assessment_id, reason);
    fate.dropped(field::assessment_goal, reason, assessment.goals.size());
    fate.dropped(field::assessment_name, reason);
    if (!assessment.version.empty()) fate.dropped(field::assessment_version, reason);
    if (!assessment.study_level.empty()) fate.dropped(field::assessment_study_level, reason);
    for (const model::term& one : assessment.subjects) {
        fate.dropped(field::assessment_subject, reason);
        if (!one.vocabulary.empty()) fate.dropped(field::assessment_subject_vocabulary, reason);
    }
    for (const model::assessment_part& one : assessment.parts) {
        fate.dropped(field::part_id, reason);
        fate.dropped(field::part_goal, reason, one.goals.size());
        if (!one.name.empty()) fate.dropped(field::part_name, reason);
        if (one.index) fate.dropped(field::part_index, reason);
    }
}

void drop_scale(const model::scale& scale, std::string_view reason, field_fate& fate) {
    fate.dropped(field::scale_id, reason);
    fate.dropped(field::scale_name, reason);
    for (const model::scale_range& one : scale.ranges) {
        fate.dropped(field::scale_label, reason);
        if (one.low) fate.dropped(field::scale_low, reason);
        if (one.high) fate.dropped(field::scale_high, reason);
    }
}

void drop_fields_without_place(field_fate& fate) {
    for (const auto& [of, why] : without_place) fate.dropped(of, why, however_many);
}

} // namespace schakel::edu_v_results_2_1
