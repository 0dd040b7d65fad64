#include "adapters/mapping_set/values.hpp"

#include "gateway/core/finding.hpp"

#include <algorithm>
#include <array>

namespace schakel::mapping_set_file {

namespace {

using model::goals::group;
using model::goals::review_state;

constexpr std::array<std::string_view, 3> reviews{"unreviewed", "reviewed", "rejected"};
constexpr std::array<std::string_view, 3> completenesses{"unknown", "incomplete", "complete"};

template <class Word>
std::optional<Word> parse(const std::array<std::string_view, 3>& words, std::string_view text) {
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) return std::nullopt;
    return static_cast<Word>(found - words.begin());
}

} // namespace

bool is_day(std::string_view text) {
    return parse_date(text).has_value();
}

bool is_share(std::string_view text) {
    const auto number = decimal::parse(text);
    return number && !number->is_negative() && *number <= decimal(1);
}

bool is_review(std::string_view text) {
    return parse_review(text).has_value();
}

bool is_justification(std::string_view text) {
    return model::goals::parse_justification(text).has_value();
}

bool in_order(std::string_view from, std::string_view to) {
    const auto first = parse_date(from), end = parse_date(to);
    return !first || !end || *first < *end;
}

std::optional<review_state> parse_review(std::string_view text) {
    return parse<review_state>(reviews, text);
}

std::optional<group::completeness> parse_completeness(std::string_view text) {
    return parse<group::completeness>(completenesses, text);
}

std::string_view to_word(review_state which) {
    return reviews.at(static_cast<std::size_t>(which));
}

std::string_view to_word(group::completeness which) {
    return completenesses.at(static_cast<std::size_t>(which));
}

std::string key_of(std::string_view text) {
    std::string key = model::goals::uuid_key(text);
    return key.empty() ? std::string(text) : key;
}

std::string masked_unless_number(std::string_view text) {
    const bool number = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return number ? std::string(text) : masked(text);
}

} // namespace schakel::mapping_set_file
