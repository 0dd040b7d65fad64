#include "gateway/codec/xml_cursor.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace schakel::xml {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> predefined{
    {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};

const std::pair<std::string_view, char>* find_entity(std::string_view name) {
    for (const auto& entity : predefined)
        if (entity.first == name) return &entity;
    return nullptr;
}

// The digits between "&#" and ";"; 0 (no character) when they are none or too large.
char32_t numeric_value(std::string_view digits) {
    const bool hex = digits.starts_with('x');
    if (hex) digits.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    return error == std::errc{} && rest == digits.data() + digits.size() ? value : 0;
}

std::string hexadecimal(const char* format, unsigned value) {
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), format, value);
    return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

std::string shown(char32_t code) {
    std::string text = hexadecimal("U+%04X", static_cast<unsigned>(code));
    if (code > 0x20 && code < 0x7F) text.append(" (").append(1, static_cast<char>(code)).append(")");
    return text;
}

std::string clipped(std::string_view name) {
    constexpr std::size_t longest = 60;
    if (name.size() <= longest) return std::string(name);
    std::size_t cut = longest;
    while (cut > 0 && (to_byte(name[cut]) & 0xC0u) == 0x80u) --cut;
    return std::string(name.substr(0, cut)) + "…";
}

bool cursor::fail(const rule* broken, const char* place, std::string expected, std::string got) {
    finding fault;
    fault.broken = broken;
    fault.where.offset = offset(place);
    fault.expected = std::move(expected);
    fault.got = std::move(got);
    fault_ = std::move(fault);
    return false;
}

bool cursor::refuse(std::string_view expected) {
    if (at_end()) return fail(scan_rule("xml.truncated"), at, std::string(expected));
    const char* place = at;
    if (!read_special()) return false;
    return fail(scan_rule("xml.syntax"), place, std::string(expected), shown(decode(place, end).code));
}

bool cursor::expect(char wanted, std::string_view shown_as) {
    if (at_end() || *at != wanted) return refuse(shown_as);
    ++at;
    return true;
}

bool cursor::read_special() {
    const auto [code, length] = decode(at, end);
    if (length == 0) return fail(scan_rule("xml.utf8"), at, {}, "0x" + hexadecimal("%02X", to_byte(*at)));
    if (!is_character(code)) return fail(scan_rule("xml.character"), at, {}, shown(code));
    if (declared_ascii && code > 0x7F) return fail(scan_rule("xml.encoding-declared"), at, "UTF-8", "US-ASCII");
    at += length;
    return true;
}

bool cursor::read_name(written_name& out) {
    const char* start = at;
    if (!read_ncname()) return false;
    const char* local = start;
    if (!at_end() && *at == ':') {
        local = ++at;
        if (!starts_local_name()) return fail(scan_rule("xml.qname"), start, {}, clipped({start, at}));
        if (!read_ncname()) return false;
        if (!at_end() && *at == ':') return fail(scan_rule("xml.qname"), start, {}, clipped({start, at + 1}));
    }
    out.full = {start, at};
    out.prefix = local == start ? std::string_view{} : std::string_view{start, local - 1};
    out.local = {local, at};
    return true;
}

// False where the part after a colon cannot be a name of its own, though XML 1.0 without namespaces might allow it
// there.
bool cursor::starts_local_name() const {
    if (at_end() || is_ascii(*at)) return !at_end() && has_class(*at, name_start);
    const char32_t code = decode(at, end).code;
    return is_wide_name_start(code) || !is_wide_name_part(code);
}

bool cursor::read_ncname() {
    if (at_end() || is_ascii(*at)) {
        if (at_end() || !has_class(*at, name_start)) return refuse_name();
        ++at;
    } else if (!read_wide_name_character(true)) {
        return false;
    }
    for (;;) {
        while (at != end && has_class(*at, name_part)) ++at;
        if (at == end || is_ascii(*at)) return true;
        if (!read_wide_name_character(false)) return false;
    }
}

bool cursor::read_wide_name_character(bool first) {
    const char* place = at;
    if (!read_special()) return false;
    const char32_t code = decode(place, end).code;
    if (first ? is_wide_name_start(code) : is_wide_name_part(code)) return true;
    return fail(scan_rule("xml.name"), place, {}, shown(code));
}

bool cursor::refuse_name() {
    if (at_end()) return fail(scan_rule("xml.truncated"), at, "a name");
    const char* place = at;
    if (*at == ':') return fail(scan_rule("xml.qname"), at, {}, ":");
    if (!read_special()) return false;
    return fail(scan_rule("xml.name"), place, {}, shown(to_byte(*place)));
}

bool cursor::read_value(std::string_view& raw, bool& plain) {
    if (at_end() || (*at != '"' && *at != '\'')) return refuse("\" or '");
    const char quote = *at++;
    return read_quoted(raw, plain, quote);
}

bool cursor::read_quoted(std::string_view& raw, bool& plain, char quote) {
    const char* start = at;
    const char* stop = static_cast<std::size_t>(end - at) > longest_value ? at + longest_value : end;
    plain = true;
    for (;;) {
        if (at < stop) at = quote == '"' ? skip_plain<'"', '<', '&'>(at, stop) : skip_plain<'\'', '<', '&'>(at, stop);
        if (at_end()) return fail(scan_rule("xml.truncated"), start - 1, std::string(1, quote));
        if (*at == quote) break;
        if (at >= stop) return fail(scan_rule("xml.limit-value"), start, std::to_string(longest_value));
        if (*at == '<') return fail(scan_rule("xml.attribute-value"), at);
        if (*at == '&') {
            char32_t code = 0;
            if (!read_reference(code)) return false;
            plain = false;
        } else {
            plain = plain && !has_class(*at, blank);
            if (!read_special()) return false;
        }
    }
    raw = {start, at++};
    return true;
}

bool cursor::read_reference(char32_t& code) {
    constexpr std::string_view known = "&lt; &gt; &amp; &quot; &apos;";
    const char* start = at++;
    if (!at_end() && *at == '#') return read_numeric_reference(code);
    while (!at_end() && has_class(*at, name_part)) ++at;
    const std::string_view name(start + 1, at);
    if (at_end() || *at != ';') { // the words after a loose & may be a person's: they are not repeated
        at = start;
        return fail(scan_rule("xml.entity"), start, std::string(known), "&");
    }
    ++at;
    const auto* entity = find_entity(name);
    if (entity == nullptr) return fail(scan_rule("xml.entity"), start, std::string(known), clipped({start, at}));
    code = to_byte(entity->second);
    return true;
}

bool cursor::read_numeric_reference(char32_t& code) {
    const char* start = at - 1;
    const char* digits = ++at;
    while (!at_end() && has_class(*at, name_part)) ++at;
    code = numeric_value({digits, at});
    if (at_end() || *at != ';' || !is_character(code))
        return fail(scan_rule("xml.char-reference"), start, {}, clipped({start, at}));
    ++at;
    return true;
}

void append_normalised(std::string& out, std::string_view raw) {
    cursor in(raw);
    while (!in.at_end()) {
        const char* run = in.at;
        in.at = skip_plain<'&', '&', '&'>(in.at, in.end);
        out.append(run, in.at);
        if (in.at_end()) return;
        if (*in.at == '&') {
            char32_t code = 0;
            in.read_reference(code);
            append_utf8(out, code);
        } else if (has_class(*in.at, blank)) {
            out.push_back(' ');
            in.at += in.looking_at("\r\n") ? 2 : 1;
        } else {
            out.push_back(*in.at++); // a byte of a character outside ASCII
        }
    }
}

} // namespace schakel::xml
