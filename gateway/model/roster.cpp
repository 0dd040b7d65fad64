#include "gateway/model/roster.hpp"

#include "gateway/core/clock.hpp"

#include <algorithm>
#include <utility>

namespace schakel::model::roster {

namespace {

constexpr std::array<std::string_view, 25> role_words{
    "pupil",
    "teacher",
    "substitute",
    "teaching-assistant",
    "teaching-supporter",
    "trainee",
    "mentor",
    "counselor",
    "remedial-teacher",
    "social-worker",
    "principal",
    "deputy-principal",
    "location-leader",
    "board-member",
    "administrative",
    "system-administrator",
    "site-administrator",
    "materials-coordinator",
    "privacy-officer",
    "caretaker",
    "proctor",
    "parent",
    "guardian",
    "relative",
    "other"};
static_assert(role_words.size() == static_cast<std::size_t>(role::other) + 1);

constexpr std::array<std::string_view, record_kind_count> kind_words{
    "organisation", "school-period", "course", "group", "person", "membership", "enrolment"};

// The position of a word in a list, as the enumeration with these words.
template <class Enumeration, std::size_t Size>
std::optional<Enumeration> parse(const std::array<std::string_view, Size>& words, std::string_view text) {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enumeration>(found - words.begin());
}

std::optional<int> year_in(std::string_view text) {
    int year = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        year = year * 10 + (c - '0');
    }
    return year;
}

} // namespace

std::string_view to_string(role which) {
    return role_words[static_cast<std::size_t>(which)];
}

std::optional<role> parse_role(std::string_view text) {
    return parse<role>(role_words, text);
}

std::string_view to_string(person_kind which) {
    constexpr std::array<std::string_view, 3> words{"pupil", "employee", "other"};
    return words[static_cast<std::size_t>(which)];
}

std::string_view to_string(record_kind which) {
    return kind_words[static_cast<std::size_t>(which)];
}

std::optional<record_kind> parse_record_kind(std::string_view text) {
    return parse<record_kind>(kind_words, text);
}

const record_tail& tail_of(const record& one) {
    return std::visit([](const auto& held) -> const record_tail& { return held; }, one);
}

record_tail& tail_of(record& one) {
    return std::visit([](auto& held) -> record_tail& { return held; }, one);
}

bool is_school_year(std::string_view text) {
    if (text.size() != 9 || text[4] != '-') return false;
    const auto first = year_in(text.substr(0, 4));
    const auto second = year_in(text.substr(5));
    return first && second && *second == *first + 1;
}

std::string school_year_of(day when) {
    const int year = static_cast<int>(when.year());
    const int first = when.month() >= std::chrono::August ? year : year - 1;
    return std::to_string(first) + "-" + std::to_string(first + 1);
}

} // namespace schakel::model::roster
