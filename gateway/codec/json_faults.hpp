// What went wrong while reading, told in our own rules. Only for json_*.cpp of this folder.
#pragma once

#include "gateway/core/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::json {

struct fault {
    const rule* broken = nullptr;
    std::size_t offset = 0;
    std::string expected = {};
    std::string got = {};
};

// Collects faults up to a limit; one more entry then says that there were more. The fault that ends the reading always
// fits.
class fault_list {
public:
    explicit fault_list(std::size_t limit) : limit_(limit) {}
    void add(const rule& broken, std::size_t offset, std::string expected = {}, std::string got = {});
    void add(fault last);
    findings take();

private:
    findings found_;
    std::size_t limit_;
    bool more_ = false;
};

// What can be said without reading: too large, a byte order mark, another encoding.
std::optional<fault> refused_unread(std::string_view bytes, std::size_t largest);

// How a text breaks the grammar.
enum class syntax : std::uint8_t {
    no_value,        // where the document's one value should begin
    second_value,    // behind it
    no_name,         // where a member should begin
    no_colon,        // behind its name
    no_object_comma, // behind its value
    no_array_comma,  // behind an element
    value,           // where a value should begin, or within true, false and null
    string,          // a control character, an unknown escape, or the end of the text in a string
    hex_digits,      // of \\u
    half_pair,       // a high surrogate that no low one follows
    encoding,        // not UTF-8
    digits           // none behind a point or an exponent
};
struct syntax_fault {
    syntax what = syntax::value;
    std::size_t offset = 0;
};

// At the place where it has to be repaired.
fault explain(syntax_fault what, std::string_view bytes);

} // namespace schakel::json
