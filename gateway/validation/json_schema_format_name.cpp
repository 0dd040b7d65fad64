// Host names of RFC 1123 and their international form (RFC 5890 to 5893).
#include "gateway/validation/code_points.hpp"
#include "gateway/validation/idna_tables.hpp"
#include "gateway/validation/json_schema_format_parts.hpp"
#include "gateway/validation/unicode_categories.hpp"

#include <optional>
#include <string>
#include <vector>

namespace schakel::validation::forms {

namespace {

constexpr std::size_t longest_label = 63, longest_name = 253;

using label = std::vector<char32_t>;

std::uint32_t properties(char32_t point) {
    const auto runs = idna_runs();
    const auto next = std::upper_bound(runs.begin(), runs.end(), (static_cast<std::uint32_t>(point) << 6) | 0x3Fu);
    return *(next - 1) & 0x3Fu;
}
bool may_stand(char32_t point) {
    return (properties(point) & 1u) != 0;
}
bool is_virama(char32_t point) {
    return (properties(point) & 2u) != 0;
}
bidi_class bidi(char32_t point) {
    return static_cast<bidi_class>(properties(point) >> 2);
}

bool is_mark(char32_t point) {
    static const code_point_set marks = *category("M");
    return marks.contains(point);
}

bool within(char32_t point, char32_t first, char32_t last) {
    return point >= first && point <= last;
}
bool is_greek(char32_t point) {
    return within(point, 0x370, 0x3E1) || within(point, 0x3F0, 0x3FF) || within(point, 0x1F00, 0x1FFE);
}
bool is_hebrew(char32_t point) {
    return within(point, 0x591, 0x5F4);
}
bool is_kana_or_han(char32_t point) {
    return within(point, 0x3041, 0x3096) || within(point, 0x309D, 0x309F) || within(point, 0x30A1, 0x30FA) ||
           within(point, 0x30FD, 0x30FF) || within(point, 0x31F0, 0x31FF) || within(point, 0x3005, 0x3007) ||
           within(point, 0x3400, 0x4DBF) || within(point, 0x4E00, 0x9FFF) || within(point, 0x20000, 0x323AF);
}

// Arabic letters by how they join (Unicode's ArabicShaping), the only script in which a non-joiner needs no virama.
bool joins_right_only(char32_t c) {
    return within(c, 0x622, 0x625) || c == 0x627 || c == 0x629 || within(c, 0x62F, 0x632) || c == 0x648 ||
           within(c, 0x671, 0x673) || within(c, 0x675, 0x677) || within(c, 0x688, 0x699) || c == 0x6C0 ||
           within(c, 0x6C3, 0x6CB) || c == 0x6CD || c == 0x6CF || c == 0x6D2 || c == 0x6D3 || c == 0x6D5 ||
           c == 0x6EE || c == 0x6EF;
}
bool joins_both_sides(char32_t c) {
    const bool letter = within(c, 0x620, 0x63F) || within(c, 0x641, 0x64A) || within(c, 0x66E, 0x66F) ||
                        within(c, 0x678, 0x6D3) || within(c, 0x6FA, 0x6FC) || c == 0x6FF;
    return letter && c != 0x621 && !joins_right_only(c);
}

// RFC 5892 A.1: a letter that joins to the left, marks, the non-joiner, marks, a letter that joins to the right.
bool stands_between_joining(const label& l, std::size_t at) {
    std::size_t before = at, behind = at + 1;
    while (before > 0 && is_mark(l[before - 1])) --before;
    while (behind < l.size() && is_mark(l[behind])) ++behind;
    return before > 0 && behind < l.size() && joins_both_sides(l[before - 1]) &&
           (joins_both_sides(l[behind]) || joins_right_only(l[behind]));
}

bool has_any(const label& l, char32_t first, char32_t last) {
    return std::any_of(l.begin(), l.end(), [=](char32_t c) { return within(c, first, last); });
}

// The rules of RFC 5892 appendix A for code points that are good only among others.
bool stands_well(const label& l, std::size_t at) {
    const char32_t before = at > 0 ? l[at - 1] : 0, behind = at + 1 < l.size() ? l[at + 1] : 0;
    switch (l[at]) {
    case 0x200C: return is_virama(before) || stands_between_joining(l, at);
    case 0x200D: return is_virama(before);
    case 0xB7: return before == 'l' && behind == 'l';
    case 0x375: return is_greek(behind);
    case 0x5F3:
    case 0x5F4: return is_hebrew(before);
    case 0x30FB: return std::any_of(l.begin(), l.end(), is_kana_or_han);
    default: return true;
    }
}

// RFC 5893 2, for one label.
bool reads_one_way(const label& l) {
    const bidi_class first = bidi(l.front());
    const bool leftward = first == bidi_class::r || first == bidi_class::al;
    if (!leftward && first != bidi_class::l) return false;
    bool european = false, arabic = false;
    bidi_class last = first;
    for (const char32_t c : l) {
        const bidi_class b = bidi(c);
        const bool strong =
            leftward ? b == bidi_class::r || b == bidi_class::al || b == bidi_class::an : b == bidi_class::l;
        const bool neutral = b == bidi_class::en || b == bidi_class::es || b == bidi_class::cs || b == bidi_class::et ||
                             b == bidi_class::on || b == bidi_class::bn || b == bidi_class::nsm;
        if (!strong && !neutral) return false;
        european = european || b == bidi_class::en;
        arabic = arabic || b == bidi_class::an;
        if (b != bidi_class::nsm) last = b;
    }
    const bool good_end =
        leftward ? last == bidi_class::r || last == bidi_class::al || last == bidi_class::en || last == bidi_class::an
                 : last == bidi_class::l || last == bidi_class::en;
    return good_end && !(leftward && european && arabic);
}

bool is_leftward(const label& l) {
    return std::any_of(l.begin(), l.end(), [](char32_t c) {
        return bidi(c) == bidi_class::r || bidi(c) == bidi_class::al || bidi(c) == bidi_class::an;
    });
}

bool is_u_label(const label& l) {
    if (l.empty() || l.front() == '-' || l.back() == '-' || is_mark(l.front())) return false;
    if (l.size() > 3 && l[2] == '-' && l[3] == '-') return false;
    for (std::size_t i = 0; i < l.size(); ++i)
        if (!may_stand(l[i]) || !stands_well(l, i)) return false;
    return !(has_any(l, 0x660, 0x669) && has_any(l, 0x6F0, 0x6F9));
}

// ---- Punycode (RFC 3492)

constexpr std::uint32_t base = 36, least = 1, most = 26, skew = 38, damp = 700;

std::uint32_t adapted(std::uint32_t delta, std::uint32_t points, bool first) {
    delta = first ? delta / damp : delta / 2;
    delta += delta / points;
    std::uint32_t k = 0;
    for (; delta > ((base - least) * most) / 2; k += base) delta /= base - least;
    return k + (base - least + 1) * delta / (delta + skew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias) {
    return k <= bias ? least : std::min(k - bias, most);
}

std::optional<std::uint32_t> digit_value(char c) {
    if (is_digit(c)) return static_cast<std::uint32_t>(c - '0') + 26;
    if (is_alpha(c)) return static_cast<std::uint32_t>((c | 0x20) - 'a');
    return std::nullopt;
}

std::optional<label> from_punycode(std::string_view text) {
    label out;
    const std::size_t hyphen = text.rfind('-');
    if (hyphen != std::string_view::npos)
        for (const char c : text.substr(0, hyphen)) out.push_back(static_cast<unsigned char>(c));
    std::size_t at = hyphen == std::string_view::npos ? 0 : hyphen + 1;
    std::uint32_t point = 0x80, index = 0, bias = 72;
    while (at < text.size()) {
        const std::uint32_t before = index;
        std::uint64_t weight = 1;
        for (std::uint32_t k = base;; k += base) {
            const auto digit = at < text.size() ? digit_value(text[at++]) : std::nullopt;
            if (!digit || weight * *digit + index > 0x7FFFFFFF) return std::nullopt;
            index += static_cast<std::uint32_t>(weight * *digit);
            const std::uint32_t t = threshold(k, bias);
            if (*digit < t) break;
            weight *= base - t;
        }
        const auto size = static_cast<std::uint32_t>(out.size() + 1);
        bias = adapted(index - before, size, before == 0);
        point += index / size;
        index %= size;
        if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
        out.insert(out.begin() + index++, point);
    }
    return out;
}

char digit_of(std::uint32_t value) {
    return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

std::string to_punycode(const label& l) {
    std::string out;
    for (const char32_t c : l)
        if (c < 0x80) out += static_cast<char>(c);
    std::uint32_t done = static_cast<std::uint32_t>(out.size());
    const std::uint32_t plain = done;
    if (plain > 0) out += '-';
    std::uint32_t point = 0x80, delta = 0, bias = 72;
    for (; done < l.size(); ++delta, ++point) {
        char32_t next = 0x10FFFF;
        for (const char32_t c : l)
            if (c >= point) next = std::min(next, c);
        delta += (static_cast<std::uint32_t>(next) - point) * (done + 1);
        point = static_cast<std::uint32_t>(next);
        for (const char32_t c : l) {
            if (c < point) ++delta;
            if (c != point) continue;
            std::uint32_t rest = delta;
            for (std::uint32_t k = base;; k += base) {
                const std::uint32_t t = threshold(k, bias);
                if (rest < t) break;
                out += digit_of(t + (rest - t) % (base - t));
                rest = (rest - t) / (base - t);
            }
            out += digit_of(rest);
            bias = adapted(delta, done + 1, done == plain);
            delta = 0;
            ++done;
        }
    }
    return out;
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    return out;
}

// What a label of letters, digits and hyphens stands for; none when it is wrong.
std::optional<label> plain_label(std::string_view text) {
    if (text.empty() || text.size() > longest_label || text.front() == '-' || text.back() == '-' || !is_plain(text))
        return std::nullopt;
    const std::string small = lower(text);
    if (!small.starts_with("xn--")) return label(small.begin(), small.end());
    auto decoded = from_punycode(std::string_view(small).substr(4));
    if (!decoded || !is_u_label(*decoded) || "xn--" + to_punycode(*decoded) != small) return std::nullopt;
    if (std::all_of(decoded->begin(), decoded->end(), [](char32_t c) { return c < 0x80; })) return std::nullopt;
    return decoded;
}

std::optional<label> any_label(std::string_view text) {
    label points;
    for (std::size_t i = 0; i < text.size();) points.push_back(next_code_point(text, i));
    if (std::all_of(points.begin(), points.end(), [](char32_t c) { return c < 0x80; })) return plain_label(text);
    for (char32_t& c : points)
        if (c >= 'A' && c <= 'Z') c |= 0x20;
    if (!is_u_label(points) || to_punycode(points).size() + 4 > longest_label) return std::nullopt;
    return points;
}

std::size_t wire_size(const label& l) {
    const bool plain = std::all_of(l.begin(), l.end(), [](char32_t c) { return c < 0x80; });
    return plain ? l.size() : to_punycode(l).size() + 4;
}

bool are_good_labels(const std::vector<std::string_view>& texts, bool international) {
    std::vector<label> labels;
    std::size_t size = texts.size() - 1;
    for (const std::string_view text : texts) {
        auto one = international ? any_label(text) : plain_label(text);
        if (!one) return false;
        size += wire_size(*one);
        labels.push_back(std::move(*one));
    }
    const bool bidi_name = std::any_of(labels.begin(), labels.end(), is_leftward);
    return size <= longest_name && (!bidi_name || std::all_of(labels.begin(), labels.end(), reads_one_way));
}

// RFC 3490 3.1: besides the full stop three others separate labels of an international name.
std::vector<std::string_view> labels_of(std::string_view text, bool international) {
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t from = i;
        const char32_t c = next_code_point(text, i);
        if (c != '.' && !(international && (c == 0x3002 || c == 0xFF0E || c == 0xFF61))) continue;
        out.push_back(text.substr(begin, from - begin));
        begin = i;
    }
    out.push_back(text.substr(begin));
    return out;
}

} // namespace

bool is_host_name(std::string_view text) {
    return text.size() <= longest_name && are_good_labels(labels_of(text, false), false);
}

bool is_idn_host_name(std::string_view text) {
    return text.size() <= 4 * longest_name && are_good_labels(labels_of(text, true), true);
}

} // namespace schakel::validation::forms
