#include "gateway/codec/xml_escape.hpp"

#include "gateway/codec/xml_characters.hpp"

namespace schakel::xml {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

// What a character must be written as; empty: as itself. Line ends and tabs in an attribute would come back as spaces.
std::string_view escape_of(char c, escape_for where) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '"': return where == escape_for::attribute ? "&quot;" : "";
    case '\n': return where == escape_for::attribute ? "&#10;" : "";
    case '\t': return where == escape_for::attribute ? "&#9;" : "";
    default: return {};
    }
}

} // namespace

void append_escaped(std::string& out, std::string_view value, escape_for where) {
    const char* at = value.data();
    const char* const end = at + value.size();
    while (at != end) {
        const char* run = at;
        at = where == escape_for::attribute ? skip_plain<'&', '<', '"'>(at, end) : skip_plain<'&', '<', '>'>(at, end);
        out.append(run, static_cast<std::size_t>(at - run));
        if (at == end) return;
        const auto [code, length] = decode(at, end);
        const std::string_view escape = escape_of(*at, where);
        if (!escape.empty()) {
            out.append(escape);
        } else if (length == 0 || !is_character(code)) {
            out.append(replacement);
        } else {
            out.append(at, length);
        }
        at += length == 0 ? 1 : length;
    }
}

} // namespace schakel::xml
