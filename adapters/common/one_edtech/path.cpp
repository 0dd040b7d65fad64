#include "adapters/common/one_edtech/path.hpp"

namespace schakel::one_edtech {

namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> decoded_segment(std::string_view raw) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            text += raw[i];
            continue;
        }
        const int high = i + 2 < raw.size() ? hex_value(raw[i + 1]) : -1;
        const int low = i + 2 < raw.size() ? hex_value(raw[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        text += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return text;
}

// Takes the first segment off a path that begins with "/".
std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

} // namespace

std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view raw) {
    std::vector<std::string> ids;
    while (!pattern.empty() && raw.starts_with('/')) {
        const std::string_view wanted = next_segment(pattern);
        auto text = decoded_segment(next_segment(raw));
        if (!text) return std::nullopt;
        if (wanted == "{}" && !text->empty())
            ids.push_back(*std::move(text));
        else if (wanted != *text)
            return std::nullopt;
    }
    if (!pattern.empty() || !raw.empty()) return std::nullopt;
    return ids;
}

} // namespace schakel::one_edtech
