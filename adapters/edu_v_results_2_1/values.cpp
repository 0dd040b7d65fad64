#include "adapters/edu_v_results_2_1/values.hpp"

#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "gateway/codec/data_file.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::edu_v_results_2_1 {

namespace {

using model::score_kind;

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

bool is_digit(char c) {
    return c >= '0' && c <= '9';
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

} // namespace schakel::edu_v_results_2_1
