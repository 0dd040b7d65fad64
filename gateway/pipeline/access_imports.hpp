// How catalogues, delivery orders and entitlements come into a running gateway besides by being told: uploads, and
// fetches from suppliers on a schedule or by order. One at a time, on a thread of their own; what would suddenly empty
// a school is held for a person to decide.
#pragma once

#include "gateway/core/log.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/fetch_attempts.hpp"
#include "gateway/pipeline/import_queue.hpp"
#include "gateway/pipeline/source_fetcher.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

struct access_upload {
    std::string name; // of the file
    std::string bytes;
    std::string standard; // empty: recognised
    std::string source;   // who tells it: a system of the configuration
    std::string school;   // of records that name none; empty: customers
    bool complete = false, released = false;
};

// Thread-safe.
class access_imports {
public:
    // References outlive it.
    struct parts {
        entitlement::holding_store& holdings;
        outbox::store& store; // audit
        const adapter_registry& adapters;
        const clock& time;
        logger& log;
        std::function<std::shared_ptr<const configuration>()> in_force;
        source_fetcher* out = nullptr; // null: nothing is fetched
    };
    explicit access_imports(parts with) : with_(std::move(with)), queue_(with_.time) {}

    void start() {
        queue_.start([this] { plan(); });
    }
    void stop() { queue_.stop(); } // waits for the import in progress

    // Answers the id of the import. Failure: nobody reads the standard, no such school, or too many wait already.
    result<std::string> upload(access_upload what, std::string_view actor);

    // From every [[system.access]] of the system, for this school or, where none is named, for all. Answers the ids.
    // Failure: there is nothing to fetch, or all of it is being fetched already.
    result<std::vector<std::string>> fetch(std::string_view system, std::string_view school, std::string_view actor);

    // As JSON, newest first: those that are open and the last hundred of this process, then what the store remembers.
    std::vector<std::string> tell() const;
    std::optional<std::string> tell_one(std::string_view id) const;

    // For tests on their own thread.
    void plan();
    bool run_one() { return queue_.run_one(); }

private:
    // One thing to fetch: a catalogue, or what one school has. Refers to the configuration.
    struct errand {
        const settings::system* system = nullptr;
        const settings::access_source* from = nullptr;
        const adapter* by = nullptr;
        const settings::school* school = nullptr; // null: a catalogue
        std::string name() const;                 // "boekhandel/edu-v-entitlement-1.1/de-akker"
    };
    std::vector<errand> errands_of(const configuration& in_force) const;
    result<std::string> add_fetch(const errand& what, std::string_view actor);
    std::string run_upload(import_queue::job& one, const access_upload& what);
    std::string run_fetch(import_queue::job& one);
    std::string fetch_now(import_queue::job& one, const std::shared_ptr<const configuration>& held, const errand& what);
    void keep(const import_queue::job& one, const std::string& outcome);

    parts with_;
    fetch_attempts attempts_;
    import_queue queue_;
};

} // namespace schakel::pipeline
