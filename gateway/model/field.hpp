// Names of the canonical fields: what decoders say they read and encoders say they wrote. The loss report joins the two
// on these names.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace schakel::model {
enum class score_kind : std::uint8_t;
} // namespace schakel::model

namespace schakel::model::field {

using name = std::string_view;

inline constexpr name school = "report.school";
inline constexpr name school_location = "report.school.location"; // dependance
inline constexpr name school_period = "report.school-period";
inline constexpr name report_id = "report.id";
inline constexpr name assembled_at = "report.assembled-at";
inline constexpr name author = "report.author";
inline constexpr name comment = "report.comment";
inline constexpr name report_review_url = "report.review-url";

inline constexpr name assessment_id = "assessment.id";
inline constexpr name assessment_version = "assessment.version";
inline constexpr name assessment_name = "assessment.name";
inline constexpr name assessment_subject = "assessment.subject";
inline constexpr name assessment_subject_vocabulary = "assessment.subject.vocabulary";
inline constexpr name assessment_year_level = "assessment.year-level";
inline constexpr name assessment_study_level = "assessment.study-level";
inline constexpr name assessment_hierarchy = "assessment.hierarchy";
inline constexpr name assessment_goal = "assessment.goal";
inline constexpr name part_id = "part.id";
inline constexpr name part_name = "part.name";
inline constexpr name part_index = "part.index";
inline constexpr name part_goal = "part.goal";

inline constexpr name scale_id = "scale.id";
inline constexpr name scale_name = "scale.name";
inline constexpr name scale_label = "scale.label";
inline constexpr name scale_description = "scale.description";
inline constexpr name scale_low = "scale.low";
inline constexpr name scale_high = "scale.high";
inline constexpr name scale_colour = "scale.colour";
inline constexpr name scale_grade_range = "scale.grade-range";
inline constexpr name scale_category = "scale.category";
inline constexpr name scale_level = "scale.level";
inline constexpr name scale_weight = "scale.weight";
inline constexpr name vocabulary = "vocabulary"; // bindings of other terms

inline constexpr name sitting_id = "sitting.id";
inline constexpr name pupil_las_key = "pupil.las-key";
inline constexpr name pupil_eckid = "pupil.eckid";
inline constexpr name pupil_account = "pupil.account";
inline constexpr name pupil_other_id = "pupil.other-id";
inline constexpr name pupil_name = "pupil.name";
inline constexpr name processor = "processor";
inline constexpr name taken_at = "sitting.taken-at";
inline constexpr name sitting_created = "sitting.created";
inline constexpr name sitting_modified = "sitting.modified";
inline constexpr name status = "sitting.status";
inline constexpr name missing = "sitting.missing";
inline constexpr name sitting_remark = "sitting.remark";
inline constexpr name sitting_review_url = "sitting.review-url";

inline constexpr name result_key = "result.key";
inline constexpr name result_part = "result.part";
inline constexpr name result_assessment = "result.assessment";
inline constexpr name result_version = "result.version";
inline constexpr name result_goal = "result.goal";
inline constexpr name result_review_url = "result.review-url";
inline constexpr name success = "result.success";
inline constexpr name completed = "result.completed";
inline constexpr name response = "result.response";
inline constexpr name other_result = "result.other";

inline constexpr name score_points = "score.points";
inline constexpr name score_number_of_items = "score.number-of-items";
inline constexpr name score_number_correct = "score.number-correct";
inline constexpr name score_number_incorrect = "score.number-incorrect";
inline constexpr name score_number_read = "score.number-read";
inline constexpr name score_duration = "score.duration";
inline constexpr name score_skill = "score.skill";
inline constexpr name score_percentage_correct = "score.percentage-correct";
inline constexpr name score_scaled = "score.scaled";
inline constexpr name score_minimum = "score.minimum";
inline constexpr name score_maximum = "score.maximum";
inline constexpr name score_scale = "score.scale";
inline constexpr name score_skill_scale = "score.skill-scale";
inline constexpr name score_confidence = "score.confidence-interval";

inline constexpr name qualification_type = "qualification.type";
inline constexpr name qualification_value = "qualification.value";
inline constexpr name qualification_group = "qualification.comparison-group";
inline constexpr name qualification_remark = "qualification.remark";

inline constexpr name verb = "activity.verb";
inline constexpr name language_map = "activity.language-map"; // display texts beyond the one used
inline constexpr name context = "activity.context";
inline constexpr name authority = "activity.authority";
inline constexpr name attachment = "activity.attachment";
inline constexpr name extension = "extension";           // of the source's own
inline constexpr name schema_version = "schema-version"; // says how to read the message; every standard writes its own
inline constexpr name credentials = "credentials";       // used for access, never carried
inline constexpr name structure = "structure"; // type codes and repeated references that hold a message together

// Fields that steer the exchange itself. Every translation answers them by its own means; they count as mapped.
inline constexpr std::array<name, 3> of_the_exchange{schema_version, credentials, structure};

} // namespace schakel::model::field

namespace schakel::model {

// The field that a score of this kind fills.
field::name field_of(score_kind kind);

// The field that a person's identifier of this scheme (model::scheme) fills.
field::name field_of_person(std::string_view scheme);

} // namespace schakel::model
