// IRIs that this adapter reads and writes: those of the standard's community, and our own extensions.
#pragma once

#include <string_view>

namespace schakel::xapi_1_0_3 {

inline constexpr std::string_view standard_name = "xapi-1.0.3";
inline constexpr std::string_view family_name = "xapi";

namespace verb {
inline constexpr std::string_view passed = "http://adlnet.gov/expapi/verbs/passed";
inline constexpr std::string_view failed = "http://adlnet.gov/expapi/verbs/failed";
inline constexpr std::string_view scored = "http://adlnet.gov/expapi/verbs/scored";
inline constexpr std::string_view completed = "http://adlnet.gov/expapi/verbs/completed";
inline constexpr std::string_view voided = "http://adlnet.gov/expapi/verbs/voided";
} // namespace verb

namespace activity_type {
inline constexpr std::string_view assessment = "http://adlnet.gov/expapi/activities/assessment";
inline constexpr std::string_view question = "http://adlnet.gov/expapi/activities/question";
inline constexpr std::string_view objective = "http://adlnet.gov/expapi/activities/objective";
} // namespace activity_type

// Extensions by which results keep what xAPI has no property for; README.md lists them for receivers.
namespace own {
inline constexpr std::string_view prefix = "urn:schakel:";

// Of an activity, or of a context where it is about the result alone.
inline constexpr std::string_view goals =
    "urn:schakel:goals"; // [{"goal","framework","name","outcome","original","target","claim","explanation"}]

// Of an activity.
inline constexpr std::string_view assessment_code = "urn:schakel:assessment-code";
inline constexpr std::string_view assessment_version = "urn:schakel:assessment-version";
inline constexpr std::string_view subjects = "urn:schakel:subjects";     // [{"value","vocabulary","location"}]
inline constexpr std::string_view year_level = "urn:schakel:year-level"; // {"value","vocabulary","location"}
inline constexpr std::string_view study_level = "urn:schakel:study-level";
inline constexpr std::string_view part_code = "urn:schakel:part-code";
inline constexpr std::string_view part_index = "urn:schakel:part-index";

// Of a result.
inline constexpr std::string_view result_key = "urn:schakel:result-key";
inline constexpr std::string_view review_url = "urn:schakel:review-url";
inline constexpr std::string_view scores = "urn:schakel:scores"; // {"number-of-items": 20, …}
inline constexpr std::string_view scale_label = "urn:schakel:scale-label";
inline constexpr std::string_view qualifications =
    "urn:schakel:qualifications"; // [{"type","value","comparisonGroup","remark"}]

// Of a context.
inline constexpr std::string_view school = "urn:schakel:school"; // {"brin": "99XX", …}
inline constexpr std::string_view school_period = "urn:schakel:school-period";
inline constexpr std::string_view author = "urn:schakel:author";
inline constexpr std::string_view comment = "urn:schakel:comment";
inline constexpr std::string_view assembled_at = "urn:schakel:assembled-at";
inline constexpr std::string_view date_only = "urn:schakel:date-only";
inline constexpr std::string_view status = "urn:schakel:status";
inline constexpr std::string_view remark = "urn:schakel:remark";
inline constexpr std::string_view sitting_review_url = "urn:schakel:sitting-review-url";
inline constexpr std::string_view created = "urn:schakel:created";
inline constexpr std::string_view modified = "urn:schakel:modified";
inline constexpr std::string_view pupil_scheme = "urn:schakel:pupil-scheme"; // what the account's name is
} // namespace own

// The extension of model records that only xAPI reads back: the statement that a result or activity was, with its id.
inline constexpr std::string_view kept_statement = "statement";

} // namespace schakel::xapi_1_0_3
