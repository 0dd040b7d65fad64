// The persistent key tables of a test: what one message adds, the next one finds.
#pragma once

#include "gateway/mapping/key_source.hpp"

#include <map>
#include <tuple>

namespace schakel::test {

class key_table final : public mapping::key_source {
public:
    std::optional<std::string>
    find(std::string_view school, std::string_view table, std::string_view key) const override {
        const auto found = rows_.find({std::string(school), std::string(table), std::string(key)});
        if (found == rows_.end()) return std::nullopt;
        return found->second;
    }

    // False when a key already has another value: the store would refuse the message.
    bool store(const std::vector<mapping::new_key>& added) {
        for (const mapping::new_key& one : added) {
            const auto known = find(one.school, one.table, one.key);
            if (known && *known != one.value) return false;
        }
        for (const mapping::new_key& one : added) rows_.emplace(std::tuple(one.school, one.table, one.key), one.value);
        return true;
    }

private:
    std::map<std::tuple<std::string, std::string, std::string>, std::string> rows_;
};

} // namespace schakel::test
