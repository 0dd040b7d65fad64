#include "adapters/edu_v_results_2_1/values.hpp"

#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "gateway/codec/data_file.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::edu_v_results_2_1 {

namespace {

using model::score_kind;
namespace scheme = model::scheme;

constexpr std::string_view list_of_types = "edu_v/codelists/result_types.toml";

constexpr std::array<std::pair<std::string_view, score_kind>, 7> score_types{{
    {"ScorePoints", score_kind::points},
    {"NumberItems", score_kind::number_of_items},
    {"NumberCorrect", score_kind::number_correct},
    {"NumberIncorrect", score_kind::number_incorrect},
    {"DurationInSeconds", score_kind::duration},
    {"SkillScore", score_kind::skill},
    {"PercentageCorrect", score_kind::percentage_correct},
}};

using pairs = std::pair<std::string_view, std::string_view>;
constexpr std::array<pairs, 5> person_types{{
    {scheme::las_key, "ASI"},
    {scheme::nepri, "NEPRI"},
    {scheme::neppi, "NEPPI"},
    {scheme::basispoort, "BPI"},
    {scheme::eduid, "eduID"},
}};
constexpr std::array<pairs, 4> school_types{{
    {scheme::brin, "OIE_CODE"},
    {scheme::basispoort, "BP_ID"},
    {scheme::digidelivery, "DD_ID"},
    {scheme::school_key, "AS_ID"},
}};

template <std::size_t N>
std::string_view second_of(const std::array<pairs, N>& list, std::string_view first) {
    const auto* found = std::ranges::find(list, first, &pairs::first);
    return found == list.end() ? std::string_view{} : found->second;
}

template <std::size_t N>
std::string_view first_of(const std::array<pairs, N>& list, std::string_view second) {
    const auto* found = std::ranges::find(list, second, &pairs::second);
    return found == list.end() ? std::string_view{} : found->first;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// The length of the number at the start of `text`: a sign, digits and one point.
std::size_t number_length(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    while (at < text.size() && (is_digit(text[at]) || text[at] == '.')) ++at;
    return at;
}

} // namespace

result_forms::result_forms(const validation::schema_catalogue& catalogue) {
    const auto bytes = catalogue(list_of_types);
    if (!bytes) throw std::runtime_error(std::string(list_of_types) + ": not found");
    const auto list = parse_data(*bytes, list_of_types, "term");
    if (!list) throw std::runtime_error(list.error().message);
    for (const data_file::row& row : list->rows) {
        form one;
        if (const auto words = row.find("shown"); words != row.end()) one.words = words->second;
        if (const auto pattern = row.find("pattern"); pattern != row.end()) {
            auto compiled = validation::regex::compile(pattern->second, validation::regex_dialect::ecma);
            if (!compiled) throw std::runtime_error(std::string(list_of_types) + ": " + compiled.error().message);
            one.pattern = std::move(*compiled);
        }
        types_.emplace(row.at("value"), std::move(one));
    }
}

bool result_forms::fits(std::string_view type, std::string_view value) const {
    const auto known = types_.find(type);
    return known == types_.end() || !known->second.pattern || known->second.pattern->matches(value);
}

std::string_view result_forms::described(std::string_view type) const {
    const auto known = types_.find(type);
    return known == types_.end() ? std::string_view{} : std::string_view(known->second.words);
}

std::optional<score_kind> score_kind_of(std::string_view score_type) {
    for (const auto& [type, kind] : score_types) {
        if (type == score_type) return kind;
    }
    return std::nullopt;
}

std::string_view score_type_of(score_kind kind) {
    for (const auto& [type, known] : score_types) {
        if (known == kind) return type;
    }
    return {};
}

const rule* fault_of_score(std::string_view score_type, std::string_view value) {
    const auto number = decimal::parse(value);
    if (!number) return &fault::score_number;
    switch (score_kind_of(score_type).value_or(score_kind::points)) {
    case score_kind::number_of_items:
    case score_kind::number_correct:
    case score_kind::number_incorrect:
        return number->is_integer() && !number->is_negative() ? nullptr : &fault::score_count;
    case score_kind::percentage_correct:
        return !number->is_negative() && *number <= decimal(100) ? nullptr : &fault::score_percentage;
    case score_kind::duration: return number->is_negative() ? &fault::negative_duration : nullptr;
    case score_kind::points:
    case score_kind::skill:
    case score_kind::number_read:
    case score_kind::scaled: break;
    }
    return nullptr;
}

std::optional<score_range> parse_range(std::string_view lhs) {
    lhs = trimmed(lhs);
    const std::size_t length = number_length(lhs);
    const auto low = decimal::parse(lhs.substr(0, length));
    if (!low) return std::nullopt;
    lhs = trimmed(lhs.substr(length));
    if (lhs.empty()) return score_range{*low, std::nullopt};
    if (!lhs.starts_with('-')) return std::nullopt;
    lhs = trimmed(lhs.substr(1));
    const auto high = lhs.size() == number_length(lhs) ? decimal::parse(lhs) : std::nullopt;
    if (!high) return std::nullopt;
    return score_range{*low, high};
}

std::string write_range(const score_range& range) {
    return range.high ? range.low.text() + "-" + range.high->text() : range.low.text();
}

bool is_school_year(std::string_view text) {
    return text.size() == 9 && text[4] == '-' && all_digits(text.substr(0, 4)) && all_digits(text.substr(5));
}

bool is_consecutive(std::string_view school_year) {
    return std::stoi(std::string(school_year.substr(0, 4))) + 1 == std::stoi(std::string(school_year.substr(5)));
}

std::string school_year_of(instant when) {
    const auto date = date_in_amsterdam(when);
    const int first = static_cast<int>(date.year()) - (date.month() < std::chrono::August ? 1 : 0);
    return std::to_string(first) + "-" + std::to_string(first + 1);
}

std::string to_utc(instant when) {
    return when == std::chrono::floor<std::chrono::seconds>(when) ? to_rfc3339(when) : to_rfc3339_milliseconds(when);
}

bool is_plausible(instant when) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
    return date.year() >= std::chrono::year(1990) && date.year() <= std::chrono::year(2100);
}

bool is_brin(std::string_view text) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() == 4 && all_digits(text.substr(0, 2)) && is_capital(text[2]) && is_capital(text[3]);
}

bool is_eckid(std::string_view text) {
    constexpr std::string_view start = "https://ketenid.nl/";
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0 || text.starts_with("sp")) return false;
    const std::string_view digits = text.substr(slash + 1);
    const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
    return digits.size() == 128 && std::ranges::all_of(digits, is_hex);
}

bool is_web_address(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) && !text.ends_with("://") &&
           std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<';
           });
}

std::string_view person_type_of(std::string_view of_scheme) {
    return second_of(person_types, of_scheme);
}
std::string_view person_scheme_of(std::string_view type) {
    return first_of(person_types, type);
}
std::string_view school_type_of(std::string_view of_scheme) {
    return second_of(school_types, of_scheme);
}
std::string_view school_scheme_of(std::string_view type) {
    return first_of(school_types, type);
}

} // namespace schakel::edu_v_results_2_1
