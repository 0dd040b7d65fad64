// What OneRoster has no field for and we write as `metadata`, and what OneRoster alone knows and the model keeps as
// extensions.
#pragma once

#include <array>
#include <string_view>

namespace schakel::oneroster_gradebook {

inline constexpr std::string_view family_name = "oneroster"; // model::extension::standard

// Names of our own members of `metadata`; their values are texts. The first five are understood when they come back.
namespace own {
inline constexpr std::string_view taken_at = "schakel.takenAt";              // the moment of a sitting, RFC 3339
inline constexpr std::string_view score_kind = "schakel.scoreKind";          // model::score_kind, when no points
inline constexpr std::string_view text_score_type = "schakel.textScoreType"; // type of the qualification
inline constexpr std::string_view success = "schakel.success";               // "true", "false"
inline constexpr std::string_view review_url = "schakel.reviewUrl";
inline constexpr std::array understood{taken_at, score_kind, text_score_type, success, review_url};

inline constexpr std::string_view assessment_id = "schakel.assessmentId"; // of line items: as the source has it
inline constexpr std::string_view assessment_version = "schakel.assessmentVersion";
inline constexpr std::string_view part_id = "schakel.partId";
inline constexpr std::string_view explanation = "schakel.goalExplanation"; // of translated goals, for a teacher
} // namespace own

// Names of extensions; members of objects keep their names.
namespace extra {
inline constexpr std::string_view object = "object";             // of an assessment: "lineItem" or "assessmentLineItem"
inline constexpr std::string_view status = "status";             // "tobedeleted"
inline constexpr std::string_view metadata_prefix = "metadata."; // + name: the JSON value
inline constexpr std::string_view source_prefix = "source.";     // + learning objective: its source
inline constexpr std::string_view objective =
    "objective"; // of a result about one learning objective, and of the part that stands for it: its source
} // namespace extra

// The type of a qualification that is a textScore of which no more is known.
inline constexpr std::string_view text_type = "text";
inline constexpr std::string_view percentile_type = "percentile";

} // namespace schakel::oneroster_gradebook
