// One import of learning goals: give it to readers as their sink, then publish it.
//
// Records are kept as bytes, in an order that their ids decide: in which order files were read makes no difference.
// Nothing reaches the store before publish(), and then all of it becomes visible at once or nothing does. A release or
// version that is in the store already stays as it is: the same content is passed over, other content refuses the
// import, because what was published is never altered. Of a record that comes twice the last counts.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/goals/goal_pile.hpp"
#include "gateway/outbox/goal_rows.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

using record_counts = std::array<std::uint64_t, model::goals::record_kind_count>;

// A release or a version of a mapping set, and what an import made of it.
struct imported_owner {
    std::string id;
    bool mapping = false;
    enum class outcome { added, unchanged } what = outcome::added;
    record_counts counts{};
};

struct import_outcome {
    outbox::goal_number import = 0; // 0: nothing was new
    std::vector<imported_owner> owners;
    std::uint64_t left_out = 0; // materials, and records that belong to no release or mapping set
};

class goal_load final : public goal_sink {
public:
    // Both outlive it. `source`: what is imported, as the operator names it.
    goal_load(outbox::goal_rows& rows, const clock& time, std::string source)
        : rows_(rows), time_(time), source_(std::move(source)) {}

    void add(model::goals::record&& what) override { pile_.add(std::move(what)); }
    // What was read apart, as if it came here now.
    void append(goal_pile&& later) { pile_.append(std::move(later)); }
    std::uint64_t records() const { return pile_.records(); } // taken so far

    // Once. Waits for the disk. Failure: the store cannot write, another import is under way, or a release is there
    // with other content; the store is then as it was.
    result<import_outcome> publish(std::string_view actor);

private:
    result<done> write_new(import_outcome& into);
    result<done> settle(const import_outcome& what, std::string_view actor);

    outbox::goal_rows& rows_;
    const clock& time_;
    std::string source_;
    goal_pile pile_;
};

// What stands in outbox::goal_owner::head: the framework (of a release) and the release or mapping set, and how many
// records there are.
struct owner_head {
    std::optional<model::goals::framework> framework;
    model::goals::record what; // release or mapping_set
    record_counts counts{};
};
std::optional<owner_head> read_head(std::string_view bytes);

} // namespace schakel::goals
