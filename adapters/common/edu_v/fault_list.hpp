// Findings within a limit, so that a flood of faults costs no more than it says: as many errors and as many others are
// kept, the rest is counted.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

#include <string>
#include <string_view>

namespace schakel::edu_v {

class fault_list {
public:
    explicit fault_list(std::size_t limit) : limit_(limit) {}

    void add(const rule& broken, json::value at, std::string expected = {}, std::string got = {});
    // A finding made elsewhere, with its offset in the text that take() is given.
    void add(finding one);
    // What is added from here on stands in a part of the text that begins at `offset` and was read by itself.
    void part_at(std::size_t offset) { part_ = offset; }

    bool has_error() const { return errors_ > 0; }

    // At most `limit` findings with line, column and pointer, errors first where there were more; then one finding says
    // how many more.
    findings take(std::string_view bytes) &&;

private:
    std::size_t limit_;
    std::size_t part_ = 0;
    std::size_t seen_ = 0, errors_ = 0, others_ = 0;
    findings list_;
};

} // namespace schakel::edu_v
