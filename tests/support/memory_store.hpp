// A store in memory for tests of the flows: answers on the caller's thread, keeps the promises of the contract suite,
// and can be told to be slow or out of order.
#pragma once

#include "gateway/outbox/delivery_queue.hpp"
#include "gateway/outbox/route_pauses.hpp"
#include "gateway/outbox/store.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>

namespace schakel::test {

class memory_store final : public outbox::store, public outbox::route_pauses {
public:
    explicit memory_store(const clock& time) : time_(time) {}

    void commit(outbox::acceptance what, std::function<void(outbox::commit_outcome)> done) override;
    std::vector<outbox::delivery> lease(instant now, std::size_t most) override;
    std::optional<instant> next_due() override { return next_due_where({}); }
    void settle(outbox::settlement what, std::function<void(bool stored)> done) override;
    void release(std::string_view delivery_id, instant next_attempt) override;
    std::vector<outbox::delivery> lease_where(instant now, std::size_t most, const permission& may_go) override;
    std::optional<instant> next_due_where(const permission& may_go) override;
    void write_audit(outbox::audit_entry what, std::function<void(bool stored)> done) override;
    result<std::uint64_t> verify_audit() override;
    outbox::message_page list(const outbox::message_filter& filter) override;
    result<outbox::message_history> show(std::string_view id) override;
    std::optional<outbox::message> find_by_record(std::string_view scope, std::string_view key) override;
    std::optional<std::string>
    key_value(std::string_view school, std::string_view table, std::string_view key) override;
    outbox::store_counts counts() override;
    outbox::sync_statistics sync_times() const override;
    bool can_accept() const override;
    void close() override;
    result<done> pause(std::string_view route, instant until, const outbox::audit_entry& audit) override;
    std::vector<outbox::route_pause> pauses() override;
    std::optional<instant> paused_until(std::string_view route) override;

    // What only tests may ask.
    void open_again();            // as after a restart: leases are forgotten
    void refuse(bool everything); // as with a full disk
    void hold_answers();          // commits are stored, and told only by answer_all()
    void overlook_records();      // nothing is found by record, as while it is being committed
    void answer_all();
    std::vector<outbox::message> messages() const;
    std::vector<outbox::delivery> deliveries() const; // in order of acceptance, parts behind what they replace
    std::vector<outbox::audit_entry> audit() const;
    std::map<std::tuple<std::string, std::string, std::string>, std::string> keys() const; // school, table, key

private:
    struct kept_message {
        outbox::message what;
        std::vector<outbox::record_key> keys;
        std::vector<std::size_t> deliveries; // rows
        std::vector<outbox::search_term> terms;
    };
    struct kept_delivery {
        outbox::delivery what;
        std::size_t message = 0;
        std::string place;
    };
    struct known_record {
        std::size_t message;
        std::string digest;
    };

    outbox::commit_outcome store_now(outbox::acceptance& what);
    std::optional<outbox::commit_outcome> accepted_before(const std::optional<outbox::named_request>& request) const;
    std::optional<outbox::commit_outcome> known_already(const outbox::acceptance& what) const;
    void add_delivery(outbox::delivery what, std::size_t message, std::string place);
    bool settle_now(outbox::settlement& what);
    void refresh(std::size_t message);
    bool matches(const kept_message& one, const outbox::message_filter& filter) const;
    std::optional<std::size_t> row_of(std::string_view delivery_id) const;

    const clock& time_;
    mutable std::mutex mutex_;
    std::vector<kept_message> messages_;
    std::vector<kept_delivery> deliveries_;
    std::vector<outbox::attempt> attempts_;
    std::vector<std::pair<std::optional<std::size_t>, outbox::audit_entry>> audit_;    // with the message it belongs to
    std::map<std::pair<std::string, std::string>, known_record, std::less<>> records_; // scope, key
    std::map<std::tuple<std::string, std::string, std::string>, std::string> keys_;
    std::unordered_map<std::string, std::size_t> row_by_id_;
    outbox::delivery_queue queue_;
    std::map<std::string, instant> paused_since_;
    std::uint64_t commits_ = 0;
    bool closed_ = false, refuses_ = false, holds_answers_ = false, overlooks_records_ = false;
    std::deque<std::function<void()>> answers_;
};

} // namespace schakel::test
