#include "gateway/codec/json_faults.hpp"

#include "gateway/codec/json_characters.hpp"
#include "gateway/codec/json_rules.hpp"
#include "gateway/codec/utf8.hpp"

#include <algorithm>
#include <cstdio>

namespace schakel::json {

namespace {

constexpr std::string_view value_start = "{ [ \" 0-9 true false null";
constexpr std::string_view spaces = " \t\r\n";

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The text around a fault.
struct surroundings {
    std::string_view bytes;
    std::size_t at;

    bool at_end() const { return at >= bytes.size(); }
    char here() const { return at_end() ? '\0' : bytes[at]; }
    char before() const { return at == 0 || at > bytes.size() ? '\0' : bytes[at - 1]; }
    bool starts(std::string_view word) const { return bytes.substr(std::min(at, bytes.size())).starts_with(word); }
    std::size_t last_before() const {
        return at == 0 ? std::string_view::npos : bytes.find_last_not_of(spaces, at - 1);
    }
};

std::string character(const surroundings& s) {
    const auto c = static_cast<unsigned char>(s.here());
    if (c > 0x20 && c < 0x7F) return std::string(1, s.here());
    char text[16];
    std::snprintf(text, sizeof text, c < 0x80 ? "U+%04X" : "0x%02X", static_cast<unsigned>(c));
    return text;
}

fault unexpected(const surroundings& s, std::string_view expected) {
    if (s.at_end()) return {&rules::truncated, s.bytes.size(), std::string(expected)};
    if (s.starts("//") || s.starts("/*")) return {&rules::comment, s.at};
    return {&rules::syntax, s.at, std::string(expected), character(s)};
}

std::optional<fault> trailing_comma(const surroundings& s) {
    const std::size_t comma = s.last_before();
    if ((s.here() != ']' && s.here() != '}') || comma == std::string_view::npos || s.bytes[comma] != ',')
        return std::nullopt;
    return fault{&rules::trailing_comma, comma};
}

// "01", "0x1F" and "1_000": the reader took the first part for a whole number.
std::optional<fault> number_goes_on(const surroundings& s) {
    if (s.at_end() || !is_digit(s.before())) return std::nullopt;
    if (!is_digit(s.here()) && !is_letter(s.here()) && s.here() != '_' && s.here() != '.') return std::nullopt;
    return fault{&rules::number, s.at, ", ] } 0-9"};
}

fault bad_value(surroundings s) {
    if (auto comma = trailing_comma(s)) return *comma;
    while (s.at > 0 && !s.at_end() && is_letter(s.before())) --s.at; // to the start of a misspelt word
    if (s.at_end()) {
        return {&rules::truncated, s.bytes.size(), s.before() == '-' ? "0-9" : std::string(value_start)};
    }
    const bool minus = s.before() == '-';
    if (s.starts("NaN") || s.starts("Inf")) return {&rules::not_a_number, minus ? s.at - 1 : s.at};
    if (minus || s.here() == '+' || s.here() == '.') return {&rules::number, minus ? s.at - 1 : s.at, "- 0-9"};
    return unexpected(s, value_start);
}

fault bad_string(const surroundings& s) {
    if (s.at_end()) return {&rules::truncated, s.bytes.size(), "\""};
    if (s.here() != '\\') return {&rules::control_character, s.at, {}, character(s)};
    if (s.at + 1 == s.bytes.size()) return {&rules::truncated, s.bytes.size(), "\""};
    return {&rules::escape, s.at, "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"};
}

fault after_value(const surroundings& s, std::string_view expected) {
    if (auto number = number_goes_on(s)) return *number;
    return unexpected(s, expected);
}

} // namespace

void fault_list::add(const rule& broken, std::size_t offset, std::string expected, std::string got) {
    if (found_.size() >= limit_) {
        more_ = true;
        return;
    }
    add(fault{&broken, offset, std::move(expected), std::move(got)});
}

void fault_list::add(fault last) {
    finding& f = found_.emplace_back();
    f.broken = last.broken;
    f.where.offset = last.offset;
    f.expected = std::move(last.expected);
    f.got = utf8::repaired(last.got);
}

findings fault_list::take() {
    std::stable_sort(found_.begin(), found_.end(), [](auto& a, auto& b) { return a.where.offset < b.where.offset; });
    if (more_) add({&rules::limit_findings, location::nowhere, std::to_string(limit_)});
    return std::move(found_);
}

std::optional<fault> refused_unread(std::string_view bytes, std::size_t largest) {
    if (bytes.size() > largest)
        return fault{&rules::limit_bytes, 0, std::to_string(largest), std::to_string(bytes.size())};
    if (bytes.starts_with("\xEF\xBB\xBF")) return fault{&rules::byte_order_mark, 0, {}, "EF BB BF"};
    if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"))
        return fault{&rules::encoding, 0, "UTF-8", "UTF-16"};
    if (bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0'))
        return fault{&rules::encoding, 0, "UTF-8", "UTF-16"};
    return std::nullopt;
}

fault explain(syntax_fault what, std::string_view bytes) {
    const surroundings s{bytes, std::min(what.offset, bytes.size())};
    switch (what.what) {
    case syntax::no_value:
        return s.at_end() ? fault{&rules::empty, bytes.size(), std::string(value_start)} : unexpected(s, value_start);
    case syntax::second_value:
        if (auto number = number_goes_on(s)) return *number;
        if (s.starts("//") || s.starts("/*")) return {&rules::comment, s.at};
        return {&rules::trailing_content, s.at, {}, character(s)};
    case syntax::no_name:
        if (auto comma = trailing_comma(s)) return *comma;
        return unexpected(s, s.before() == '{' ? "\" }" : "\"");
    case syntax::no_colon: return unexpected(s, ":");
    case syntax::no_object_comma: return after_value(s, ", }");
    case syntax::no_array_comma: return after_value(s, ", ]");
    case syntax::hex_digits: return {&rules::escape, s.at, "\\uXXXX"};
    case syntax::half_pair: return {&rules::surrogate, s.at, {}, std::string(bytes.substr(s.at, 6))};
    case syntax::string: return bad_string(s);
    case syntax::encoding: return {&rules::encoding, s.at, "UTF-8", character(s)};
    case syntax::digits: return {&rules::number, s.at, "0-9"};
    case syntax::value: break;
    }
    return bad_value(s);
}

} // namespace schakel::json
