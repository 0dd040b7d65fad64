#include "gateway/codec/json_pointer.hpp"

#include <cstdlib>

namespace schakel::json {

namespace {

void append_code_point(std::string& out, unsigned c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

// The UTF-16 unit of the escape \uXXXX at `at`; above 0xFFFF when there is none.
unsigned unit_at(std::string_view raw, std::size_t at) {
    if (at + 6 > raw.size() || raw[at] != '\\' || raw[at + 1] != 'u') return 0x10000;
    const std::string digits(raw.substr(at + 2, 4));
    if (digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return 0x10000;
    return static_cast<unsigned>(std::strtoul(digits.c_str(), nullptr, 16));
}

// Appends what stands at `at` behind a backslash; returns where to go on.
std::size_t append_escape(std::string& out, std::string_view raw, std::size_t at) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (const std::size_t which = at + 1 < raw.size() ? letters.find(raw[at + 1]) : letters.npos;
        which != letters.npos) {
        out += meanings[which];
        return at + 2;
    }
    const unsigned unit = unit_at(raw, at);
    const unsigned low = unit >= 0xD800 && unit <= 0xDBFF ? unit_at(raw, at + 6) : 0;
    if (low >= 0xDC00 && low <= 0xDFFF) {
        append_code_point(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        return at + 12;
    }
    if (unit > 0xFFFF) {
        out += raw[at];
        return at + 1;
    }
    append_code_point(out, unit >= 0xD800 && unit <= 0xDFFF ? 0xFFFD : unit);
    return at + 6;
}

} // namespace

void append_token(std::string& pointer, std::string_view name) {
    pointer += '/';
    for (const char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
}

std::string token_name(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape = token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
        name += escape ? (token[++i] == '0' ? '~' : '/') : token[i];
    }
    return name;
}

std::string unescaped(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        if (raw[at] == '\\') {
            at = append_escape(out, raw, at);
        } else {
            out += raw[at++];
        }
    }
    return out;
}

} // namespace schakel::json
