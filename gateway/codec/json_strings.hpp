// Strings that are not plain ASCII: UTF-8 is checked, escapes are decoded. Only for json_*.cpp of this folder.
#pragma once

#include "gateway/codec/json_faults.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::json {

class string_decoder {
public:
    // `arena` is made when the first string needs it.
    string_decoder(std::string_view text, std::unique_ptr<char[]>& arena) : text_(text), arena_(arena) {}

    // Reads on from `at`, where the first byte stands that is not plain; `open` is the offset of the opening quote.
    // False with a fault.
    bool read(std::size_t open, std::size_t at);

    std::size_t end() const { return at_; } // offset behind the closing quote
    bool escaped() const { return escaped_; }
    // Where the escape of a low surrogate stands that follows no high one, or npos.
    std::size_t half_pair() const { return half_pair_; }
    const syntax_fault& fault() const { return fault_; }

    // Of a string with escapes: where it lies in the arena.
    std::pair<std::uint32_t, std::uint32_t> keep();

private:
    bool fail(syntax what, std::size_t at);
    bool escape();
    bool code_point(std::size_t escape_at);
    bool hex4(std::size_t at, unsigned& unit) const;
    void put(std::string_view bytes);
    void put_code_point(unsigned point);

    std::string_view text_;
    std::size_t at_ = 0;
    bool escaped_ = false;
    std::size_t half_pair_ = std::string_view::npos;
    syntax_fault fault_;
    std::unique_ptr<char[]>& arena_; // as large as the text: an escape always shrinks
    std::size_t kept_ = 0;
    std::size_t put_ = 0;
};

} // namespace schakel::json
