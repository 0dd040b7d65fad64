// The objects of the grade service (AGS 2.0, 3.2 to 3.5) as both sides write and read them: line items, scores,
// results.
//
// An empty text means that a member is absent: platforms send empty texts for absent members too. Readers expect what
// the bundled schema has let through, and take what they find of anything else.
#pragma once

#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::lti {

// `source_url` is the member `id`: the line item's address at whoever wrote it.
schakel::line_item read_line_item(json::value at);
void write(json::writer& to, const schakel::line_item& one, std::string_view url); // url "": not told, as in a POST

// How far the learner is, and how far the marking.
namespace activity_progress {
inline constexpr std::string_view initialized = "Initialized", started = "Started", in_progress = "InProgress",
                                  submitted = "Submitted", completed = "Completed";
}
namespace grading_progress {
inline constexpr std::string_view fully_graded = "FullyGraded", pending = "Pending", pending_manual = "PendingManual",
                                  failed = "Failed", not_ready = "NotReady";
}

struct score {
    std::string user_id; // sub of the launch; numbers become texts
    std::string activity_progress, grading_progress;
    instant timestamp{}; // increases for each line item and person
    std::optional<decimal> given, maximum;
    std::string comment, scoring_user_id;
    std::optional<instant> started, submitted; // submission

    // The only state in which a grade is a grade (AGS 2.0, 3.4.8).
    bool is_final() const { return grading_progress == lti::grading_progress::fully_graded; }
    friend bool operator==(const score&, const score&) = default;
};

score read_score(json::value at);
std::string write_score(const score& one);

struct result {
    std::string id, user_id, score_of; // score_of: URL of the line item
    std::optional<decimal> score, maximum;
    std::string comment, scoring_user_id;

    friend bool operator==(const result&, const result&) = default;
};

result read_result(json::value at);
void write(json::writer& to, const result& one);

// To four decimals, as the ledger's numbers are told.
decimal as_decimal(double value);

} // namespace schakel::lti
