#include "gateway/core/finding.hpp"

#include <algorithm>
#include <utility>

namespace schakel {

namespace {

constexpr std::size_t longest_mask = 40;

// One pass, so that a `got` that happens to hold "{expected}" is not expanded again.
std::string filled_in(std::string_view pattern, std::string_view expected, std::string_view got) {
    const std::pair<std::string_view, std::string_view> places[] = {{"{expected}", expected}, {"{got}", got}};
    std::string text;
    while (!pattern.empty()) {
        const auto* place = std::ranges::find_if(places, [&](const auto& p) { return pattern.starts_with(p.first); });
        if (place != std::end(places)) {
            text += place->second;
            pattern.remove_prefix(place->first.size());
        } else {
            text += pattern.front();
            pattern.remove_prefix(1);
        }
    }
    return text;
}

bool continues_code_point(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

char mask_of(unsigned char byte) {
    if (byte >= '0' && byte <= '9') return '#';
    if (byte >= 'A' && byte <= 'Z') return 'X';
    if ((byte >= 'a' && byte <= 'z') || byte >= 0x80) return 'x';
    if (byte < 0x20 || byte == 0x7F) return '?';
    return static_cast<char>(byte);
}

} // namespace

std::string finding::text(language lang) const {
    return filled_in(lang == language::nl ? broken->text_nl : broken->text_en, expected, got);
}

bool has_error(std::span<const finding> list) {
    return std::ranges::any_of(list, [](const finding& f) { return f.broken->level == severity::error; });
}

std::string masked(std::string_view value) {
    std::string mask;
    std::size_t length = 0;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (continues_code_point(byte)) continue;
        if (length++ < longest_mask) mask += mask_of(byte);
    }
    if (length > longest_mask) mask += "… (" + std::to_string(length) + ")";
    return mask;
}

std::string_view to_string(severity level) {
    switch (level) {
    case severity::info: return "info";
    case severity::warning: return "warning";
    case severity::error: return "error";
    }
    return "";
}

} // namespace schakel
