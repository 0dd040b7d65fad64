#include "point_class.hpp"

#include "gateway/validation/unicode_categories.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace schakel::regex_property {

namespace {

using test::chance;

bool is_in(char32_t point, std::initializer_list<std::pair<char32_t, char32_t>> ranges) {
    return std::any_of(ranges.begin(), ranges.end(), [point](const auto& r) {
        return point >= r.first && point <= r.second;
    });
}

// The tables behind this are held against another source code point by code point; see unicode.cpp.
bool has_category(char32_t point, const std::string& name) {
    static std::map<std::string, validation::code_point_set> known;
    const auto at = known.find(name);
    return (at != known.end() ? at : known.emplace(name, *validation::category(name)).first)->second.contains(point);
}

// XML 1.0, fifth edition, productions 4 and 4a.
bool starts_name(char32_t point) {
    return is_in(
        point, {{':', ':'},
                {'_', '_'},
                {'A', 'Z'},
                {'a', 'z'},
                {0xC0, 0xD6},
                {0xD8, 0xF6},
                {0xF8, 0x2FF},
                {0x370, 0x37D},
                {0x37F, 0x1FFF},
                {0x200C, 0x200D},
                {0x2070, 0x218F},
                {0x2C00, 0x2FEF},
                {0x3001, 0xD7FF},
                {0xF900, 0xFDCF},
                {0xFDF0, 0xFFFD},
                {0x10000, 0xEFFFF}}
    );
}
bool is_in_name(char32_t point) {
    return starts_name(point) || is_in(point, {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}});
}

bool is_space(char32_t point, regex_dialect dialect) {
    if (dialect == regex_dialect::xsd) return is_in(point, {{' ', ' '}, {'\t', '\t'}, {'\n', '\n'}, {'\r', '\r'}});
    return is_in(point, {{'\t', '\r'}, {0xFEFF, 0xFEFF}, {0x2028, 0x2029}}) || has_category(point, "Zs");
}

bool is_word(char32_t point, regex_dialect dialect) {
    if (dialect == regex_dialect::ecma) return is_in(point, {{'a', 'z'}, {'A', 'Z'}, {'0', '9'}, {'_', '_'}});
    return !has_category(point, "P") && !has_category(point, "Z") && !has_category(point, "C");
}

bool is_named(char32_t point, const std::string& name, regex_dialect dialect) {
    switch (name.front() | 0x20) {
    case 'd': return dialect == regex_dialect::xsd ? has_category(point, "Nd") : is_in(point, {{'0', '9'}});
    case 's': return is_space(point, dialect);
    case 'w': return is_word(point, dialect);
    case 'i': return starts_name(point);
    case 'c': return is_in_name(point);
    default: break;
    }
    const std::string property = name.substr(2, name.size() - 3);
    if (property == "IsBasicLatin") return point <= 0x7F;
    if (property == "IsGreek") return point >= 0x370 && point <= 0x3FF;
    if (property == "IsCyrillic") return point >= 0x400 && point <= 0x4FF;
    if (property == "IsDeseret") return point >= 0x10400 && point <= 0x1044F;
    if (property == "gc=Zs" || property == "Space_Separator") return has_category(point, "Zs");
    if (property == "Uppercase_Letter") return has_category(point, "Lu");
    return property == "Any" || has_category(point, property);
}

bool has_member(char32_t point, const point_class::member& one, regex_dialect dialect) {
    if (one.what == point_class::member::kind::named) {
        const bool negated = one.name.front() >= 'A' && one.name.front() <= 'Z';
        return is_named(point, one.name, dialect) != negated;
    }
    return point >= one.first && point <= one.last;
}

std::string escaped_hex(char32_t point, const char* form) {
    char out[16];
    std::snprintf(out, sizeof out, form, static_cast<unsigned>(point));
    return out;
}

// A character outside a class, or within one, where other characters mean something.
std::string printed_point(char32_t point, regex_dialect dialect, bool within, chance& random) {
    const bool ecma = dialect == regex_dialect::ecma;
    if (point == '\n' && random.percent(60)) return "\\n";
    if (point == '\r' && random.percent(60)) return "\\r";
    if (ecma && random.percent(15)) {
        if (point < 0x100) return escaped_hex(point, "\\x%02X");
        if (point < 0x10000) return escaped_hex(point, "\\u%04x");
        if (random.percent(50)) return escaped_hex(point, "\\u{%X}");
        return escaped_hex(0xD800 + ((point - 0x10000) >> 10), "\\u%04X") +
               escaped_hex(0xDC00 + (point & 0x3FF), "\\u%04X");
    }
    const std::u32string_view special = within ? U"\\[]^-" : ecma ? U"\\^$.*+?()[]{}|/" : U"\\.?*+(){}|[]";
    const bool must = special.find(point) != special.npos;
    const bool may = within && std::u32string_view(U"|.?*+(){}").find(point) != std::u32string_view::npos;
    return must || (may && random.percent(30)) ? "\\" + utf8(point) : utf8(point);
}

