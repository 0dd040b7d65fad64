#include "gateway/validation/xsd_value.hpp"

#include "gateway/validation/xsd_time.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace schakel::validation::xsd {

namespace {
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string_view take_digits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && is_digit(text[count])) ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool read_decimal(std::string_view text, value& out) {
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        out.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    out.whole = take_digits(text);
    bool any = !out.whole.empty();
    if (!text.empty() && text[0] == '.') {
        text.remove_prefix(1);
        out.fraction = take_digits(text);
        any |= !out.fraction.empty();
    }
    while (!out.whole.empty() && out.whole.front() == '0') out.whole.remove_prefix(1);
    while (!out.fraction.empty() && out.fraction.back() == '0') out.fraction.remove_suffix(1);
    if (out.whole.empty() && out.fraction.empty()) out.negative = false;
    return any && text.empty();
}

bool read_boolean(std::string_view text, value& out) {
    out.truth = text == "true" || text == "1";
    return out.truth || text == "false" || text == "0";
}

// Of a number other than zero, written with digits, point and exponent.
bool is_below_one(std::string_view text) {
    const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
    std::int64_t exponent = 0;
    if (mark < text.size()) {
        std::string_view power = text.substr(mark + 1);
        if (power.starts_with('+')) power.remove_prefix(1);
        const auto read = std::from_chars(power.data(), power.data() + power.size(), exponent);
        if (read.ec != std::errc{}) return power.starts_with('-');
    }
    const std::string_view mantissa = text.substr(0, mark);
    const auto point = static_cast<std::int64_t>(std::min(mantissa.find('.'), mantissa.size()));
    const auto first = static_cast<std::int64_t>(mantissa.find_first_of("123456789"));
    return point - first < -exponent;
}

// The nearest number of the kind; beyond its range zero or infinity.
template <class Number>
bool read_rounded(std::string_view text, double& out) {
    Number number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end != text.data() + text.size()) return false;
    if (fault == std::errc::result_out_of_range) {
        number = is_below_one(text) ? 0 : static_cast<Number>(text[0] == '-' ? -HUGE_VAL : HUGE_VAL);
    } else if (fault != std::errc{}) {
        return false;
    }
    out = static_cast<double>(number);
    return true;
}

bool read_number(bool single, std::string_view text, value& out) {
    if (text == "INF" || text == "-INF") {
        out.number = text[0] == '-' ? -HUGE_VAL : HUGE_VAL;
        return true;
    }
    if (text == "NaN") {
        out.number = std::nan("");
        return true;
    }
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    // from_chars would also read "inf" and a second sign
    if (text.empty() || !(is_digit(text[0]) || text[0] == '-' || text[0] == '.')) return false;
    if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
    return single ? read_rounded<float>(text, out.number) : read_rounded<double>(text, out.number);
}

bool read_hex(std::string_view text, value& out) {
    for (const char c : text)
        if (!is_hex(c)) return false;
    out.octets = text.size() / 2;
    return text.size() % 2 == 0;
}

bool read_base64(std::string_view text, value& out) {
    std::size_t symbols = 0, padding = 0;
    char last = 'A';
    for (const char c : text) {
        if (c == ' ') continue;
        const bool symbol = is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c == '/';
        if (c == '=')
            ++padding;
        else if (!symbol || padding > 0)
            return false;
        else
            ++symbols, last = c;
    }
    if (padding > 2 || (symbols + padding) % 4 != 0 || symbols % 4 == 1) return false;
    // the bits that padding leaves over must be zero
    if (padding == 1 && std::string_view("AEIMQUYcgkosw048").find(last) == std::string_view::npos) return false;
    if (padding == 2 && std::string_view("AQgw").find(last) == std::string_view::npos) return false;
    out.octets = symbols * 3 / 4;
    return true;
}

// A reference as RFC 2396 knows it, after the escaping that XLink prescribes: only what no escaping repairs is refused.
bool has_bracket(std::string_view text) {
    return text.find_first_of("[]") != std::string_view::npos;
}

// Brackets stand around the address of an authority (RFC 2732) and in fragments, nowhere else.
bool brackets_fit(std::string_view text) {
    std::string_view rest = text.substr(0, text.find('#'));
    if (!has_bracket(rest)) return true;
    const std::size_t slashes = rest.find("//");
    if (slashes == std::string_view::npos || has_bracket(rest.substr(0, slashes))) return false;
    rest.remove_prefix(slashes + 2);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    if (has_bracket(rest.substr(authority.size()))) return false;
    const std::size_t at = authority.rfind('@');
    const std::string_view host = at == std::string_view::npos ? authority : authority.substr(at + 1);
    const std::size_t close = host.find(']');
    if (has_bracket(authority.substr(0, authority.size() - host.size())) || !host.starts_with('[')) return false;
    if (close == std::string_view::npos || host.rfind('[') != 0) return false;
    const std::string_view port = host.substr(close + 1);
    return port.empty() || (port[0] == ':' && !has_bracket(port));
}

