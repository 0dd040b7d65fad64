#include "gateway/validation/xsd_plan.hpp"

#include "gateway/validation/code_points.hpp"
#include "gateway/validation/xsd_simple.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t most_digits = 18; // of a number that surely fits in 64 bits

// ---- making plans

bool has_order_facet(const simple_type& type) {
    return type.least || type.greatest || type.total_digits || type.fraction_digits;
}

bool is_text(const simple_type& type) {
    const bool of_text = type.primitive == primitive::string || type.primitive == primitive::any_simple;
    return of_text && !type.form && !type.names_id && !type.refers_to_id && !has_order_facet(type) &&
           (type.allowed.empty() || (type.compares_text && type.allowed.size() < 0x4000));
}

// A bound as a whole number; false when it is none, or a large one.
bool read_bound(const std::optional<bound>& from, std::int64_t& out) {
    if (!from) return true;
    const value& limit = from->limit;
    if (!limit.fraction.empty() || limit.whole.size() > most_digits) return false;
    out = 0;
    std::from_chars(limit.whole.data(), limit.whole.data() + limit.whole.size(), out);
    if (limit.negative) out = -out;
    return true;
}

// A bound of so many digits that it excludes no number that a plan reads.
bool is_beyond_reach(const bound& b, bool below) {
    return b.limit.whole.size() > most_digits && b.limit.negative == below;
}

bool plan_number(const simple_type& type, value_plan& plan) {
    if (type.form || !type.patterns.empty() || !type.allowed.empty() || type.total_digits) return false;
    plan.least = std::numeric_limits<std::int64_t>::min();
    plan.greatest = std::numeric_limits<std::int64_t>::max();
    if (!read_bound(type.least, plan.least) && !is_beyond_reach(*type.least, true)) return false;
    if (!read_bound(type.greatest, plan.greatest) && !is_beyond_reach(*type.greatest, false)) return false;
    if (type.least && type.least->exclusive) ++plan.least;
    if (type.greatest && type.greatest->exclusive) --plan.greatest;
    return true;
}

std::size_t hash_of(std::string_view text) {
    if (text.empty()) return 0;
    std::uint64_t first = 0, last = 0;
    const std::size_t part = std::min<std::size_t>(text.size(), 8);
    std::memcpy(&first, text.data(), part);
    std::memcpy(&last, text.data() + text.size() - part, part);
    const std::uint64_t mixed = (first * 0x9E3779B97F4A7C15 ^ last) * 0xC2B2AE3D27D4EB4F + text.size();
    return static_cast<std::size_t>(mixed ^ mixed >> 32);
}

std::vector<std::uint16_t> table_of(const std::vector<allowed_value>& allowed) {
    std::size_t size = 4;
    while (size < allowed.size() * 2) size *= 2;
    std::vector<std::uint16_t> table(size, 0);
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        std::size_t slot = hash_of(allowed[i].text) & (size - 1);
        while (table[slot] != 0) slot = (slot + 1) & (size - 1);
        table[slot] = static_cast<std::uint16_t>(i + 1);
    }
    return table;
}

// ---- following plans

bool is_listed(const simple_type& type, std::string_view text) {
    const std::vector<std::uint16_t>& table = type.plan.allowed;
    const std::size_t mask = table.size() - 1;
    for (std::size_t slot = hash_of(text) & mask; table[slot] != 0; slot = (slot + 1) & mask)
        if (type.allowed[table[slot] - 1U].text == text) return true;
    return false;
}

// Bytes up to the space; eight at a time.
bool has_blank(std::string_view text) {
    if (text.empty()) return false;
    constexpr std::uint64_t ones = 0x0101010101010101;
    const auto low = [](std::uint64_t word) { return ((word - 0x21 * ones) & ~word & 0x80 * ones) != 0; };
    std::size_t at = 0;
    std::uint64_t word = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::memcpy(&word, text.data() + at, 8);
        if (low(word)) return true;
    }
    word = ~std::uint64_t{0};
    std::memcpy(&word, text.data() + at, text.size() - at);
    return low(word);
}

// White space that collapsing leaves as it is: single spaces inside.
bool is_collapsed(std::string_view text) {
    if (!has_blank(text)) return true;
    char before = ' ';
    for (const char c : text) {
        if (c == '\t' || c == '\n' || c == '\r' || (c == ' ' && before == ' ')) return false;
        before = c;
    }
    return before != ' ';
}

