// The sync flow, for one roster of one school: read or fetch, stage, compare, decide, publish or hold, learn, forget.
//
//   bytes or a pull ─ adapter ─▶ staged load ─ finish ─▶ nothing differs: recorded
//                                                  └──▶ decide ─▶ held, or published ─▶ identifiers learned, old rows
//                                                  forgotten
//
// Whatever fails leaves the last good roster serving. Synchronous: for threads of its own, never for one that serves
// sockets.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/core/log.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/conversation.hpp"
#include "gateway/roster/roster_store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::pipeline {

// References outlive the flow.
struct intake_services {
    roster::roster_store& rosters;
    outbox::store& store; // audit and key tables; its rosters() lie under `rosters`
    const clock& time;
    logger& log;
};

struct intake_order {
    std::shared_ptr<const configuration> in_force;
    std::string school; // one of the configuration
    std::string source; // system id, or "upload"
    std::string actor;  // for the audit: "gateway", "operator"
    std::string way;    // "pull", "file", "upload"
};

struct intake_outcome {
    enum class kind {
        published,
        unchanged,
        held,
        failed,     // the same again will fail again: `report` or `reason` says why
        interrupted // may succeed later
    } what = kind::failed;
    std::string reason; // ours; free of personal data
    std::optional<std::chrono::seconds> retry_after;
    roster::version_number version = 0; // published or held
    std::optional<roster::roster_change> change;
    schakel::report report;
    std::uint64_t records = 0;
};
std::string_view to_string(intake_outcome::kind what);

// The file is of this adapter's standard. `file` may be null.
intake_outcome take_roster_file(
    const intake_services& with, const intake_order& order, const adapter& by, std::string_view bytes,
    const mapped_file* file
);

// Fetches from the system that owns the roster; the changes since its last fetch when the last whole one is recent.
intake_outcome pull_roster(
    const intake_services& with, const intake_order& order, const adapter& by, const settings::roster_source& from,
    const pull_means& means
);

// An operator's word on what is held. Failure: nothing is held under this number, or the store cannot write.
result<done> approve_held(
    const intake_services& with, const configuration& in_force, roster::version_number held, std::string_view actor
);
result<done>
discard_held(const intake_services& with, roster::version_number held, std::string reason, std::string_view actor);

// Identities of what is published that are not learned yet, because the gateway died or could not write in between.
void learn_published(const intake_services& with, const configuration& in_force, const std::string& school);

// Whether a roster that names itself so can be the school's: of no scheme that both know are all values different.
bool same_school(const model::identifiers& named, const model::identifiers& configured);

// The configured school that a roster names, or null when none or several fit.
const settings::school* school_named(const model::identifiers& named, const settings::settings& all, instant now);

} // namespace schakel::pipeline
