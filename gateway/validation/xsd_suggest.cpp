#include "gateway/validation/xsd_suggest.hpp"

#include "gateway/core/nearest.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t most_shown = 12;
constexpr std::size_t longest_compared = 64; // beyond it a distance says little and costs much

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string in_small_letters(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), small);
    return out;
}

std::string_view local_part(std::string_view name) {
    const std::size_t end = name.starts_with('{') ? name.find('}') : std::string_view::npos;
    return end == std::string_view::npos ? name : name.substr(end + 1);
}

// Capitals count less than letters.
std::size_t distance(std::string_view a, std::string_view b) {
    if (a.size() > longest_compared || b.size() > longest_compared) return 2 * longest_compared;
    return a == b ? 0 : 2 * edit_distance(in_small_letters(a), in_small_letters(b)) + 1;
}
} // namespace

bool is_near(std::string_view written, std::string_view possible) {
    if (written.size() > longest_compared || possible.size() > longest_compared) return false;
    const std::size_t slips = edit_distance(in_small_letters(written), in_small_letters(possible));
    return slips <= std::min(written.size(), possible.size()) / 3;
}

std::string nearest_first(const std::vector<std::string>& possible, std::string_view written) {
    std::vector<std::pair<std::size_t, const std::string*>> ranked;
    for (const std::string& one : possible)
        ranked.emplace_back(written.empty() ? 0 : distance(written, local_part(one)), &one);
    std::stable_sort(ranked.begin(), ranked.end(), [](auto& a, auto& b) { return a.first < b.first; });
    std::string out;
    for (std::size_t i = 0; i < std::min(ranked.size(), most_shown); ++i)
        out += (i > 0 ? " | " : "") + (ranked[i].second->empty() ? "\"\"" : *ranked[i].second);
    if (ranked.size() > most_shown) out += " | … (" + std::to_string(ranked.size()) + ")";
    return out;
}

} // namespace schakel::validation::xsd