std::string a_name(regex_dialect dialect, chance& random) {
    constexpr std::array xsd{
        "d",
        "D",
        "s",
        "S",
        "w",
        "W",
        "i",
        "I",
        "c",
        "C",
        "p{L}",
        "P{L}",
        "p{Lu}",
        "P{Ll}",
        "p{Nd}",
        "p{P}",
        "p{Zs}",
        "p{M}",
        "p{C}",
        "P{Cn}",
        "p{So}",
        "p{Co}",
        "p{IsBasicLatin}",
        "P{IsBasicLatin}",
        "p{IsGreek}",
        "P{IsCyrillic}",
        "p{IsDeseret}"};
    constexpr std::array ecma{"d",     "D",     "s",     "S",        "w",
                              "W",     "p{L}",  "P{L}",  "p{Lu}",    "p{Uppercase_Letter}",
                              "P{Ll}", "p{Nd}", "p{P}",  "p{gc=Zs}", "p{Space_Separator}",
                              "p{M}",  "P{Cn}", "p{So}", "p{Any}",   "p{LC}"};
    return dialect == regex_dialect::xsd ? random.pick(xsd) : random.pick(ecma);
}

point_class::member a_member(regex_dialect dialect, chance& random) {
    point_class::member one;
    const std::size_t what = random.below(10);
    if (what < 3) {
        one.what = point_class::member::kind::named;
        one.name = a_name(dialect, random);
        return one;
    }
    one.first = random.pick(alphabet());
    one.last = what < 7 ? one.first : random.pick(alphabet());
    if (one.last < one.first) std::swap(one.first, one.last);
    if (one.first != one.last) one.what = point_class::member::kind::range;
    return one;
}

} // namespace

const std::vector<char32_t>& alphabet() {
    static const std::vector<char32_t> points{
        'a',    'b',    'c',    'd',    'e',     'z',     'A',     'B',     'Z',     '0',     '1',
        '5',    '9',    '-',    '_',    ':',     '.',     '^',     '[',     ']',     '\\',    '/',
        '$',    '{',    '|',    '*',    ' ',     '\t',    '\n',    '\r',    0x7F,    0xA0,    0xB7,
        0xD7,   0xE9,   0x301,  0x37E,  0x3A9,   0x416,   0x663,   0x1680,  0x2028,  0x203F,  0x2070,
        0x4E00, 0xE000, 0xFEFF, 0xFFFD, 0x10000, 0x10400, 0x1D7D8, 0x1F600, 0xEFFFF, 0xF0000, 0x10FFFF};
    return points;
}

std::string utf8(char32_t c) {
    const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    const auto tail = [&](int shift) { return byte(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | (c >> 6)), tail(0)};
    if (c < 0x10000) return {byte(0xE0 | (c >> 12)), tail(6), tail(0)};
    return {byte(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
}

std::string utf8(const text& points) {
    std::string out;
    for (const char32_t point : points) out += utf8(point);
    return out;
}

bool point_class::contains(char32_t point, regex_dialect dialect) const {
    if (any) {
        const bool breaks_line = point == '\n' || point == '\r';
        return !breaks_line && (dialect == regex_dialect::xsd || (point != 0x2028 && point != 0x2029));
    }
    const bool found =
        std::any_of(members.begin(), members.end(), [&](const member& one) { return has_member(point, one, dialect); });
    return found != negated && !(subtracted && subtracted->contains(point, dialect));
}

std::string point_class::printed(regex_dialect dialect, chance& random) const {
    if (any) return ".";
    const auto printed_member = [&](const member& one, bool within) {
        if (one.what == member::kind::named) return "\\" + one.name;
        std::string out = printed_point(one.first, dialect, within, random);
        if (one.what == member::kind::range) out += "-" + printed_point(one.last, dialect, within, random);
        return out;
    };
    if (bare) return printed_member(members.front(), false);
    std::string out = negated ? "[^" : "[";
    for (const member& one : members) out += printed_member(one, true);
    if (subtracted) out += "-" + subtracted->printed(dialect, random);
    return out + "]";
}

point_class point_class::made(regex_dialect dialect, chance& random) {
    point_class out;
    const std::size_t what = random.below(100);
    out.any = what < 5;
    out.bare = what >= 5 && what < 65;
    const std::size_t count = out.bare ? 1 : random.between(1, 4);
    for (std::size_t i = 0; i < count; ++i) {
        out.members.push_back(a_member(dialect, random));
        member& one = out.members.back();
        if (out.bare && one.what == member::kind::range) one = {member::kind::point, one.first, one.first, {}};
    }
    if (out.bare) return out;
    out.negated = random.percent(30);
    if (dialect == regex_dialect::xsd && random.percent(25)) {
        out.subtracted = std::make_shared<point_class>(made(dialect, random));
        out.subtracted->any = out.subtracted->bare = false; // always in brackets
    }
    return out;
}

} // namespace schakel::regex_property
