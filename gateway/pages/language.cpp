#include "gateway/pages/render.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace schakel::pages {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::optional<language> language_of(std::string_view tag) {
    const std::string_view primary = tag.substr(0, std::min(tag.find_first_of("-_"), tag.size()));
    const auto is = [&](std::string_view name) {
        return std::ranges::equal(primary, name, {}, [](char c) { return static_cast<char>(c | 0x20); });
    };
    if (is("nl")) return language::nl;
    if (is("en")) return language::en;
    return std::nullopt;
}

// "0.8" of "nl;q=0.8" in thousandths; 1000 without one, 0 for what cannot be read.
int weight_of(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1000;
    const std::string_view text = trimmed(parameters.substr(at + 2));
    double weight = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight);
    return error == std::errc{} && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0;
}

} // namespace

language preferred_language(std::string_view launch_locale, std::string_view accept_language) {
    if (const auto launched = language_of(launch_locale)) return *launched;
    language best = language::nl;
    int highest = 0;
    while (!accept_language.empty()) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        const std::string_view one = trimmed(accept_language.substr(0, comma));
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        const std::size_t semicolon = std::min(one.find(';'), one.size());
        const auto named = language_of(trimmed(one.substr(0, semicolon)));
        const int weight = weight_of(one.substr(semicolon));
        if (named && weight > highest) {
            best = *named;
            highest = weight;
        }
    }
    return best;
}

} // namespace schakel::pages
