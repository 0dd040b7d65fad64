// The table-driven engine for regular expressions beside a matcher that follows the definitions, over random
// expressions of both dialects; and expressions that ruin engines which try one way after the other.
//
// SCHAKEL_REGEX_SEED (1) and SCHAKEL_REGEX_PAIRS (100000) choose another run; SCHAKEL_NIGHTLY makes it larger.
#include "expression.hpp"
#include "gateway/validation/regex_automaton.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <cstdio>

using namespace schakel;
using namespace schakel::regex_property;
using schakel::validation::regex;

namespace {

constexpr std::size_t longest_subject = 40;

text random_text(test::chance& random) {
    text out;
    const std::size_t length = random.below(9);
    for (std::size_t i = 0; i < length; ++i) out += random.pick(alphabet());
    return out;
}

// One that should match, as it is, with something around it, or with one character changed.
text near(const expression& e, regex_dialect dialect, test::chance& random) {
    text out = e.sample(dialect, random).substr(0, longest_subject);
    if (random.percent(40)) return out;
    const std::size_t at = random.below(out.size() + 1);
    const char32_t point = random.pick(alphabet());
    switch (random.below(4)) {
    case 0: return out.insert(at, 1, point);
    case 1: return at < out.size() ? out.erase(at, 1) : out;
    case 2:
        if (at < out.size()) out[at] = point;
        return out;
    default: return random_text(random) + out;
    }
}

struct tally {
    std::size_t expressions = 0, refused = 0, pairs = 0, matched = 0, different = 0;
};

void compare(regex_dialect dialect, const char* name, std::uint64_t stream) {
    constexpr std::size_t per_expression = 25;
    const std::size_t pairs = test::number_from("SCHAKEL_REGEX_PAIRS", test::nightly() ? 1'000'000 : 100'000);
    test::chance random(test::number_from("SCHAKEL_REGEX_SEED", 1) * 1'000'003 + stream);
    tally counted;
    while (counted.pairs < pairs / 2) {
        const expression e = expression::made(dialect, random);
        const std::string pattern = e.printed(dialect, random);
        const auto compiled = regex::compile(pattern, dialect);
        ++counted.expressions;
        if (!compiled) {
            ++counted.refused; // nothing but size is a reason
            const std::string& why = compiled.error().message;
            const bool too_large = why.find("too large") != why.npos || why.find("20,000 states") != why.npos;
            CHECK_MESSAGE(too_large, pattern, ": ", why);
            continue;
        }
        for (std::size_t i = 0; i < per_expression; ++i) {
            const text subject = random.percent(70) ? near(e, dialect, random) : random_text(random);
            const bool expected = e.matches(subject, dialect);
            ++counted.pairs;
            counted.matched += expected;
            if (compiled->matches(utf8(subject)) == expected) continue;
            ++counted.different;
            CHECK_MESSAGE(
                counted.different == 0, pattern, expected ? " should match \"" : " should not match \"", utf8(subject),
                "\""
            );
        }
    }
    std::printf(
        "%s: %zu expressions, %zu refused for their size, %zu pairs, %zu matched, %zu different\n", name,
        counted.expressions, counted.refused, counted.pairs, counted.matched, counted.different
    );
    CHECK(counted.different == 0);
    CHECK(counted.refused * 50 < counted.expressions);
    CHECK(counted.matched * 4 > counted.pairs);
    CHECK((counted.pairs - counted.matched) * 4 > counted.pairs);
}

} // namespace

TEST_CASE("random expressions of XML Schema match what their definition says") {
    compare(regex_dialect::xsd, "XML Schema", 1);
}

TEST_CASE("random expressions of ECMA-262 match what their definition says") {
    compare(regex_dialect::ecma, "ECMA-262", 2);
}

// Matching takes one step in the table for each character, so what remains to be shown is that no table is large.
TEST_CASE("expressions that ruin backtracking engines give a table of limited size, or are refused for theirs") {
    const auto table_of = [](const char* pattern, regex_dialect dialect) {
        const auto tree = dialect == regex_dialect::xsd ? validation::parse_xsd_regex(pattern)
                                                        : validation::parse_ecma_regex(pattern);
        REQUIRE(tree);
        const auto automaton = validation::build_automaton(*tree);
        if (!automaton) return std::size_t{0};
        const auto table = validation::build_table(*tree, *automaton, dialect == regex_dialect::ecma);
        return table ? table->accepts.size() : std::size_t{0};
    };
    for (const regex_dialect dialect : {regex_dialect::xsd, regex_dialect::ecma}) {
        // The tables that these need are small, whatever their form.
        for (const char* pattern :
             {"(a*)*b", "(a|a)*b", "(a|aa)+b", "(x+x+)+y", "((a?){20}){20}b", "(a*a*a*a*a*)*b", "(.*)(.*)(.*)(.*)=(.*)",
              "(a|ab|abc|abcd)*e", "([a-z]+)*[0-9]", "(\\p{L}|\\p{Lu}|\\w)*-", "((((a*)*)*)*)*b"}) {
            CAPTURE(std::string(pattern));
            const std::size_t states = table_of(pattern, dialect);
            CHECK(states > 0);
            CHECK(states < 500);
        }
        for (const char* pattern :
             {"(a{1000}){1000}", "a{1000000}", "(((((a{9}){9}){9}){9}){9}){9}", "((a{1,100}){1,100}){1,100}",
              "(a|b)*a(a|b){18}", ".*a.{40}"}) {
            CAPTURE(std::string(pattern));
            CHECK(table_of(pattern, dialect) <= validation::regex_state_limit + 2);
        }
        CHECK(table_of("(a{1000}){1000}", dialect) == 0);
        CHECK(table_of("(a|b)*a(a|b){18}", dialect) == 0);
    }
}
