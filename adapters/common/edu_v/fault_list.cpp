#include "adapters/common/edu_v/fault_list.hpp"

#include "adapters/common/edu_v/shared_rules.hpp"

#include <algorithm>
#include <functional>

namespace schakel::edu_v {

void fault_list::add(const rule& broken, json::value at, std::string expected, std::string got) {
    finding one;
    one.broken = &broken;
    one.where.offset = part_ + (at ? at.offset() : 0);
    one.expected = std::move(expected);
    one.got = std::move(got);
    add(std::move(one));
}

void fault_list::add(finding one) {
    std::size_t& kept = one.broken->level == severity::error ? errors_ : others_;
    ++seen_;
    if (kept++ < limit_) list_.push_back(std::move(one));
}

findings fault_list::take(std::string_view bytes) && {
    if (seen_ > limit_) {
        std::ranges::stable_sort(list_, std::ranges::greater{}, [](const finding& one) { return one.broken->level; });
        if (list_.size() > limit_) list_.resize(limit_);
        list_.push_back({&fault::more_findings, {}, {}, std::to_string(seen_ - limit_), {}});
    }
    json::locate(bytes, list_);
    return std::move(list_);
}

} // namespace schakel::edu_v