bool read_uri(std::string_view text) {
    if (std::count(text.begin(), text.end(), '#') > 1 || !brackets_fit(text)) return false;
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1))
        if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return false;
    const std::size_t end = text.find_first_of(":/?#");
    if (end == std::string_view::npos || text[end] != ':') return true;
    const std::string_view scheme = text.substr(0, end);
    const auto letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    if (scheme.empty() || !letter(scheme[0])) return false;
    return std::all_of(scheme.begin(), scheme.end(), [&](char c) {
        return letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
    });
}

bool read_qname(std::string_view text, const xml::namespace_scope* scope, value& out) {
    const std::size_t colon = text.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? std::string_view{} : text.substr(0, colon);
    out.local = colon == std::string_view::npos ? text : text.substr(colon + 1);
    if (out.local.empty() || out.local.find_first_of(": \t\n\r") != std::string_view::npos || colon == 0) return false;
    const std::string_view* space = scope != nullptr ? scope->find_namespace(prefix) : nullptr;
    if (space != nullptr) out.space = *space;
    return space != nullptr || prefix.empty();
}

void append_number(double number, std::string& out) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, number == 0 ? 0.0 : number).ptr;
    out.append(text, end);
}

std::strong_ordering compare_decimals(const value& a, const value& b) {
    if (a.negative != b.negative) return a.negative ? std::strong_ordering::less : std::strong_ordering::greater;
    auto magnitude = a.whole.size() <=> b.whole.size();
    if (magnitude == 0) magnitude = a.whole <=> b.whole;
    if (magnitude == 0) magnitude = a.fraction <=> b.fraction;
    return a.negative ? 0 <=> magnitude : magnitude;
}
} // namespace

bool read_value(primitive type, std::string_view text, const xml::namespace_scope* scope, value& out) {
    switch (type) {
    case primitive::any_simple:
    case primitive::string: return true;
    case primitive::boolean: return read_boolean(text, out);
    case primitive::decimal: return read_decimal(text, out);
    case primitive::float_: return read_number(true, text, out);
    case primitive::double_: return read_number(false, text, out);
    case primitive::hex_binary: return read_hex(text, out);
    case primitive::base64_binary: return read_base64(text, out);
    case primitive::any_uri: return read_uri(text);
    case primitive::qname:
    case primitive::notation: return read_qname(text, scope, out);
    default: return read_time(type, text, out);
    }
}

bool is_ordered(primitive type) {
    return type >= primitive::decimal && type <= primitive::month;
}

std::partial_ordering compare(primitive type, const value& a, const value& b) {
    if (type == primitive::decimal) return compare_decimals(a, b);
    if (type == primitive::float_ || type == primitive::double_) {
        if (std::isnan(a.number) && std::isnan(b.number)) return std::partial_ordering::equivalent; // NaN equals itself
        return a.number <=> b.number;
    }
    if (type == primitive::duration) return compare_durations(a, b);
    return is_ordered(type) ? compare_times(a, b) : std::partial_ordering::unordered;
}

void append_canonical(primitive type, const value& v, std::string_view text, std::string& out) {
    out += canonical_mark(type);
    switch (type) {
    case primitive::boolean: out += v.truth ? '1' : '0'; break;
    case primitive::decimal:
        if (v.negative) out += '-';
        out.append(v.whole).append(".").append(v.fraction);
        break;
    case primitive::float_:
    case primitive::double_: append_number(v.number, out); break;
    case primitive::hex_binary:
        for (const char c : text) out += static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
        break;
    case primitive::base64_binary:
        for (const char c : text)
            if (c != ' ') out += c;
        break;
    case primitive::qname:
    case primitive::notation: out.append("{").append(v.space).append("}").append(v.local); break;
    case primitive::any_simple:
    case primitive::string:
    case primitive::any_uri: out += text; break;
    case primitive::duration: append_duration(v, out); break;
    default: append_wide(v.seconds, out); out.append(".").append(v.fraction).append(v.zoned ? "Z" : "");
    }
}

} // namespace schakel::validation::xsd
