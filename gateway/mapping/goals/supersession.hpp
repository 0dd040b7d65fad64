// What became of a goal: supersession as a mapping with a class (B5), over all releases that were ever imported.
//
// A row of single successors is one step, whatever happened in between: its class compares the text, level and
// examination of its two ends. Only a split or a merge divides it. Where the steps in between are gone, the lineage
// that newer goals state leads to the same end.
#pragma once

#include "gateway/mapping/goals/reading_date.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

enum class revision : std::uint8_t {
    none,         // no supersession
    same_text,    // EQ: another id, the same words
    editorial,    // EQ: punctuation, markup or prefix words
    revised,      // OVL: other words; the owner of the framework may say that the meaning is the same
    needs_review, // OVL: level, examination or kind changed, or the old text is not known
    split,        // SUP to each part, which together are the old goal
    merged,       // SUB each: several goals of one release became one
    mixed         // OVL: split and merged at once
};
inline constexpr std::size_t revision_count = 8;
std::string_view to_string(revision which); // "same-text" …
set_relation relation_of(revision which);

// The class of a step from one goal to its only successor. Either may be null: no text is known of it.
revision classify(const goal_part* older, const goal_part* newer);

struct settled {
    node end = no_node;
    set_relation relation = set_relation::exact; // of the goal to this end; unknown: nothing follows any more
    revision how = revision::none;               // the gravest class on the way
    std::uint8_t steps = 0;                      // forward; 0: the end is the older of the two
};

enum class fate : std::uint8_t {
    living,    // in the release that is meant; it is its own end
    replaced,  // by the ends
    withdrawn, // nothing stands where it stood
    not_yet,   // only newer releases have it
    circular   // its successors lead back to it: a defect of the framework
};

// At most `longest` steps are followed, and some thousands of branches; what goes beyond counts as circular.
class supersession {
public:
    static constexpr std::uint8_t longest = 64;

    supersession(const goal_graph& graph, const reading_date& date) : graph_(graph), date_(date) {}

    // Where the goal stands in the release that is meant. `ends` is replaced; each end once, in order of number.
    fate settle(node goal, std::vector<settled>& ends);
    // The same by direct successors only, and by stated lineage only.
    fate walk(node goal, std::vector<settled>& ends);
    fate jump(node goal, std::vector<settled>& ends);

    // Older and newer ids of the goal, one step away, whose words are the same: the only steps that may be followed
    // backward (B4). Whatever the date, since equal words are equal at any time.
    void same_words(node goal, std::vector<settled>& others) const;

    // Where a path may go on from the goal without a mapping hop: its ends, and its other ids with the same words.
    fate ways_on(node goal, std::vector<settled>& ways);

private:
    static constexpr unsigned most_visits = 10'000; // of goals, for one that was split and merged over and over
    enum class way : std::uint8_t { both, direct, lineage };
    struct leg {
        node start = no_node;                      // where the row of single successors began
        set_relation before = set_relation::exact; // of the goal to `start`
        revision gravest = revision::none;
        std::uint8_t steps = 0;
    };

    fate find_ends(node goal, way by, std::vector<settled>& ends);
    bool follow(node at, const leg& from, way by, std::vector<settled>& ends); // false: a dead end
    void successors(node goal, bool of_any_date, std::vector<node>& into) const;
    void heirs(node goal, bool of_any_date, std::vector<node>& into) const;
    bool is_only_successor(const lineage_arc& step, node older, node newer) const;
    // The direct successors that are known as of the date; without any, the heirs by lineage that no other heir
    // replaced.
    void next(node goal, way by, std::vector<node>& into) const;
    bool merges(node older, node newer) const;
    const goal_part* text_of(node which) const;

    const goal_graph& graph_;
    const reading_date& date_;
    std::vector<settled> same_;
    std::array<node, longest> on_way_{};
    unsigned visits_ = 0;
    bool circular_ = false;
};

} // namespace schakel::mapping::goals
