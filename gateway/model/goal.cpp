#include "gateway/model/goal.hpp"

#include <algorithm>

namespace schakel::model::goals {

namespace {

constexpr std::array<std::string_view, relation_count> relation_words{
    "exact",    "narrower", "broader",    "overlap",     "related",  "precedes", "none",
    "child-of", "at-level", "in-subject", "replaced-by", "inherits", "other"};
static_assert(relation_words.size() == static_cast<std::size_t>(relation::other) + 1);

constexpr std::array<std::string_view, 7> justification_words{
    "unstated", "manual", "lexical", "semantic", "component-overlap", "supersession", "chained"};
static_assert(justification_words.size() == static_cast<std::size_t>(justification::chained) + 1);

constexpr std::array<std::string_view, record_kind_count> kind_words{
    "framework", "release", "goal", "association", "group", "mapping-set", "definition", "material"};

template <class Enumeration, std::size_t Size>
std::optional<Enumeration> parse(const std::array<std::string_view, Size>& words, std::string_view text) {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enumeration>(found - words.begin());
}

constexpr std::size_t uuid_size = 36;

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_uuid(std::string_view text) {
    if (text.size() != uuid_size) return false;
    for (std::size_t i = 0; i < uuid_size; ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hexadecimal(text[i])) return false;
    }
    return true;
}

} // namespace

std::string uuid_key(std::string_view text) {
    constexpr std::string_view urn = "urn:uuid:";
    if (text.size() < uuid_size) return {};
    const std::string_view before = text.substr(0, text.size() - uuid_size);
    const std::string_view uuid = text.substr(before.size());
    if (!is_uuid(uuid) || !(before.empty() || before == urn || before.back() == '/')) return {};
    std::string key(urn);
    for (const char c : uuid) key += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return key;
}

std::string_view to_string(relation which) {
    return relation_words[static_cast<std::size_t>(which)];
}

std::optional<relation> parse_relation(std::string_view text) {
    return parse<relation>(relation_words, text);
}

std::string_view to_string(justification which) {
    return justification_words[static_cast<std::size_t>(which)];
}

std::optional<justification> parse_justification(std::string_view text) {
    return parse<justification>(justification_words, text);
}

std::string_view to_string(record_kind which) {
    return kind_words[static_cast<std::size_t>(which)];
}

const record_tail& tail_of(const record& one) {
    return std::visit([](const auto& each) -> const record_tail& { return each; }, one);
}

} // namespace schakel::model::goals
