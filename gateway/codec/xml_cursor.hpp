// Reading the smallest parts of XML: names, references, quoted values, single characters. Private to codec.
//
// Every function advances past what it read and returns true, or records the one fault and returns false.
#pragma once

#include "gateway/codec/xml_characters.hpp"
#include "gateway/codec/xml_scan_rules.hpp"
#include "gateway/core/finding.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::xml {

// A name as written: "lr:score" has prefix "lr" and local name "score".
struct written_name {
    std::string_view full;
    std::string_view prefix;
    std::string_view local;
};

// A name that has been read before, taken apart once more.
inline written_name taken_apart(std::string_view full) {
    const std::size_t colon = full.find(':');
    if (colon == full.npos) return {full, {}, full};
    return {full, full.substr(0, colon), full.substr(colon + 1)};
}

class cursor {
public:
    explicit cursor(std::string_view bytes) : begin(bytes.data()), at(begin), end(begin + bytes.size()) {}

    const char* const begin;
    const char* at;
    const char* const end;

    bool at_end() const { return at == end; }
    std::size_t offset(const char* place) const { return static_cast<std::size_t>(place - begin); }
    bool looking_at(std::string_view text) const {
        return static_cast<std::size_t>(end - at) >= text.size() && std::string_view(at, text.size()) == text;
    }

    bool skip_blanks() { // tells whether there were any
        const char* start = at;
        at = xml::skip_blanks(at, end);
        return at != start;
    }

    bool read_name(written_name& out);
    bool read_value(std::string_view& raw, bool& plain); // quoted; plain: the text is its own normalised value
    bool read_reference(char32_t& code);                 // at '&'
    bool read_special(); // one character that skip_plain stopped at: tab, line end, non-ASCII; others are refused
    bool expect(char wanted, std::string_view shown);

    bool fail(const rule* broken, const char* place, std::string expected = {}, std::string got = {});
    bool refuse(std::string_view expected); // whatever stands here cannot stand here

    const std::optional<finding>& fault() const { return fault_; }
    bool declared_ascii = false; // the XML declaration promises bytes below 0x80 only
    std::size_t longest_value = static_cast<std::size_t>(-1);

private:
    bool starts_local_name() const;
    bool read_ncname();
    bool read_wide_name_character(bool first);
    bool refuse_name();
    bool read_quoted(std::string_view& raw, bool& plain, char quote);
    bool read_numeric_reference(char32_t& code);

    std::optional<finding> fault_;
};

std::string shown(char32_t code);           // "U+0041 (A)", "U+0000"
std::string clipped(std::string_view name); // at most 60 bytes of a name, so that a finding stays small

// The value of an attribute as XML 1.0 3.3.3 prescribes for CDATA. `raw` has been read by read_value.
void append_normalised(std::string& out, std::string_view raw);

} // namespace schakel::xml
