// The first half of the exchange flow: who sends what, for which school, and is it right. No side effects.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/adapter/long_messages.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"

#include <memory>
#include <optional>
#include <string>

namespace schakel::pipeline {

// A received message with the judgement on it; refers to the configuration that was in force. `decided` is accepted as
// long as nothing speaks against it.
struct judged {
    exchange message;
    const adapter* by = nullptr;
    access::caller who;
    const settings::school* school = nullptr;
    decoded content;
    std::shared_ptr<const further_records> further = {}; // of a long message, behind the records in `content`
    disposition::outcome decided = disposition::outcome::accepted;
    const launch_ledger* launches = nullptr;           // what scores of launches refer to; null: there are no launches
    std::optional<outbox::named_request> request = {}; // under what name its sender asks
    bool names_are_ours = false; // its sender names people as we named them to it; its first records are read so

    // What its sender agreed with us. A system that people go to sends its scores without any agreement of its own.
    const settings::receiving& agreed() const;
};

// Of a message whose sender showed credentials of the launch world.
struct launch_evidence {
    const launch_ledger* launches = nullptr;
    std::optional<launch_sender> sender = {}; // none: the message has credentials as others have
};

// Credentials in headers come first; then the message is decoded; credentials inside it, scopes and its school come
// after, so that a sender learns of a message that cannot be read in any case, and of its own mistakes before those of
// its key.
judged judge(
    exchange message, const adapter& by, const configuration& in_force, const document_limits& limits,
    const launch_evidence& launched = {}
);

// The same for a message that was judged before: its sender and school are known (replay).
judged judge_again(
    exchange message, const adapter& by, const configuration& in_force, const document_limits& limits,
    const launch_ledger* launches = nullptr
);

// The same for further records of the message: whom they are about.
void recognise_persons(const judged& it, std::vector<model::record>& records);

} // namespace schakel::pipeline
