// What is in the journal but perhaps not yet in the tables: values of keys, and ids of messages.
#pragma once

#include "gateway/outbox/packed_id.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace schakel::outbox {

// Thread-safe.
class new_keys {
public:
    static std::string name_of(std::string_view school, std::string_view table, std::string_view key) {
        std::string name;
        name.reserve(school.size() + table.size() + key.size() + 2);
        return name.append(school).append(1, '\0').append(table).append(1, '\0').append(key);
    }

    std::optional<std::string> find(const std::string& name) const {
        const std::lock_guard lock(mutex_);
        const auto at = values_.find(name);
        return at == values_.end() ? std::nullopt : std::optional(at->second);
    }

    std::optional<std::string> id_of_message(std::int64_t number) const {
        const std::lock_guard lock(mutex_);
        const auto at = messages_.find(number);
        return at == messages_.end() ? std::nullopt : std::optional(to_string(at->second));
    }

    void add(std::uint64_t group, std::int64_t message, const packed_id& id) {
        const std::lock_guard lock(mutex_);
        messages_.emplace(message, id);
        message_ages_.emplace_back(group, message);
    }
    void add(std::uint64_t group, std::span<const key_row> rows) {
        const std::lock_guard lock(mutex_);
        for (const key_row& each : rows) {
            const auto [at, fresh] = values_.emplace(name_of(each.school, each.table, each.key), each.value);
            if (fresh) ages_.emplace_back(group, at->first);
        }
    }

    void followed(std::uint64_t group) {
        const std::lock_guard lock(mutex_);
        for (; !ages_.empty() && ages_.front().first <= group; ages_.pop_front()) values_.erase(ages_.front().second);
        for (; !message_ages_.empty() && message_ages_.front().first <= group; message_ages_.pop_front())
            messages_.erase(message_ages_.front().second);
    }

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::string> values_;
    std::deque<std::pair<std::uint64_t, std::string>> ages_;
    std::unordered_map<std::int64_t, packed_id> messages_; // by number
    std::deque<std::pair<std::uint64_t, std::int64_t>> message_ages_;
};

} // namespace schakel::outbox
