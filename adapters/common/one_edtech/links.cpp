#include "adapters/common/one_edtech/links.hpp"

#include <algorithm>
#include <iterator>

namespace schakel::one_edtech {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Takes the next part of `text` up to `end` outside quotation marks.
std::string_view take_until(std::string_view& text, char end) {
    bool quoted = false;
    std::size_t at = 0;
    while (at < text.size() && (quoted || text[at] != end)) {
        if (quoted && text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            quoted = !quoted;
        ++at;
    }
    at = std::min(at, text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

bool names_next(std::string_view parameters) {
    while (!parameters.empty()) {
        std::string_view one = take_until(parameters, ';');
        const std::string_view name = trimmed(take_until(one, '='));
        std::string_view words = trimmed(one);
        if (!same_word(name, "rel")) continue;
        if (words.size() >= 2 && words.front() == '"' && words.back() == '"') words = words.substr(1, words.size() - 2);
        while (!words.empty()) {
            if (same_word(take_until(words, ' '), "next")) return true;
        }
    }
    return false;
}

std::optional<std::string> next_in(std::string_view links) {
    while (!links.empty()) {
        const std::size_t open = links.find('<');
        if (open == std::string_view::npos) return std::nullopt;
        const std::size_t close = links.find('>', open);
        if (close == std::string_view::npos) return std::nullopt;
        const std::string_view target = links.substr(open + 1, close - open - 1);
        links.remove_prefix(close + 1);
        if (names_next(take_until(links, ','))) return std::string(trimmed(target));
    }
    return std::nullopt;
}

struct parts {
    std::string origin; // "https://host:443", lower case
    std::string_view path;
};

std::optional<parts> split(std::string_view url) {
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    std::string scheme;
    std::ranges::transform(url.substr(0, colon), std::back_inserter(scheme), lower);
    if (scheme != "http" && scheme != "https") return std::nullopt;
    url.remove_prefix(colon + 3);
    const std::size_t slash = std::min(url.find_first_of("/?#"), url.size());
    std::string authority;
    std::ranges::transform(url.substr(0, slash), std::back_inserter(authority), lower);
    if (authority.empty() || authority.find('@') != std::string::npos) return std::nullopt;
    const std::size_t port = authority.rfind(':');
    if (port == std::string::npos || port < authority.rfind(']') + 1) authority += scheme == "https" ? ":443" : ":80";
    return parts{scheme + "://" + authority, url.substr(slash)};
}

bool has_dot_segment(std::string_view path) {
    path = path.substr(0, path.find('?'));
    std::string plain;
    for (std::size_t at = 0; at < path.size(); ++at) {
        const bool dot = at + 2 < path.size() && path[at] == '%' && path[at + 1] == '2' && lower(path[at + 2]) == 'e';
        plain += dot ? '.' : path[at];
        if (dot) at += 2;
    }
    std::string_view rest = plain;
    while (!rest.empty()) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string_view segment = rest.substr(0, slash);
        if (segment == "." || segment == "..") return true;
        rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
    return false;
}

} // namespace

std::optional<std::string> next_link(const header_fields& headers) {
    for (const auto& [name, value] : headers) {
        if (!same_word(name, "link")) continue;
        if (auto found = next_in(value)) return found;
    }
    return std::nullopt;
}

std::optional<std::string> below_base(std::string_view link, std::string_view base_url, std::string_view asked) {
    link = link.substr(0, link.find('#'));
    const auto base = split(base_url);
    if (!base || link.empty()) return std::nullopt;
    std::string_view root = base->path;
    while (!root.empty() && root.back() == '/') root.remove_suffix(1);
    if (std::ranges::any_of(link, [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte <= ' ' || byte >= 127 || c == '\\';
        }))
        return std::nullopt;

    std::string path;
    if (link.starts_with("//")) return std::nullopt;
    if (link.front() == '?') {
        path = std::string(asked.substr(0, asked.find('?'))) + std::string(link);
    } else if (link.front() == '/' || link.find("://") < link.find_first_of("/?")) {
        const auto target = link.front() == '/' ? parts{base->origin, link} : split(link).value_or(parts{});
        if (target.origin != base->origin || !target.path.starts_with(root)) return std::nullopt;
        path = target.path.substr(root.size());
    } else {
        const std::string_view folder = asked.substr(0, asked.find('?'));
        path = std::string(folder.substr(0, folder.rfind('/') + 1)) + std::string(link);
    }
    if (!path.starts_with('/') || has_dot_segment(path)) return std::nullopt;
    return path;
}

void add_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4u];
        out += digits[byte & 15u];
    }
}

std::string encoded(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    add_encoded(out, text);
    return out;
}

std::string query_text(const std::vector<std::pair<std::string, std::string>>& query) {
    std::string out;
    for (const auto& [name, value] : query) out += (out.empty() ? "?" : "&") + encoded(name) + "=" + encoded(value);
    return out;
}

} // namespace schakel::one_edtech
