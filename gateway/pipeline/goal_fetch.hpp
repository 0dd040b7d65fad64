// Fetches learning goals from who publishes them: one conversation, and what became of it. Whatever fails leaves what
// was imported before.
//
// What a source gave last is remembered by its watermark (an entity tag, a moment of change) and by a digest of its
// content: a source that names a new release every day, and gives the same goals in it, brings nothing.
#pragma once

#include "gateway/pipeline/conversation.hpp"
#include "gateway/pipeline/goal_intake.hpp"
#include "gateway/pipeline/source_fetcher.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace schakel::pipeline {

struct goal_fetch_outcome {
    goal_intake_outcome intake;
    std::optional<std::chrono::seconds> retry_after; // of an interruption
};

// Synchronous; waits for the source and for the disk.
goal_fetch_outcome fetch_goals(
    outbox::goal_rows& rows, goal_intake& into, const settings::goal_source& from, const adapter& by,
    std::string_view actor, const clock& time, const pull_means& means
);

} // namespace schakel::pipeline
