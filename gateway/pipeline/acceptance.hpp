// What becomes of a message that was judged and planned: what the store gets of it, and what its sender is told.
// Private to pipeline.
#pragma once

#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/judge.hpp"
#include "gateway/pipeline/plan.hpp"
#include "gateway/pipeline/receive.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace schakel::pipeline {

// After how long a sender may come again when there was no room or no time for its message.
inline constexpr std::chrono::seconds come_again{10};

// The body of what may be long is moved out of it.
outbox::message stored_form(judged& it, const std::string& listener, language lang);
// With the notes of the plan in its report; keys of records are moved out of it.
outbox::acceptance acceptance_of(judged& it, plan&& planned, const std::string& listener, language lang);

void count(const exchange_services& services, const exchange& message, disposition::outcome decided);

// Tells the sender why not. A refused message of a known sender is kept for its report, so that school IT can see what
// was wrong; never of strangers.
// `terms`: of records that a plan took out of it.
void refuse_judged(
    judged& it, search_terms terms, const std::string& listener, const exchange_services& services, language lang,
    const std::function<void(reply)>& respond
);

// Of a message that nothing speaks against, and which its sender gave a name: what was answered when it was accepted
// under that name, or why the name cannot be used. Nothing: it is to be accepted, under its name where it has one.
std::optional<reply> answer_to_named(judged& it, const exchange_services& services, language lang);

// Stores it with its deliveries, and answers once it is synced. `in_force` is what it was judged under.
void accept_judged(
    std::shared_ptr<judged> it, plan planned, const std::string& listener, const exchange_services& services,
    std::shared_ptr<const configuration> in_force, std::function<void(reply)> respond
);

} // namespace schakel::pipeline
