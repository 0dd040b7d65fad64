#include "adapters/common/eck_dt/vocabulary.hpp"

#include "adapters/common/eck_dt/wire.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::eck_dt {

namespace {

namespace catalogue = model::catalogue;
using enum catalogue::product_state;

template <class Value>
struct word {
    std::string_view text;
    Value value;
};

constexpr auto states = std::to_array<word<catalogue::product_state>>({
    {"Leverbaar", available},
    {"Beperkt leverbaar", limited},
    {"Nog niet leverbaar", not_yet_available},
    {"Tijdelijk niet leverbaar", temporarily_unavailable},
    {"Niet meer leverbaar", no_longer_available},
    {"Zal niet verschijnen", will_never_be_available},
});
constexpr auto users = std::to_array<word<catalogue::end_user>>({
    {"Onderwijsvolger", catalogue::end_user::student},
    {"Onderwijsgever", catalogue::end_user::educator},
    {"Beheerder", catalogue::end_user::administrator},
});
constexpr auto media = std::to_array<word<catalogue::product_kind>>({
    {"Web browser", catalogue::product_kind::digital},
    {"Boek", catalogue::product_kind::physical},
    {"Downloadable installer", catalogue::product_kind::digital},
    {"CD-ROM", catalogue::product_kind::physical},
    {"DVD", catalogue::product_kind::physical},
});
constexpr std::array<std::string_view, 6> sectors{"PO", "VO", "MBO", "HBO", "WO", "HO"};

template <class List>
auto find_word(const List& list, std::string_view text) {
    const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.text == text; });
    return found == list.end() ? std::nullopt : std::optional(found->value);
}

template <class List, class Value>
std::string_view find_text(const List& list, Value value) {
    const auto found = std::ranges::find_if(list, [&](const auto& one) { return one.value == value; });
    return found == list.end() ? std::string_view{} : found->text;
}

} // namespace

std::optional<catalogue::product_state> state_of(std::string_view text) {
    return find_word(states, text);
}
std::string_view word_of(catalogue::product_state state) {
    return find_text(states, state);
}
std::optional<catalogue::end_user> end_user_of(std::string_view text) {
    return find_word(users, text);
}
std::string_view word_of(catalogue::end_user user) {
    return find_text(users, user);
}

bool is_medium(std::string_view text) {
    return text == "Anders" || find_word(media, text).has_value();
}
std::optional<catalogue::product_kind> kind_of_medium(std::string_view text) {
    return find_word(media, text);
}
std::string_view medium_of(catalogue::product_kind kind) {
    return kind == catalogue::product_kind::combined ? std::string_view("Anders") : find_text(media, kind);
}

bool is_sector(std::string_view text) {
    return std::ranges::find(sectors, text) != sectors.end();
}

std::vector<std::string> sectors_in(std::string_view text) {
    std::vector<std::string> list;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        if (const std::string_view one = trimmed(text.substr(0, comma)); !one.empty()) list.emplace_back(one);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return list;
}

catalogue::licence_period period_of(std::string_view duration) {
    using kind_of = catalogue::licence_period::kind_of;
    catalogue::licence_period out;
    out.duration = duration;
    if (duration == "P1Y" || duration == "P12M") out.kind = kind_of::year;
    if (duration == "P1M") out.kind = kind_of::month;
    if (duration.size() > 2 && duration.starts_with('P') && duration.ends_with('D')) {
        const std::string_view digits = duration.substr(1, duration.size() - 2);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), out.days);
        if (read.ec == std::errc{} && read.ptr == digits.data() + digits.size()) out.kind = kind_of::days;
    }
    if (out.kind != kind_of::other) out.duration.clear();
    return out;
}

std::string duration_of(const catalogue::licence_period& period) {
    using kind_of = catalogue::licence_period::kind_of;
    switch (period.kind) {
    case kind_of::days: return "P" + std::to_string(period.days) + "D";
    case kind_of::month: return "P1M";
    case kind_of::year: return "P1Y";
    case kind_of::school_year: return {};
    case kind_of::other: break;
    }
    return period.duration;
}

bool means_no_end(instant when) {
    return date_in_amsterdam(when).year() >= std::chrono::year(2051);
}

} // namespace schakel::eck_dt
