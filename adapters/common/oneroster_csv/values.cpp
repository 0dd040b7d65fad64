#include "adapters/common/oneroster_csv/values.hpp"

#include "adapters/common/one_edtech/moments.hpp"
#include "gateway/core/clock.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr auto id_characters = [] {
    std::array<bool, 256> allowed{};
    for (const char c : string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-_/@"))
        allowed[static_cast<unsigned char>(c)] = true;
    return allowed;
}();

#if defined(__SSE2__)

// Of each byte whether it lies from `least` to `most`.
__m128i within(__m128i bytes, char least, char most) {
    const __m128i above = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(least - 1)));
    return _mm_and_si128(above, _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(most + 1))));
}

// The same of a text of at least 16 bytes: sixteen at a time, the last ones perhaps twice.
bool are_id_characters(string_view text) {
    __m128i all = _mm_set1_epi8(-1);
    for (std::size_t at = 0; at < text.size(); at += 16) {
        const char* const from = text.data() + std::min(at, text.size() - 16);
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
        const __m128i letters = _mm_or_si128(within(bytes, '@', 'Z'), within(bytes, 'a', 'z'));
        const __m128i others = _mm_or_si128(within(bytes, '-', '9'), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
        all = _mm_and_si128(all, _mm_or_si128(letters, others));
    }
    return _mm_movemask_epi8(all) == 0xFFFF;
}

#endif

int number_in(string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// Digits where the pattern has a 0, the same character elsewhere.
bool fits(string_view text, string_view pattern) {
    if (text.size() != pattern.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
    return true;
}

std::string lower(string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

} // namespace

bool is_id(string_view text) {
    if (text.empty() || text.size() > 255) return false;
#if defined(__SSE2__)
    if (text.size() >= 16) return are_id_characters(text);
#endif
    bool all = true;
    for (const char c : text) all &= id_characters[static_cast<unsigned char>(c)];
    return all;
}

bool is_year(string_view text) {
    return fits(text, "0000");
}

bool is_integer(string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_number(string_view text) {
    double value = 0;
    const char* const end = text.data() + text.size();
    if (text.empty() || text.size() > 64 || (!is_digit(text.back()) && text.back() != '.')) return false;
    const auto [at, fault] = std::from_chars(text.data(), end, value);
    return fault == std::errc() && at == end;
}

bool is_date(string_view text) {
    return parse_date(text).has_value();
}

bool is_moment(string_view text) {
    constexpr std::size_t to_seconds = 19;
    if (text.size() < to_seconds + 1 || text.back() != 'Z') return false;
    if (!fits(text.substr(0, to_seconds), "0000-00-00T00:00:00") || !is_date(text.substr(0, 10))) return false;
    if (number_in(text.substr(11, 2)) > 23 || number_in(text.substr(14, 2)) > 59 || number_in(text.substr(17, 2)) > 60)
        return false;
    const string_view fraction = text.substr(to_seconds, text.size() - to_seconds - 1);
    return fraction.empty() || (fraction.size() <= 10 && fraction.size() > 1 && fraction[0] == '.' &&
                                std::all_of(fraction.begin() + 1, fraction.end(), is_digit));
}

string_view boolean_meant(string_view text) {
    const std::string word = lower(text);
    for (const char* yes : {"true", "1", "yes", "y", "t", "ja", "waar"})
        if (word == yes) return "true";
    for (const char* no : {"false", "0", "no", "n", "f", "nee", "onwaar"})
        if (word == no) return "false";
    return {};
}

std::string date_meant(string_view text) {
    const auto day = one_edtech::lenient_date(text);
    return day ? to_string(*day) : std::string();
}

std::string moment_meant(string_view text) {
    const auto when = one_edtech::lenient_moment(text);
    return when ? to_rfc3339_milliseconds(*when) : std::string();
}

bool next_item(string_view& list, string_view& item, char separator) {
    if (list.data() == nullptr) return false;
    const std::size_t end = list.find(separator);
    item = list.substr(0, end);
    list = end == string_view::npos ? string_view() : string_view(list.substr(end + 1));
    return true;
}

bool next_pair(string_view& list, string_view& left, string_view& right) {
    if (!list.starts_with('{')) return false;
    const std::size_t colon = list.find(':');
    std::size_t end = list.find("},{");
    if (end == string_view::npos) end = list.size() - 1;
    if (list[end] != '}' || colon == string_view::npos || colon > end) return false;
    left = list.substr(1, colon - 1);
    right = list.substr(colon + 1, end - colon - 1);
    list.remove_prefix(std::min(end + 2, list.size()));
    return !left.empty() && !right.empty();
}

bool is_case_objective(string_view text) {
    constexpr string_view prefix = "urn:uuid:";
    if (!text.starts_with(prefix) || text.size() != prefix.size() + 36) return false;
    for (std::size_t i = 0; i < 36; ++i) {
        const char c = text[prefix.size() + i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

bool is_objective_source(string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); });
}

} // namespace schakel::oneroster_csv
