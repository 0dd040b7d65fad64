#include "gateway/validation/regex.hpp"

#include <doctest/doctest.h>

using namespace schakel::validation;

namespace {
struct row {
    const char* pattern;
    const char* subject;
    bool matches;
};

void check(const row& r, regex_dialect dialect) {
    CAPTURE(std::string(r.pattern));
    CAPTURE(std::string(r.subject));
    auto compiled = regex::compile(r.pattern, dialect);
    REQUIRE_MESSAGE(compiled, (compiled ? "" : compiled.error().message));
    CHECK(compiled->matches(r.subject) == r.matches);
}

void check_refused(const char* pattern, regex_dialect dialect, const char* because) {
    CAPTURE(std::string(pattern));
    auto compiled = regex::compile(pattern, dialect);
    REQUIRE(!compiled);
    CAPTURE(compiled.error().message);
    CHECK(compiled.error().message.find(because) != std::string::npos);
}
} // namespace

TEST_CASE("XML Schema expressions match the whole value") {
    const row rows[] = {
        {"", "", true},
        {"", "a", false},
        {"abc", "abc", true},
        {"abc", "xabc", false},
        {"abc", "abcx", false},
        {"a|bc|", "bc", true},
        {"a|bc|", "", true},
        {"a|bc|", "ab", false},
        {"a?b*c+", "bbc", true},
        {"a?b*c+", "ab", false},
        {"(ab){2,3}", "abab", true},
        {"(ab){2,3}", "ab", false},
        {"(ab){2,3}", "abababab", false},
        {"x{3}", "xxx", true},
        {"x{2,}", "x", false},
        {"x{2,}", "xxxxx", true},
        {"x{0}y", "y", true},
        {"x{0}y", "xy", false},
        {"a.c",
         "a\xE2\x82\xAC"
         "c",
         true},
        {"a.c", "a\nc", false},
        {"[1-2]\\p{Nd}{3}-[1-2]\\p{Nd}{3}", "2026-2027", true},
        {"[1-2]\\p{Nd}{3}-[1-2]\\p{Nd}{3}", "2026-3027", false},
        {"\\p{Nd}{2}\\p{Lu}{2}", "99XX", true},
        {"\\p{Nd}{2}\\p{Lu}{2}", "99Xx", false},
        {"\\p{Nd}{2}\\p{Lu}{2}", "\xD9\xA3\xD9\xA4\xC3\x89\xCE\xA9",
         true}, // Arabic-Indic digits, Latin and Greek capitals
        {"\\p{Nd}{2}\\p{Lu}{2}", "9XX", false},
        {"\\d\\D\\s\\S\\w\\W", "5x y_-", false},
        {"\\d\\D\\s\\S\\w\\W", "5x yz-", true},
        {"\\i\\c*", "xs:element-1.b", true},
        {"\\i\\c*", "1a", false},
        {"\\I\\C", "1 ", true},
        {"[a-z-[aeiou]]+", "xyz", true},
        {"[a-z-[aeiou]]+", "xaz", false},
        {"[^a-c-[x]]", "x", false},
        {"[^a-c-[x]]", "y", true},
        {"[a-z-[b-y-[m]]]", "m", true},
        {"[a-z-[b-y-[m]]]", "n", false},
        {"[\\d-[5]]", "5", false},
        {"[-a]+[a-]", "-a-", true},
        {"[a^]", "^", true},
        {"[\\]\\[\\-\\\\]{4}", "][-\\", true},
        {"[\\s\\p{Lu}x]+", "A x", true},
        {"\\p{IsBasicLatin}*", "abc", true},
        {"\\p{IsPrivateUse}{3}", "\xEE\x80\x80\xF3\xB0\x80\x80\xF4\x8F\xBF\xBD", true}, // in the basic plane, 15 and 16
        {"\\p{IsSpecials}{2}", "\xEF\xBB\xBF\xEF\xBF\xBD", true},
        {"\\p{IsBasicLatin}*", "\xC3\xA9", false},
        {"\\P{IsGreek}", "\xCE\xA9", false},
        {"\\p{L}\\p{Ll}\\P{L}", "Ab1", true},
        {"\\(\\)\\*\\+\\?\\.\\|\\{\\}\\^\\n\\t\\r", "()*+?.|{}^\n\t\r", true},
        {"^$", "^$", true}, // no anchors in this dialect
        {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80", true},
        {"[^@ ]+@[^@ ]+\\.[a-z]{2,}", "pupil@school.example", true},
        {"((a|b)*c)?", "abbac", true},
    };
    for (const row& r : rows) check(r, regex_dialect::xsd);
}

TEST_CASE("XML Schema expressions that are refused, with the reason") {
    const std::pair<const char*, const char*> rows[] = {
        {"(a", "missing ')'"},
        {"a)", "')' without '('"},
        {"[a", "missing ']'"},
        {"a{2,1}", "wrong order"},
        {"*a", "nothing to repeat"},
        {"a**", "nothing to repeat"},
        {"\\q", "escape"},
        {"\\", "ends too early"},
        {"\\p{Xx}", "names no"},
        {"\\p{IsKlingon}", "names no"},
        {"[z-a]", "wrong order"},
        {"a]", "bracket"},
        {"[a-\\d]", "ends in a class"},
        {"a{x}", "number"},
        {"[]", "bracket"},
        {"\\p{Lu", "missing '}'"},
        {"[a[b]]", "bracket"},
        {"a{9999999}", "above"},
        {"\xFF", "UTF-8"},
    };
    for (const auto& [pattern, because] : rows) check_refused(pattern, regex_dialect::xsd, because);
}

TEST_CASE("ECMA expressions are searched for anywhere") {
    const row rows[] = {
        {"", "anything", true},
        {"b", "abc", true},
        {"^b", "abc", false},
        {"c$", "abc", true},
        {"^abc$", "abc", true},
        {"^abc$", "abc\n", false},
        {"^(?:a|b)+?$", "abba", true},
        {"^(?<year>\\d{4})-\\d\\d$", "2026-11", true},
        {"^\\d+$", "\xD9\xA3", false}, // ASCII digits only
        {"^\\p{Nd}+$", "\xD9\xA3", true},
        {"^\\p{digit}+$", "42", true},
        {"\\p{Letter}cole",
         "l'\xC3\x89"
         "cole",
         true},
        {"^\\p{gc=Lu}$", "X", true},
        {"^\\w+$", "\xC3\xA9", false},
        {"^\\s$", "\xC2\xA0", true},
        {"^\\S$", "\xEF\xBB\xBF", false},
        {"^.$", "\xF0\x9F\x98\x80", true}, // one code point, two UTF-16 units
        {"^.$", "\n", false},
        {"^[^]$", "\n", true},
        {"[]", "a", false},
        {"^\\u00e9\\u{1F600}\\x41\\cJ$",
         "\xC3\xA9\xF0\x9F\x98\x80"
         "A\n",
         true},
        {"^\\uD83D\\uDE00$", "\xF0\x9F\x98\x80", true},
        {"^[\\uD83D\\uDE00]$", "\xF0\x9F\x98\x80", true},
        {"^\\t\\v\\0$", "\t\v", false},
        {"^[\\b\\-x]+$", "\b-x", true},
        {"^[+--]$", ",", true},
        {"\\bcat\\b", "a cat sat", true},
        {"\\bcat\\b", "concatenate", false},
        {"\\bcat\\b", "cat", true},
        {"\\Bcat\\B", "concatenate", true},
        {"\\Bcat\\B", "a cat", false},
        {"(^a|b$)", "xb", true},
        {"(^a|b$)", "ax", true},
        {"(^a|b$)", "xax", false},
        {"a^", "a", false},
        {"^https?:\\/\\/[^/]+$", "https://ketenid.nl", true},
        {"^(?:[a-f0-9]{8}-){2}$", "deadbeef-00000000-", true},
    };
    for (const row& r : rows) check(r, regex_dialect::ecma);
}

TEST_CASE("ECMA expressions that are refused, with the reason") {
    const std::pair<const char*, const char*> rows[] = {
        {"(?=a)", "look-ahead"},
        {"(?!a)", "look-ahead"},
        {"(?<=a)", "look-behind"},
        {"(?<!a)", "look-behind"},
        {"(a)\\1", "back ref"},
        {"\\k<n>", "back ref"},
        {"a{1", "missing '}'"},
        {"\\-", "escape"},
        {"}", "bracket"},
        {"^*", "nothing to repeat"},
        {"[\\d-z]", "range"},
        {"\\u{110000}", "above"},
        {"\\p{Script=Greek}", "not supported"},
        {"\\01", "octal"},
        {"\\u12", "ends too early"},
    };
    for (const auto& [pattern, because] : rows) check_refused(pattern, regex_dialect::ecma, because);
}

TEST_CASE("matching takes one step per character, whatever the expression") {
    const std::string many(1 << 20, 'a');
    for (const char* pattern : {"(a*)*b", "(a|aa)+b", "(a|a?)+b", "(.*)(.*)(.*)(.*)(.*)x"}) {
        CAPTURE(std::string(pattern));
        CHECK(!regex::compile(pattern, regex_dialect::xsd)->matches(many));
        CHECK(!regex::compile(pattern, regex_dialect::ecma)->matches(many));
    }
}

TEST_CASE("expressions whose tables would be too large are refused") {
    check_refused("(a|b)*a(a|b){20}", regex_dialect::xsd, "more than 20,000 states");
    check_refused("(((x{1000}){1000}){1000})", regex_dialect::xsd, "too large");
    check_refused("a[ab]{30}$", regex_dialect::ecma, "more than 20,000 states");
    std::string nested(1000, '(');
    check_refused(nested.c_str(), regex_dialect::xsd, "nested too deep");
    CHECK(regex::compile("x{0,5000}", regex_dialect::xsd));
    CHECK(regex::compile("((){1000000}){1000000}", regex_dialect::xsd));
}
