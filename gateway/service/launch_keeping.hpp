// What a running gateway keeps of launches: the launch store and our signing keys, opened at start, and the work that
// returns (keys by their schedule, forgetting what is over, collecting what access nodes left).
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/log.hpp"
#include "gateway/core/result.hpp"
#include "gateway/launch/launch_store.hpp"
#include "gateway/launch/signing_keys.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/settings/settings.hpp"

#include <atomic>
#include <chrono>
#include <memory>

namespace schakel::service {

// Where settings put the message store.
std::string store_path(const settings::settings& all);
// The folder for a store, ours alone, where it is not there yet: a command may come before the first start.
result<done> make_data_directory(const std::string& folder);

class launch_keeping {
public:
    // Makes the store and the key encryption key when they are absent. `time` and `log` outlive it.
    static result<std::unique_ptr<launch_keeping>> open(const settings::settings& all, const clock& time, logger& log);

    // What settings say of keys, at start and after each change of them. Makes the first key when somebody launches.
    result<done> apply(const settings::settings& all);

    // Every second, on a thread that may wait for the disk. `collect_into`: the message store of a whole node, else
    // null.
    void tick(outbox::store* collect_into);

    // Back when everything that was to be kept is, and those who waited for it were told.
    void finish() { static_cast<void>(rows_->sort()); }

    launch::launch_store& store() { return store_; }
    launch::signing_keys& keys() { return keys_; }
    outbox::launch_rows& rows() { return *rows_; }

private:
    launch_keeping(
        std::unique_ptr<outbox::launch_rows> rows, std::string key_encryption_key, const settings::launch_keeping& how,
        const clock& time, logger& log
    );

    std::unique_ptr<outbox::launch_rows> rows_;
    launch::launch_store store_;
    launch::signing_keys keys_;
    const clock& time_;
    logger& log_;
    std::atomic<bool> launches_{false}; // somebody may launch
    std::atomic<std::chrono::seconds> keep_attempts_;
    unsigned ticks_ = 0;
};

} // namespace schakel::service
