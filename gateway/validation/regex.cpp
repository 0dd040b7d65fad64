#include "gateway/validation/regex.hpp"

#include "gateway/validation/regex_automaton.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace schakel::validation {

struct regex::tables {
    std::string pattern;
    regex_table table;
};

namespace {

#ifdef __SSE2__
constexpr std::size_t lane = 16;

__m128i sixteen(const void* bytes) {
    return _mm_loadu_si128(static_cast<const __m128i*>(bytes));
}

// Each of the sixteen bytes from `at` on lies in one of its ranges.
bool lane_fits(const regex_table& t, const char* text, std::size_t at) {
    const __m128i bytes = sixteen(text + at);
    __m128i inside = _mm_setzero_si128();
    for (const auto& range : t.prefix_ranges) {
        const __m128i above = _mm_sub_epi8(bytes, sixteen(range.low.data() + at));
        const __m128i capped = _mm_min_epu8(above, sixteen(range.span.data() + at));
        inside = _mm_or_si128(inside, _mm_cmpeq_epi8(above, capped));
    }
    return _mm_movemask_epi8(inside) == 0xFFFF;
}

// The last sixteen overlap with those before them.
bool lanes_fit(const regex_table& t, const char* text, std::size_t size) {
    for (std::size_t at = 0; at + lane < size; at += lane)
        if (!lane_fits(t, text, at)) return false;
    return lane_fits(t, text, size - lane);
}
#endif

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 128;
}

bool has_prefix(const regex_table& t, std::string_view text) {
    const std::size_t size = t.prefix.size();
    if (text.size() < size) return false;
#ifdef __SSE2__
    if (size >= lane && !t.prefix_ranges[0].low.empty()) return lanes_fit(t, text.data(), size);
#endif
    bool all = true;
    for (std::size_t i = 0; i < size; ++i)
        all = all && (t.prefix_sets[static_cast<unsigned char>(text[i])] & t.prefix[i]) != 0;
    return all;
}

result<regex_tree, regex_refusal> parsed(std::string_view pattern, regex_dialect dialect) {
    return dialect == regex_dialect::xsd ? parse_xsd_regex(pattern) : parse_ecma_regex(pattern);
}

} // namespace

result<regex, regex_refusal> regex::compile(std::string_view pattern, regex_dialect dialect) {
    using why = regex_refusal::kind;
    auto tree = parsed(pattern, dialect);
    if (!tree) return tree.error();
    if (!tree->unsupported.empty()) return regex_refusal{why::not_supported, tree->unsupported};
    auto automaton = build_automaton(*tree);
    if (!automaton) return regex_refusal{why::not_supported, automaton.error().message};
    auto table = build_table(*tree, *automaton, dialect == regex_dialect::ecma);
    if (!table) return regex_refusal{why::not_supported, table.error().message};
    regex out;
    out.tables_ = std::make_shared<const tables>(tables{std::string(pattern), std::move(table.value())});
    return out;
}

bool is_regex(std::string_view pattern, regex_dialect dialect) {
    const auto tree = parsed(pattern, dialect);
    return tree || tree.error().why == regex_refusal::kind::not_supported;
}

// While the state stays the same the bytes do not wait for each other, so those are taken in a loop of their own.
bool regex::matches(std::string_view utf8) const {
    const regex_table& t = tables_->table;
    if (!has_prefix(t, utf8)) return false;
    std::uint16_t state = t.behind_prefix;
    const char* at = utf8.data() + t.prefix.size();
    const char* const end = utf8.data() + utf8.size();
    while (at != end && state > regex_table::always) {
        const std::uint16_t* row = t.next.data() + state * std::size_t{t.class_count};
        const auto next = [&] { return row[t.ascii_classes[static_cast<unsigned char>(*at)]]; };
        while (at != end && is_ascii(*at) && next() == state) ++at;
        if (at == end) break;
        if (is_ascii(*at)) {
            state = next();
            ++at;
        } else {
            auto offset = static_cast<std::size_t>(at - utf8.data());
            state = row[t.class_of(next_code_point(utf8, offset))];
            at = utf8.data() + offset;
        }
    }
    return t.accepts[state] != 0;
}

std::string regex::example() const {
    return shortest_match(tables_->table);
}

const std::string& regex::pattern() const {
    return tables_->pattern;
}

} // namespace schakel::validation
