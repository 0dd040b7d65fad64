#include "gateway/outbox/reading_store.hpp"

#include "gateway/core/id.hpp"
#include "gateway/outbox/goal_sqlite.hpp"
#include "gateway/outbox/launch_handover.hpp"
#include "gateway/outbox/roster_sqlite.hpp"
#include "gateway/outbox/sqlite_reads.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <filesystem>
#include <mutex>

namespace schakel::outbox {

namespace {

constexpr const char* not_here = "this is an access node: messages are accepted by the gateway beside it";

sqlite_settings at(const std::string& path) {
    sqlite_settings out;
    out.path = path;
    return out;
}

class reading_store final : public store {
public:
    reading_store(const std::string& path, launch_rows& launches, const clock& time)
        : launches_(launches), time_(time), journal_({.path = path}), db_(path, {}), reads_(db_, journal_),
          rosters_(at(path), nullptr, [this](std::span<const key_row> keys) { return hand_over(launches_, keys); }),
          entitlements_(at(path), nullptr, {}, "entitlement"), goals_(at(path), nullptr) {
        db_.execute("PRAGMA query_only=ON");
    }

    roster_rows* rosters() override { return &rosters_; }
    roster_rows* entitlements() override { return &entitlements_; }
    goal_rows* goals() override { return &goals_; }

    void commit(acceptance, std::function<void(commit_outcome)> done) override {
        done({commit_outcome::kind::unavailable, {}, not_here});
    }
    std::vector<delivery> lease(instant, std::size_t) override { return {}; }
    std::optional<instant> next_due() override { return std::nullopt; }
    void settle(settlement, std::function<void(bool stored)> done) override { done(false); }
    void release(std::string_view, instant) override {}

    void write_audit(audit_entry what, std::function<void(bool stored)> done) override {
        done(hand_over(launches_, what, new_id(time_)).has_value());
    }
    result<std::uint64_t> verify_audit() override {
        const std::lock_guard lock(mutex_);
        return reads_.verify_audit();
    }

    message_page list(const message_filter& filter) override {
        const std::lock_guard lock(mutex_);
        return reads_.list(filter);
    }
    result<message_history> show(std::string_view id) override {
        const std::lock_guard lock(mutex_);
        return reads_.show(id);
    }
    std::optional<message> find_by_record(std::string_view, std::string_view) override { return std::nullopt; }
    std::optional<std::string>
    key_value(std::string_view school, std::string_view table, std::string_view key) override {
        {
            const std::lock_guard lock(mutex_);
            if (auto known = reads_.key_value(school, table, key)) return known;
        }
        return key_handed_over(launches_, school, table, key);
    }
    store_counts counts() override {
        const std::lock_guard lock(mutex_);
        store_counts now;
        now.messages = reads_.messages();
        return now;
    }
    sync_statistics sync_times() const override { return {}; }
    bool can_accept() const override { return launches_.can_write(); }
    void close() override {}

private:
    launch_rows& launches_;
    const clock& time_;
    std::mutex mutex_; // of what follows
    journal_reader journal_;
    connection db_;
    sqlite_reads reads_;
    roster_sqlite rosters_, entitlements_;
    goal_sqlite goals_;
};

} // namespace

result<std::unique_ptr<store>>
open_store_for_reading(const std::string& path, launch_rows& launches, const clock& time) {
    try {
        if (!std::filesystem::exists(path))
            return failure{path + ": there is no such store; the gateway beside this access node makes it"};
        {
            connection file(path, {});
            if (file.number("PRAGMA user_version") != schema_version)
                return failure{path + ": is no store of this version of Schakel"};
        }
        return std::unique_ptr<store>(std::make_unique<reading_store>(path, launches, time));
    } catch (const sqlite_error& problem) {
        return failure{path + ": " + problem.what()};
    }
}

} // namespace schakel::outbox