bool has_right_length(const value_plan& plan, std::string_view text) {
    if (text.size() <= plan.longest && (text.size() + 3) / 4 >= plan.shortest) return true; // 1 to 4 bytes a character
    const std::size_t length = count_code_points(text);
    return length >= plan.shortest && length <= plan.longest;
}

bool is_right_text(const simple_type& type, std::string_view text) {
    const value_plan& plan = type.plan;
    if (!plan.keeps_blanks && !is_collapsed(text)) return false;
    if (plan.has_lengths && !has_right_length(plan, text)) return false;
    if (!plan.allowed.empty() && !is_listed(type, text)) return false;
    if (!plan.has_patterns) return true;
    return std::all_of(type.patterns.begin(), type.patterns.end(), [&](const std::vector<regex>& group) {
        return std::any_of(group.begin(), group.end(), [&](const regex& r) { return r.matches(text); });
    });
}

bool is_right_number(const value_plan& plan, std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > most_digits) return false;
    std::int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        number = number * 10 + (c - '0');
    }
    if (negative) number = -number;
    return number >= plan.least && number <= plan.greatest;
}

// "2025-10-06", but for the last days of a month.
bool is_right_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
        if (text[at] < '0' || text[at] > '9') return false;
    const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    return (two(0) > 0 || two(2) > 0) && two(5) >= 1 && two(5) <= 12 && two(8) >= 1 &&
           two(8) <= (two(5) == 2 ? 28 : 30);
}
// "hh:mm" of a clock that goes up to `last`.
bool is_clock(std::string_view text, int last) {
    for (const std::size_t at : {0U, 1U, 3U, 4U})
        if (text[at] < '0' || text[at] > '9') return false;
    return text[2] == ':' && (text[0] - '0') * 10 + (text[1] - '0') <= last && text[3] < '6';
}

// "2025-10-06T08:30:00" with "Z", "+02:00" or nothing behind it.
bool is_right_moment(std::string_view text) {
    if (text.size() < 19 || text[10] != 'T' || !is_right_day(text.substr(0, 10))) return false;
    const bool seconds = text[16] == ':' && text[17] >= '0' && text[17] < '6' && text[18] >= '0' && text[18] <= '9';
    if (!seconds || !is_clock(text.substr(11, 5), 23)) return false;
    if (text.size() == 19) return true;
    if (text.size() == 20) return text[19] == 'Z';
    return text.size() == 25 && (text[19] == '+' || text[19] == '-') && is_clock(text.substr(20), 13);
}
} // namespace

value_plan plan_for(const simple_type& type) {
    value_plan plan;
    if (type.variety != variety::atomic) return plan;
    if (is_text(type)) {
        plan.what = value_plan::way::text;
        plan.keeps_blanks = type.space == white_space::preserve;
        plan.has_patterns = !type.patterns.empty();
        plan.has_lengths = type.length || type.min_length || type.max_length;
        plan.shortest = std::max(type.length.value_or(0), type.min_length.value_or(0));
        const auto unlimited = static_cast<std::size_t>(-1);
        plan.longest = std::min(type.length.value_or(unlimited), type.max_length.value_or(unlimited));
        if (!type.allowed.empty()) plan.allowed = table_of(type.allowed);
    } else if (type.primitive == primitive::decimal && plan_number(type, plan)) {
        plan.what = value_plan::way::number;
    } else if (type.patterns.empty() && type.allowed.empty() && !has_order_facet(type)) {
        if (type.primitive == primitive::date) plan.what = value_plan::way::day;
        if (type.primitive == primitive::date_time) plan.what = value_plan::way::moment;
    }
    return plan;
}

bool is_plainly_right(const simple_type& type, std::string_view text) {
    switch (type.plan.what) {
    case value_plan::way::text: return is_right_text(type, text);
    case value_plan::way::number: return is_right_number(type.plan, text);
    case value_plan::way::day: return is_right_day(text);
    case value_plan::way::moment: return is_right_moment(text);
    case value_plan::way::look_closely: return false;
    }
    return false;
}

} // namespace schakel::validation::xsd
