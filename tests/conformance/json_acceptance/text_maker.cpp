#include "text_maker.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace schakel::json_acceptance {

namespace {

using test::chance;
using namespace std::string_view_literals;

constexpr std::array numbers{
    "0"sv,
    "-0"sv,
    "1"sv,
    "-1.5"sv,
    "1e2"sv,
    "1E+2"sv,
    "0.0e-0"sv,
    "9007199254740993"sv,
    "1e308"sv,
    "1.7976931348623157e308"sv,
    "1.7976931348623158e308"sv,
    "5e-324"sv,
    "1e-400"sv,
    "0e999"sv,
    "123456789012345678901234567890"sv,
    "-0.1"sv,
    "12345678.87654321"sv};

// What stands out: ends, starts and near misses of tokens, and bytes that no string may hold.
constexpr std::array tokens{
    "{"sv,
    "}"sv,
    "["sv,
    "]"sv,
    ":"sv,
    ","sv,
    "\""sv,
    "\\"sv,
    "null"sv,
    "true"sv,
    "false"sv,
    "nul"sv,
    "True"sv,
    "NaN"sv,
    "Infinity"sv,
    "-Infinity"sv,
    "01"sv,
    "1."sv,
    ".5"sv,
    "+1"sv,
    "1e"sv,
    "1e+"sv,
    "-"sv,
    "--1"sv,
    "0x10"sv,
    "1_0"sv,
    "1e309"sv,
    "-1e400"sv,
    "1.8e308"sv,
    "1.7976931348623159e308"sv,
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880"sv,
    "''"sv,
    "'a'"sv,
    "//"sv,
    "/* */"sv,
    "#"sv,
    "undefined"sv,
    ",,"sv,
    ",]"sv,
    ",}"sv,
    "{}"sv,
    "[]"sv,
    "\"\""sv,
    "\"a\":"sv,
    "\"a\":1,\"a\":2"sv,
    "\"\\u0061\":1,\"a\":2"sv,
    "\\n"sv,
    "\\/"sv,
    "\\a"sv,
    "\\'"sv,
    "\\u"sv,
    "\\u12"sv,
    "\\u00e9"sv,
    "\\u0000"sv,
    "\\uD83D\\uDE00"sv,
    "\\uD83D"sv,
    "\\uDE00"sv,
    "\\uD83Dx"sv,
    "\\ud83d\\u0041"sv,
    "\\uDE00\\uD83D"sv,
    "\\uD83D\\uD83D\\uDE00"sv,
    "\\uDBFF\\uDFFF"sv,
    "\\U0041"sv,
    "\\x41"sv,
    "\\u+041"sv,
    "\0"sv,
    "\x01"sv,
    "\x1F"sv,
    "\x7F"sv,
    "\t"sv,
    "\n"sv,
    "\r"sv,
    "\v"sv,
    "\f"sv,
    "\b"sv,
    " "sv,
    "\xC2\xA0"sv,
    "\xE2\x80\xA8"sv,
    "\xEF\xBB\xBF"sv,
    "\xFE\xFF"sv,
    "\xFF\xFE"sv,
    "\xC3\xA9"sv,
    "\xC3"sv,
    "\xA9"sv,
    "\xC0\x80"sv,
    "\xE0\x80\x80"sv,
    "\xED\xA0\x80"sv,
    "\xED\x9F\xBF"sv,
    "\xEE\x80\x80"sv,
    "\xF0\x9F\x98\x80"sv,
    "\xF0\x8F\xBF\xBF"sv,
    "\xF0\x9F\x98"sv,
    "\xF4\x8F\xBF\xBF"sv,
    "\xF4\x90\x80\x80"sv,
    "\xF5\x80\x80\x80"sv,
    "\xFF"sv,
    "\xEF\xBF\xBE"sv};

constexpr std::array in_strings{
    "\\n"sv,
    "\\\""sv,
    "\\\\"sv,
    "\\/"sv,
    "\\b\\f\\r\\t"sv,
    "\\u0041"sv,
    "\\u00E9"sv,
    "\\uD83D\\uDE00"sv,
    "\\uFFFF"sv,
    "\\u0000"sv,
    "\\u007f"sv,
    "\xC3\xA9"sv,
    "\xE2\x82\xAC"sv,
    "\xF0\x9F\x98\x80"sv,
    "\x7F"sv,
    "/"sv,
    "'"sv,
    "\xEF\xBF\xBF"sv};

std::string_view blank(chance& random) {
    return random.percent(80) ? ""sv : random.pick({" "sv, "\n"sv, "\t"sv, "\r\n"sv, "  "sv, "                 "sv});
}

void write_string(std::string& out, chance& random) {
    const std::size_t length = random.percent(70) ? random.below(8) : random.below(70);
    const unsigned special = random.pick({0u, 0u, 3u, 30u});
    out += '"';
    for (std::size_t i = 0; i < length; ++i) {
        if (random.percent(special))
            out += random.pick(in_strings);
        else
            out += static_cast<char>('a' + random.below(26));
    }
    out += '"';
}

void write_value(std::string& out, std::size_t depth, chance& random) {
    out += blank(random);
    const std::size_t what = random.below(depth >= 5 ? 50 : 100);
    if (what < 12) {
        out += random.pick({"null"sv, "true"sv, "false"sv});
    } else if (what < 28) {
        out += random.pick(numbers);
    } else if (what < 50) {
        write_string(out, random);
    } else {
        const bool object = what < 78;
        const std::size_t count = random.percent(95) ? random.below(5) : random.below(40);
        out += object ? '{' : '[';
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) out += ',';
            if (object) {
                out += blank(random);
                write_string(out, random);
                out += blank(random);
                out += ':';
            }
            write_value(out, depth + 1, random);
        }
        if (count == 0) out += blank(random);
        out += object ? '}' : ']';
    }
    out += blank(random);
}

void change(std::string& text, const std::vector<std::string>& others, chance& random) {
    const std::size_t at = random.below(text.size() + 1);
    const std::size_t length = std::min(text.size() - at, random.below(random.percent(80) ? 4 : 40));
    switch (random.below(8)) {
    case 0: text.erase(at, length); return;
    case 1:
    case 2:
    case 3: text.insert(at, random.pick(tokens)); return;
    case 4: text.replace(at, length, random.pick(tokens)); return;
    case 5: text.insert(at, text.substr(at, length)); return;
    case 6: {
        const std::string& other = random.pick(others);
        const std::size_t from = random.below(other.size() + 1);
        text.insert(at, other.substr(from, random.below(30)));
        return;
    }
    default:
        if (random.percent(30)) return text.resize(at);
        if (at < text.size()) text[at] = static_cast<char>(static_cast<unsigned char>(random.below(256)));
    }
}

} // namespace

std::string well_formed(chance& random) {
    std::string text;
    write_value(text, random.percent(80) ? 0 : 4, random);
    if (random.percent(3)) {
        const std::size_t depth = random.below(90);
        text = std::string(depth, '[') + text + std::string(depth, ']');
    }
    return text;
}

void mutate(std::string& text, const std::vector<std::string>& others, chance& random) {
    const std::size_t times = random.pick<std::size_t>({1, 1, 1, 2, 3});
    for (std::size_t i = 0; i < times; ++i) change(text, others, random);
}

} // namespace schakel::json_acceptance
