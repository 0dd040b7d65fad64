// A list that is filled anew with the elements it has, so that their texts need no memory again. What is left over goes
// when the filling ends.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace schakel::oneroster {

template <class Element>
class refilling {
public:
    explicit refilling(std::vector<Element>& list) : list_(list) {}
    ~refilling() { list_.resize(used_); }

    refilling(const refilling&) = delete;
    refilling& operator=(const refilling&) = delete;

    // With the values of an earlier filling, or none.
    Element& next() {
        if (used_ == list_.size()) list_.emplace_back();
        return list_[used_++];
    }
    std::span<const Element> filled() const { return {list_.data(), used_}; }

private:
    std::vector<Element>& list_;
    std::size_t used_ = 0;
};

} // namespace schakel::oneroster
