// Addresses of machines (RFC 2673, RFC 4291) and of mailboxes (RFC 5321, RFC 6531).
#include "gateway/validation/json_schema_format_parts.hpp"

#include <optional>

namespace schakel::validation::forms {

namespace {

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

// The groups of one side of "::", or of a whole address; none when one of them is wrong. The last may be an IPv4
// address, which counts for two.
std::optional<std::size_t> groups_of(std::string_view text) {
    std::size_t count = 0;
    while (!text.empty()) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        const std::string_view group = text.substr(0, colon);
        if (colon == text.size() && is_ipv4(group)) return count + 2;
        if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hex)) return std::nullopt;
        ++count;
        if (colon == text.size()) break;
        text.remove_prefix(colon + 1);
        if (text.empty()) return std::nullopt;
    }
    return count;
}

bool is_address_literal(std::string_view text) {
    return text.starts_with("IPv6:") ? is_ipv6(text.substr(5)) : is_ipv4(text);
}

// Between quotation marks anything may stand but the mark itself, which is escaped (RFC 5321 4.1.2).
bool is_quoted(std::string_view text, bool international) {
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
    text = text.substr(1, text.size() - 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' || (text[i] == '\\' && ++i == text.size())) return false;
        if (is_beyond_ascii(text[i]) ? !international : text[i] < ' ' || text[i] == '\x7F') return false;
    }
    return true;
}

bool is_dotted(std::string_view text, bool international) {
    if (text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(), [international](char c) {
        return is_beyond_ascii(c) ? international : is_alnum(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~.");
    });
}

// A domain of a mailbox: letters, digits and hyphens, beyond ASCII as RFC 6531 3.3 takes them.
bool is_domain(std::string_view text, bool international) {
    if (text.empty() || text.size() > 255) return false;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('.', at), text.size());
        const std::string_view label = text.substr(at, end - at);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(), [international](char c) {
                return is_beyond_ascii(c) ? international : is_alnum(c) || c == '-';
            }))
            return false;
        at = end + 1;
    }
    return true;
}

} // namespace

bool is_ipv4(std::string_view text) {
    reader in(text);
    for (int part = 0; part < 4; ++part) {
        if (part > 0 && !in.take(".")) return false;
        const bool zero = in.front() == '0';
        std::size_t digits = 0;
        int value = 0;
        for (; in.next_is_digit() && digits < 4; ++digits) value = value * 10 + in.number(1);
        if (digits == 0 || digits > 3 || value > 255 || (zero && digits > 1)) return false;
    }
    return in.done();
}

bool is_ipv6(std::string_view text) {
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos) return groups_of(text) == std::size_t{8};
    const std::string_view left = text.substr(0, gap);
    if (left.find('.') != std::string_view::npos) return false;
    const auto before = groups_of(left);
    const auto after = groups_of(text.substr(gap + 2));
    return before && after && *before + *after <= 7;
}

bool is_email(std::string_view text, bool international) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at > 64) return false;
    const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
    if (!is_dotted(local, international) && !is_quoted(local, international)) return false;
    if (domain.starts_with('[') && domain.ends_with(']'))
        return is_address_literal(domain.substr(1, domain.size() - 2));
    return is_domain(domain, international);
}

} // namespace schakel::validation::forms
