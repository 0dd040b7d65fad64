#include "adapters/common/oneroster_gradebook/from_model.hpp"

#include "gateway/model/field.hpp"

namespace schakel::oneroster_gradebook {

namespace {

namespace field = model::field;

struct placeless {
    field::name of;
    std::string_view why;
};

constexpr placeless without_place[]{
    {field::school_location, "an org of type school is named, not its locations"},
    {field::school_period, "a line item names a session by sourcedId (parameter grading_period)"},
    {field::report_id, "objects are sent one by one, each under its own sourcedId"},
    {field::author, "an object does not say who made it"},
    {field::comment, "there is no message around the objects"},
    {field::report_review_url, "there is no message around the objects"},
    {field::processor, "a result does not name who graded it"},
    {field::pupil_name, "a result names its student by sourcedId"},
    {field::assessment_subject, "the subjects of a line item are those of its class"},
    {field::assessment_subject_vocabulary, "the subjects of a line item are those of its class"},
    {field::assessment_year_level, "the grades of a line item are those of its class"},
    {field::assessment_study_level, "the grades of a line item are those of its class"},
    {field::assessment_hierarchy, "line items of parts stand below one test"},
    {field::part_index, "line items have no order"},
    {field::scale_id, "score scales belong to classes and are not made of norms"},
    {field::scale_name, "score scales belong to classes and are not made of norms"},
    {field::scale_label, "score scales belong to classes and are not made of norms"},
    {field::scale_low, "score scales belong to classes and are not made of norms"},
    {field::scale_high, "score scales belong to classes and are not made of norms"},
    {field::scale_description, "score scales belong to classes and are not made of norms"},
    {field::scale_colour, "score scales belong to classes and are not made of norms"},
    {field::scale_grade_range, "score scales belong to classes and are not made of norms"},
    {field::scale_category, "score scales belong to classes and are not made of norms"},
    {field::scale_level, "score scales belong to classes and are not made of norms"},
    {field::scale_weight, "score scales belong to classes and are not made of norms"},
    {field::score_scale, "score scales belong to classes and are not made of norms"},
    {field::score_skill_scale, "a score does not name the scale of a skill"},
    {field::score_confidence, "a score has no confidence interval"},
    {field::vocabulary, "terms are not bound to vocabularies"},
    {field::qualification_group, "a textScore is compared with nobody"},
    {field::qualification_remark, "a textScore has no remark"},
    {field::response, "a result holds scores, not answers"},
    {field::other_result, "agreed between two parties for another standard"},
    {field::verb, "a gradebook holds no activities"},
    {field::context, "a gradebook holds no activities"},
    {field::authority, "a gradebook holds no activities"},
    {field::attachment, "a gradebook holds no activities"},
    {field::language_map, "texts have no language"},
};

// More than any message holds: the loss report tells no more of a field than its source held.
constexpr std::size_t however_many = 1'000'000'000;

} // namespace

void drop_result(const model::result& result, std::string_view reason, field_fate& fate) {
    fate.dropped(field::result_assessment, reason);
    fate.dropped(field::result_version, reason);
    if (!result.part_id.empty()) fate.dropped(field::result_part, reason);
    if (!result.key.empty()) fate.dropped(field::result_key, reason);
    if (!result.review_url.empty()) fate.dropped(field::result_review_url, reason);
    if (result.success) fate.dropped(field::success, reason);
    if (result.completed) fate.dropped(field::completed, reason);
    if (!result.goals.empty()) fate.dropped(field::result_goal, reason, result.goals.size());
    for (const model::score& score : result.scores) {
        fate.dropped(field_of(score.kind), reason);
        if (score.minimum) fate.dropped(field::score_minimum, reason);
        if (score.maximum) fate.dropped(field::score_maximum, reason);
    }
    if (result.qualifications.empty()) return;
    fate.dropped(field::qualification_type, reason, result.qualifications.size());
    fate.dropped(field::qualification_value, reason, result.qualifications.size());
}

void drop_sitting(const model::sitting& sitting, std::string_view reason, field_fate& fate) {
    for (const model::identifier& id : sitting.pupil.ids) fate.dropped(model::field_of_person(id.scheme), reason);
    fate.dropped(field::sitting_id, reason);
    fate.dropped(field::taken_at, reason);
    fate.dropped(field::status, reason);
    fate.dropped(field::missing, reason);
    if (sitting.created) fate.dropped(field::sitting_created, reason);
    if (sitting.modified) fate.dropped(field::sitting_modified, reason);
    if (!sitting.remark.empty()) fate.dropped(field::sitting_remark, reason);
    if (!sitting.review_url.empty()) fate.dropped(field::sitting_review_url, reason);
    fate.dropped(field::extension, reason, sitting.extra.size());
    for (const model::result& result : sitting.results) drop_result(result, reason, fate);
    if (!sitting.results.empty()) return;
    for (const field::name of : {field::result_assessment, field::result_version, field::result_key})
        fate.dropped(of, reason);
}

void drop_assessment(const model::assessment& test, std::string_view reason, field_fate& fate) {
    fate.dropped(field::assessment_id, reason);
    fate.dropped(field::assessment_name, reason);
    fate.dropped(field::assembled_at, reason);
    fate.dropped(field::school, reason);
    if (!test.version.empty()) fate.dropped(field::assessment_version, reason);
    if (!test.goals.empty()) fate.dropped(field::assessment_goal, reason, test.goals.size());
    fate.dropped(field::extension, reason, test.extra.size());
    for (const model::assessment_part& one : test.parts) {
        fate.dropped(field::part_id, reason);
        if (!one.name.empty()) fate.dropped(field::part_name, reason);
        if (!one.goals.empty()) fate.dropped(field::part_goal, reason, one.goals.size());
    }
}

void drop_fields_without_place(version which, field_fate& fate) {
    for (const placeless& one : without_place) fate.dropped(one.of, one.why, however_many);
    if (which == version::v1_1)
        fate.dropped(field::school, "a line item of OneRoster 1.1 names a class only", however_many);
}

} // namespace schakel::oneroster_gradebook
