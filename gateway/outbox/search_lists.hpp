// Lists of messages, ascending, each once.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace schakel::outbox {

inline void add_list(std::vector<std::int64_t>& to, const std::vector<std::int64_t>& more) {
    if (more.empty()) return;
    std::vector<std::int64_t> both;
    std::ranges::set_union(to, more, std::back_inserter(both));
    to = std::move(both);
}

// What is in all of the lists that were given; nothing when none was.
class search_lists {
public:
    void narrow(std::vector<std::int64_t> list) {
        if (!common_) {
            common_ = std::move(list);
            return;
        }
        std::vector<std::int64_t> both;
        std::ranges::set_intersection(*common_, list, std::back_inserter(both));
        common_ = std::move(both);
    }
    std::optional<std::vector<std::int64_t>> result() && { return std::move(common_); }

private:
    std::optional<std::vector<std::int64_t>> common_;
};

} // namespace schakel::outbox
