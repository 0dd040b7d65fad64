#include "gateway/mapping/goals/permission.hpp"

namespace schakel::mapping::goals {

namespace {

constexpr std::array<std::string_view, record_kind_count> kind_words{"attained", "not-attained", "in-progress",
                                                                     "score",    "activity",     "level"};

constexpr std::array<std::string_view, claim_count> claim_words{
    "nothing", "attained",        "likely-attained", "not-attained", "capped",   "in-progress", "evidence",
    "score",   "component-score", "context",         "activity",     "exposure", "level"};

// Columns: EQ, SUB, SUP, OVL. Everything else permits nothing.
constexpr claim table[record_kind_count][4]{
    /* attained     */ {claim::attained, claim::in_progress, claim::attained, claim::evidence},
    /* not attained */ {claim::not_attained, claim::capped, claim::nothing, claim::nothing},
    /* in progress  */ {claim::in_progress, claim::in_progress, claim::nothing, claim::evidence},
    /* score        */ {claim::score, claim::component_score, claim::context, claim::nothing},
    /* activity     */ {claim::activity, claim::activity, claim::nothing, claim::exposure},
    /* level        */ {claim::level, claim::nothing, claim::nothing, claim::nothing},
};

} // namespace

std::string_view to_string(record_kind which) {
    return kind_words[static_cast<std::size_t>(which)];
}

std::string_view to_string(claim which) {
    return claim_words[static_cast<std::size_t>(which)];
}

claim permitted(record_kind record, set_relation relation, bool threshold_means_all) {
    if (!carries_content(relation)) return claim::nothing;
    const claim found = table[static_cast<std::size_t>(record)][static_cast<std::size_t>(relation)];
    const bool part_of_what_was_attained = found == claim::attained && relation == set_relation::broader;
    return part_of_what_was_attained && !threshold_means_all ? claim::likely_attained : found;
}

} // namespace schakel::mapping::goals
