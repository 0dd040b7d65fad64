#include "gateway/model/goal_keys.hpp"

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

// A hexadecimal digit in lower case; 0 for anything else.
constexpr std::array<char, 256> small_digits = [] {
    std::array<char, 256> digits{};
    for (char c = '0'; c <= '9'; ++c) digits[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'f'; ++c) {
        digits[static_cast<unsigned char>(c)] = c;
        digits[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    }
    return digits;
}();

// In lower case; false when it is no uuid.
bool copy_uuid(std::string_view text, char* to) {
    if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
    bool good = true;
    const auto copy = [&](std::size_t from, std::size_t behind) {
        for (std::size_t i = from; i < behind; ++i) {
            to[i] = small_digits[static_cast<unsigned char>(text[i])];
            good &= to[i] != 0;
        }
        if (behind < uuid_size) to[behind] = '-';
    };
    copy(0, 8);
    copy(9, 13);
    copy(14, 18);
    copy(19, 23);
    copy(24, uuid_size);
    return good;
}

} // namespace

std::string uuid_key(std::string_view text) {
    std::string key;
    uuid_key(text, key);
    return key;
}

void uuid_key(std::string_view text, std::string& into) {
    constexpr std::string_view urn = "urn:uuid:";
    into.clear();
    if (text.size() < uuid_size) return;
    const std::string_view before = text.substr(0, text.size() - uuid_size);
    if (!(before.empty() || before == urn || before.back() == '/')) return;
    std::array<char, urn.size() + uuid_size> key;
    if (!copy_uuid(text.substr(before.size()), key.data() + urn.size())) return;
    std::copy(urn.begin(), urn.end(), key.begin());
    into.assign(key.data(), key.size());
}

std::string_view to_string(relation which) {
    return relation_words[static_cast<std::size_t>(which)];
}

std::optional<relation> parse_relation(std::string_view text) {
    return parse<relation>(relation_words, text);
}

namespace {

void put_derived_id(const association& one, std::string& into) {
    const std::string_view relation = to_string(one.what);
    into.clear();
    into.reserve(one.subject.size() + relation.size() + one.object.size() + 2);
    into.append(one.subject).append(1, ' ').append(relation).append(1, ' ').append(one.object);
}

} // namespace

std::string derived_id(const association& one) {
    std::string id;
    put_derived_id(one, id);
    return id;
}

void derive_id(association& one) {
    put_derived_id(one, one.id);
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
