// The import flow of learning goals: read documents, or take what a fetch brings; judge; publish all of it at once or
// nothing.
//
//   document ─ adapter.goals().read ─▶ goal_load, ends counted ─▶ a report rejects: nothing is imported
//                                                            └──▶ publish: visible at once, audited
//
// Synchronous, and publishing waits for the disk: never for a thread that serves sockets.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/goals/dangling_ends.hpp"
#include "gateway/goals/goal_documents.hpp"
#include "gateway/goals/goal_store.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

struct read_goals {
    std::string name, standard;
    schakel::report report;
};

struct goal_intake_outcome {
    enum class kind {
        published,
        unchanged,  // all of it was in the store already
        read,       // and judged, as was asked; nothing was imported
        rejected,   // `documents` tell why
        failed,     // `reason` tells why
        interrupted // of a fetch: may succeed later
    } what = kind::failed;
    std::string reason;
    std::vector<read_goals> documents;
    std::vector<goals::dangling_ends::count> dangling;
    goals::import_outcome import;
    std::uint64_t records = 0;
};
std::string_view to_string(goal_intake_outcome::kind what);

// One import. For one thread; what is read or added goes into it, then one of the ends.
class goal_intake final : public goal_sink {
public:
    // `source`: what is imported, as the operator names it. The store outlives it.
    goal_intake(const goals::goal_store& known, std::unique_ptr<goals::goal_load> load)
        : known_(known), load_(std::move(load)) {}

    void add(model::goals::record&& what) override;
    void read(const goals::goal_document& one, const goal_reading_options& how);
    // All of them, two at a time; records, ends and findings come in the order of the documents as if one by one.
    // `told`: after each, one at a time, on either thread.
    void read_all(
        std::span<const goals::goal_document> all, const goal_reading_options& how,
        const std::function<void(const goals::goal_document&)>& told = {}
    );
    void add_report(read_goals told);                                               // of what was added otherwise
    std::uint64_t records() const { return seen_.load(std::memory_order_relaxed); } // so far; from any thread

    // Once, one of these.
    goal_intake_outcome publish(std::string_view actor);
    goal_intake_outcome judge_only();

private:
    goal_intake_outcome end();

    const goals::goal_store& known_;
    std::unique_ptr<goals::goal_load> load_;
    goals::dangling_ends ends_;
    std::vector<read_goals> documents_;
    std::atomic<std::uint64_t> seen_{0};
};

// Members of an open object: what, reason, import, records, owners, left_out, dangling, findings (so many at most,
// and how many more there are).
void write_members(json::writer& out, const goal_intake_outcome& of, language lang, std::size_t most_findings);

} // namespace schakel::pipeline
