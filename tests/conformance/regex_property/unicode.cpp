// The tables of Unicode's categories beside those of Python, for every code point.
#include "gateway/validation/unicode_categories.hpp"
#include "tests/support/command_output.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

using namespace schakel::validation;

namespace {

// The version of Unicode, and then where each run of one category begins.
constexpr const char* script = "/usr/bin/python3 -c 'import unicodedata\n"
                               "print(unicodedata.unidata_version)\n"
                               "last = None\n"
                               "for point in range(0x110000):\n"
                               "    category = unicodedata.category(chr(point))\n"
                               "    if category != last: print(point, category)\n"
                               "    last = category\n"
                               "' 2>/dev/null";

std::string our_version() {
    std::ifstream in(std::string(SCHAKEL_SOURCE_DIR) + "/gateway/validation/unicode_categories.cpp");
    std::string line;
    std::getline(in, line);
    const std::size_t at = line.find("Unicode ");
    return at == line.npos ? "" : line.substr(at + 8, line.find(';') - at - 8);
}

} // namespace

TEST_CASE("every code point has the category that Python knows") {
    std::istringstream told(schakel::test::output_of(script));
    std::string version;
    std::getline(told, version);
    if (version != our_version()) {
        MESSAGE("skipped: Python knows Unicode ", version, ", our tables are of ", our_version());
        return;
    }
    std::string expected;
    std::size_t differences = 0;
    char32_t point = 0;
    const auto check_up_to = [&](char32_t end) {
        if (point == end) return;
        const auto set = category(expected);
        REQUIRE(set);
        for (; point < end; ++point) differences += !set->contains(point);
    };
    std::string name;
    for (std::uint32_t start = 0; told >> start >> name; expected = name) check_up_to(start);
    check_up_to(last_code_point + 1);
    CHECK(differences == 0); // each code point is in the set of its category; no code point is in two:
    std::size_t members = 0;
    for (const char* one : {"L", "M", "N", "P", "S", "Z", "C"}) {
        const auto group = category(one);
        REQUIRE(group);
        for (const auto& range : group->ranges()) members += range.last - range.first + 1;
    }
    CHECK(members == 0x110000);
}
