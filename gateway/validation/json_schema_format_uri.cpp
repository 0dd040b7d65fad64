// URIs, IRIs and references (RFC 3986, RFC 3987), and URI templates (RFC 6570).
#include "gateway/validation/json_schema_format_parts.hpp"

namespace schakel::validation::forms {

namespace {

bool has_scheme(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_alpha(text.front())) return false;
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return is_alnum(c) || is_one_of(c, "+-.");
    });
}

// Between brackets: an IPv6 address or one of a future version.
bool is_address(std::string_view text) {
    if (!text.starts_with('v') && !text.starts_with('V')) return is_ipv6(text);
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || point < 2 || point + 1 == text.size()) return false;
    const auto hex = text.substr(1, point - 1);
    return std::all_of(hex.begin(), hex.end(), is_hex) &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(point) + 1, text.end(), [](char c) {
               return is_alnum(c) || is_one_of(c, "-._~!$&'()*+,;=:");
           });
}

// Brackets belong only around an IP address behind "//" (RFC 3986 3.2.2), and a port is a number.
bool has_good_authority(std::string_view text) {
    const std::size_t slashes = text.find("//");
    const std::size_t colon = text.find(':');
    const bool present = slashes == 0 || (colon != std::string_view::npos && slashes == colon + 1);
    std::string_view rest = text;
    if (present) {
        std::string_view authority = text.substr(slashes + 2);
        authority = authority.substr(0, authority.find_first_of("/?#"));
        rest = text.substr(slashes + 2 + authority.size());
        if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
            if (authority.substr(0, at).find_first_of("[]@") != std::string_view::npos) return false;
            authority.remove_prefix(at + 1);
        }
        if (authority.starts_with('[')) {
            const std::size_t close = authority.find(']');
            if (close == std::string_view::npos || !is_address(authority.substr(1, close - 1))) return false;
            authority.remove_prefix(close + 1);
            if (!authority.empty() && authority.front() != ':') return false;
        }
        const std::size_t port = authority.find(':');
        if (port != std::string_view::npos &&
            authority.find_first_not_of("0123456789", port + 1) != std::string_view::npos)
            return false;
        if (authority.find_first_of("[]") != std::string_view::npos) return false;
    }
    return rest.find_first_of("[]") == std::string_view::npos;
}

bool is_reference(std::string_view text, bool international) {
    std::size_t fragments = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
        if (c == '#' && ++fragments > 1) return false;
        const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        if (beyond_ascii ? !international : !is_alnum(c) && !is_one_of(c, "-._~:/?#[]@!$&'()*+,;=%")) return false;
    }
    const std::size_t colon = text.substr(0, text.find_first_of("/?#")).find(':');
    return (colon == std::string_view::npos || has_scheme(text)) && has_good_authority(text);
}

bool is_escape(std::string_view text) {
    return text.size() >= 3 && text[0] == '%' && is_hex(text[1]) && is_hex(text[2]);
}

// A variable with its modifier: "a.b:3", "list*".
bool is_variable(std::string_view text) {
    if (text.ends_with('*')) text.remove_suffix(1);
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        const std::string_view length = text.substr(colon + 1);
        if (length.empty() || length.size() > 4 || length.front() == '0' ||
            !std::all_of(length.begin(), length.end(), is_digit))
            return false;
        text = text.substr(0, colon);
    }
    bool after_point = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool point = text[i] == '.';
        if (point && after_point) return false;
        after_point = point;
        if (point || is_alnum(text[i]) || text[i] == '_') continue;
        if (!is_escape(text.substr(i))) return false;
        i += 2;
    }
    return !after_point;
}

bool is_expression(std::string_view text) {
    if (!text.empty() && is_one_of(text.front(), "+#./;?&=,!@|")) {
        if (is_one_of(text.front(), "=,!@|")) return false; // kept for later use
        text.remove_prefix(1);
    }
    for (;;) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (!is_variable(text.substr(0, comma))) return false;
        if (comma == text.size()) return true;
        text.remove_prefix(comma + 1);
    }
}

} // namespace

bool is_uri(std::string_view text, bool international) {
    return has_scheme(text) && is_reference(text, international);
}

bool is_uri_reference(std::string_view text, bool international) {
    return is_reference(text, international);
}

bool is_uri_template(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '{') {
            const std::size_t close = text.find('}', i);
            if (close == std::string_view::npos || !is_expression(text.substr(i + 1, close - i - 1))) return false;
            i = close;
        } else if (byte <= 0x20 || byte == 0x7F || is_one_of(text[i], "\"<>\\^`|}")) {
            return false;
        } else if (text[i] == '%' && !is_escape(text.substr(i))) {
            return false;
        }
    }
    return true;
}

} // namespace schakel::validation::forms
