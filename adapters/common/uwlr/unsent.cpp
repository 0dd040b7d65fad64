#include "adapters/common/uwlr/unsent.hpp"

#include "gateway/model/field.hpp"

#include <algorithm>

namespace schakel::uwlr {

namespace {

namespace field = model::field;

void drop_result_frame(const model::result& result, std::string_view reason, field_fate& fate) {
    fate.dropped(field::result_assessment, reason);
    if (!result.key.empty()) fate.dropped(field::result_key, reason);
    if (!result.part_id.empty()) fate.dropped(field::result_part, reason);
    if (!result.review_url.empty()) fate.dropped(field::result_review_url, reason);
}

void drop_result_values(const model::result& result, std::string_view reason, field_fate& fate) {
    if (result.success) fate.dropped(field::success, reason);
    if (result.completed) fate.dropped(field::completed, reason);
    fate.dropped(field::result_goal, reason, result.goals.size());
    for (const model::score& score : result.scores) fate.dropped(field_of(score.kind), reason);
    for (const model::qualification& one : result.qualifications) drop_qualification(one, reason, fate);
}

} // namespace

void drop_qualification(const model::qualification& one, std::string_view reason, field_fate& fate) {
    fate.dropped(field::qualification_type, reason);
    if (!one.value.empty()) fate.dropped(field::qualification_value, reason);
    if (!one.comparison_group.empty()) fate.dropped(field::qualification_group, reason);
    if (!one.remark.empty()) fate.dropped(field::qualification_remark, reason);
}

void drop_pupil_ids(const model::person& pupil, std::string_view reason, field_fate& fate) {
    for (const model::identifier& id : pupil.ids) fate.dropped(model::field_of_person(id.scheme), reason);
    if (!pupil.name.empty()) fate.dropped(field::pupil_name, reason);
}

void drop_sitting_frame(
    const model::sitting& sitting, const model::assessment& test, std::string_view reason, field_fate& fate
) {
    const std::size_t results = std::max<std::size_t>(1, sitting.results.size());
    drop_pupil_ids(sitting.pupil, reason, fate);
    if (!sitting.id.empty()) fate.dropped(field::sitting_id, reason);
    if (sitting.processor.known()) fate.dropped(field::processor, reason);
    if (sitting.created) fate.dropped(field::sitting_created, reason);
    if (sitting.modified) fate.dropped(field::sitting_modified, reason);
    if (sitting.missing) fate.dropped(field::missing, reason);
    if (!sitting.remark.empty()) fate.dropped(field::sitting_remark, reason);
    if (!sitting.review_url.empty()) fate.dropped(field::sitting_review_url, reason);
    if (!test.version.empty()) fate.dropped(field::result_version, reason, results);
    fate.dropped(field::taken_at, reason, results);
    fate.dropped(field::status, reason);
    for (const model::result& result : sitting.results) drop_result_frame(result, reason, fate);
}

void drop_sitting(
    const model::sitting& sitting, const model::assessment& test, std::string_view reason, field_fate& fate
) {
    drop_sitting_frame(sitting, test, reason, fate);
    for (const model::result& result : sitting.results) drop_result_values(result, reason, fate);
}

void drop_assessment(const model::assessment& assessment, std::string_view reason, field_fate& fate) {
    fate.dropped(field::assessment_id, reason);
    fate.dropped(field::assessment_goal, reason, assessment.goals.size());
    if (!assessment.version.empty()) fate.dropped(field::assessment_version, reason);
    if (!assessment.name.empty()) fate.dropped(field::assessment_name, reason);
    if (!assessment.year_level.empty()) fate.dropped(field::assessment_year_level, reason);
    if (!assessment.study_level.empty()) fate.dropped(field::assessment_study_level, reason);
    fate.dropped(field::assessment_subject, reason, assessment.subjects.size());
    for (const model::assessment_part& part : assessment.parts) {
        fate.dropped(field::part_id, reason);
        fate.dropped(field::part_goal, reason, part.goals.size());
        if (!part.name.empty()) fate.dropped(field::part_name, reason);
        if (part.index) fate.dropped(field::part_index, reason);
    }
}

} // namespace schakel::uwlr
