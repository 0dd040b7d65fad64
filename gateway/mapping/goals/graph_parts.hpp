// What a goal graph is made of: small rows without pointers, with texts as references into the graph's text store.
#pragma once

#include "gateway/mapping/goals/set_relation.hpp"
#include "gateway/mapping/goals/text_store.hpp"
#include "gateway/model/goal.hpp"

#include <cstdint>
#include <limits>

namespace schakel::mapping::goals {

// A goal, or an id that only supersession mentions. Numbers are given in order of framework id and goal id; they mean
// something within one graph.
using node = std::uint32_t;
inline constexpr node no_node = std::numeric_limits<node>::max();

using edge_index = std::uint32_t;
inline constexpr edge_index no_edge = std::numeric_limits<edge_index>::max();

using framework_index = std::uint16_t;
inline constexpr framework_index no_framework = std::numeric_limits<framework_index>::max();

using owner_index = std::uint16_t; // a release or a mapping set
inline constexpr owner_index no_owner = std::numeric_limits<owner_index>::max();

using group_index = std::uint32_t;
inline constexpr group_index no_group = std::numeric_limits<group_index>::max();

using ordinal = std::uint16_t; // of a release in its framework, the oldest 0
inline constexpr ordinal no_release = std::numeric_limits<ordinal>::max();

using day_number = std::int32_t; // days since 1970-01-01
inline constexpr day_number earliest_day = std::numeric_limits<day_number>::min();
inline constexpr day_number latest_day = std::numeric_limits<day_number>::max();
day_number to_number(model::goals::day day);
model::goals::day to_day(day_number number);

// Confidence, coverage and weight count in ten-thousandths.
using share = std::uint16_t;
inline constexpr share whole_share = 10000;
inline constexpr share no_share = std::numeric_limits<share>::max(); // not stated

struct framework_part {
    text_ref id = 0, title = 0, publisher = 0, language = 0;
    text_ref uri_prefixes = 0;          // of addresses of its goals, one a line
    node first_goal = 0, last_goal = 0; // one beyond
    std::uint32_t first_release = 0;    // in the list of owners; ordinals count from here
    ordinal releases = 0;
    model::goals::framework::roll_up_of roll_up = model::goals::framework::roll_up_of::share;
};

struct owner_part {
    enum class kind_of : std::uint8_t { release, mapping_set, unknown } kind = kind_of::release;
    text_ref id = 0;
    text_ref name = 0;    // of a mapping set: the same in every version
    text_ref version = 0; // of a mapping set; of a release its label
    text_ref title = 0, author = 0;
    framework_index framework = no_framework; // of a release; of a mapping set the one of its subjects
    framework_index object_framework = no_framework;
    text_ref subject_release = 0, object_release = 0; // labels, where the set states them
    ordinal at = 0;                                   // of a release
    day_number from = earliest_day, to = latest_day;  // `to`: first day on which it is no longer valid
    share confidence = no_share;
    model::goals::review_state review = model::goals::review_state::unreviewed;
    model::goals::mapping_set::signature_of signature = model::goals::mapping_set::signature_of::none;
    bool draft = false;
};

// What a run of releases says of a goal.
struct goal_part {
    ordinal first = 0, last = 0; // releases of its framework, both inclusive
    text_ref statement = 0, title = 0, code = 0, kind = 0;
    text_ref levels = 0, subjects = 0; // ids or words, one a line
    day_number from = earliest_day, to = latest_day;
    std::uint64_t text_print = 0;   // of the normalised text; 0: there is no text
    std::uint64_t bare_print = 0;   // of the text without punctuation, markup and prefix words
    std::uint32_t traits_print = 0; // of kind, levels and examination flags
    share weight = no_share;        // in hundredths
    model::goals::goal_state state = model::goals::goal_state::live;
    bool central_exam = false, school_exam = false, grouping = false, optional = false, attitude = false;

    // Whether it counts in what was attained of a whole.
    bool counts() const { return !grouping && !optional && !attitude; }
    // In hundredths; 1 where nothing is stated.
    unsigned counted_weight() const { return weight == no_share ? 100U : weight; }
};

struct edge {
    node subject = no_node, object = no_node;
    text_ref id = 0, author = 0, note = 0, predicate = 0;
    group_index group = no_group;
    owner_index owner = no_owner; // no_owner: the two have the same id in two frameworks
    ordinal first = 0, last = 0;  // releases of the owner's framework that state it
    day_number from = earliest_day, to = latest_day;
    share confidence = no_share; // its own, else that of its mapping set
    share coverage_of_subject = no_share, coverage_of_object = no_share;
    model::goals::relation what = model::goals::relation::related;
    model::goals::justification why = model::goals::justification::unstated;
    model::goals::review_state review = model::goals::review_state::unreviewed;
};

// One edge as seen from one of its ends.
struct arc {
    node to = no_node;
    edge_index via = no_edge;
    owner_index owner = no_owner;
    share confidence = whole_share;
    set_relation relation = set_relation::unknown; // of this end to the other
    enum flag : std::uint8_t {
        backward = 1,    // this end is the object
        current = 2,     // stated by the newest release that knows its subject, or by a mapping set
        conditional = 4, // has dates, or a review state of its own: look at the edge
        candidate = 8,   // one of several alternatives
        structural = 16  // a parent in another framework
    };
    std::uint8_t flags = 0;

    bool has(flag which) const { return (flags & which) != 0; }
};
static_assert(sizeof(arc) == 16);

enum class lineage_step : std::uint8_t {
    successor,   // this one was replaced by the other
    predecessor, // and the other way round
    heir,        // the other stands where this one stood, perhaps several steps ago
    ancestor     // and the other way round
};

struct lineage_arc {
    node to = no_node;
    edge_index via = no_edge;
    lineage_step step = lineage_step::successor;
};

// Parent and child in one framework.
struct structure_arc {
    node to = no_node;
    edge_index via = no_edge;
    bool up = false; // the other is the parent
};

struct group_part {
    text_ref id = 0, title = 0;
    owner_index owner = no_owner;
    model::goals::group::completeness subjects = model::goals::group::completeness::unknown;
    model::goals::group::completeness objects = model::goals::group::completeness::unknown;
    bool alternatives = false;
};

// An end of an association that no release defines.
struct dangling_end {
    text_ref association = 0, missing = 0;
    owner_index owner = no_owner;
    bool is_subject = false;
};

// A goal that is stated to have no counterpart anywhere: NON without an object.
struct unmatched_goal {
    node goal = no_node;
    owner_index owner = no_owner;
    text_ref association = 0;
};

// A goal of which one release says different things; the first by content counts.
struct doubled_goal {
    node goal = no_node;
    owner_index owner = no_owner;
};

} // namespace schakel::mapping::goals
