// Rows of launches in memory, done in the plainest way: the other implementation of the contract, for tests of whatever
// keeps something between two steps of a launch.
#pragma once

#include "gateway/outbox/launch_rows.hpp"

#include <map>
#include <mutex>
#include <utility>

namespace schakel::test {

class memory_launch_rows final : public outbox::launch_rows {
public:
    result<bool> keep(const outbox::launch_writes& what) override;
    result<std::optional<std::string>> take(std::string_view key, instant now) override;
    std::optional<std::string> look(std::string_view key, instant now) override;
    result<std::optional<std::size_t>> use(std::span<const outbox::used_value> all) override;
    std::vector<outbox::waiting_audit> audits(std::size_t most) override;
    result<done> audits_collected(std::uint64_t up_to) override;
    result<bool> sort() override { return false; }
    std::vector<outbox::launch_attempt> attempts(const outbox::attempt_filter& which) override;
    result<std::optional<std::uint64_t>> put(const outbox::launch_record& what, outbox::put_when when) override;
    result<bool> remove(std::uint8_t kind, std::string_view id) override;
    std::optional<outbox::launch_record> find(std::uint8_t kind, std::string_view id, instant now) override;
    std::vector<outbox::launch_record> list(const outbox::record_filter& which, instant now) override;
    result<bool> forget(instant now, instant attempts_before) override;
    bool can_write() const override;

    // What only tests may ask.
    void refuse_writing(bool yes);
    std::size_t states() const;

private:
    using record_key = std::pair<std::uint8_t, std::string>;

    void keep(const outbox::launch_attempt& what);

    mutable std::mutex mutex_;
    std::map<std::string, outbox::launch_state, std::less<>> states_;
    std::map<std::string, instant, std::less<>> used_;
    std::map<std::string, outbox::launch_attempt> attempts_;
    std::map<record_key, outbox::launch_record> records_;
    std::map<std::uint64_t, outbox::audit_entry> audits_;
    std::uint64_t last_audit_ = 0;
    bool refuses_ = false;
};

} // namespace schakel::test
