// The school's list of persons: what is taken, what is refused, and that no number is ever shown.
#include "tests/adapters/eck_id/subject.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

std::vector<std::string> told(const people_list& of) {
    std::vector<std::string> out;
    for (const finding& one : of.report.at(layer::rules).findings)
        out.push_back(std::string(one.broken->id) + ":" + std::to_string(one.where.line));
    return out;
}

using lines = std::vector<std::string>;

} // namespace

TEST_CASE("Pupils and teachers are read with their keys") {
    const people_list read =
        issuing().read_people("las.key,pgn\nll-1,063138219\nll-2,999999990\nmw-1,99XX juf@school.example\n", false);
    CHECK(told(read) == lines{});
    CHECK(read.key_scheme == "las.key");
    REQUIRE(read.people.size() == 3);
    CHECK(read.people[0].key == "ll-1");
    CHECK(read.people[0].number.view() == "063138219");
    CHECK(read.people[2].number.view() == "99XX juf@school.example");
    CHECK(read.people[2].line == 4);
}

TEST_CASE("Columns may come in any order, and semicolons may part them") {
    const people_list read = issuing().read_people("pgn;las.key\n063138219;ll-1\n", false);
    CHECK(told(read) == lines{});
    REQUIRE(read.people.size() == 1);
    CHECK(read.people[0].key == "ll-1");
}

TEST_CASE("A replacement names the former number and perhaps a day") {
    const people_list read = issuing().read_people(
        "las.key,former,pgn,from\nll-1,063138219,999999990,\nll-2,123456782,111222333,2027-01-01\n", true
    );
    CHECK(told(read) == lines{});
    REQUIRE(read.people.size() == 2);
    CHECK(read.people[0].former.view() == "063138219");
    CHECK_FALSE(read.people[0].from);
    CHECK(to_rfc3339(*read.people[1].from) == "2026-12-31T23:00:00Z");
}

TEST_CASE("Every fault of a list has its rule and its line") {
    const auto faults = [](std::string_view text, bool replacing = false) {
        return told(issuing().read_people(text, replacing));
    };
    CHECK(faults("") == lines{"eck-id.list-columns:1"});
    CHECK(faults("naam,pgn\n") == lines{"eck-id.list-columns:1"});
    CHECK(faults("las.key\nll-1\n") == lines{"eck-id.list-columns:1"});
    CHECK(faults("las.key,pgn\nll-1\n") == lines{"eck-id.list-row:2"});
    CHECK(faults("las.key,pgn\n,063138219\n") == lines{"eck-id.key-missing:2"});
    CHECK(faults("las.key,pgn\nll-1,063138219\nll-1,999999990\n") == lines{"eck-id.key-repeated:3"});
    CHECK(faults("las.key,pgn\nll-1,063138219\nll-2,063138219\n") == lines{"eck-id.number-repeated:3"});
    CHECK(faults("las.key,pgn\nll-1,63138219\n") == lines{"eck-id.number-form:2"});  // the leading zero is gone
    CHECK(faults("las.key,pgn\nll-1,063138218\n") == lines{"eck-id.number-form:2"}); // fails the test on eleven
    CHECK(faults("las.key,pgn\nmw-1,99XX  juf\n") == lines{"eck-id.number-form:2"});
    CHECK(faults("las.key,former,pgn\nll-1,063138219,063138219\n", true) == lines{"eck-id.same-number:2"});
    CHECK(faults("las.key,former,pgn,from\nll-1,063138219,999999990,morgen\n", true) == lines{"eck-id.from-form:2"});
    CHECK(faults("las.key,pgn\nll-1,\"063138219\n") == lines{"csv.unclosed-quote:2"});
}

TEST_CASE("A list with a fault gives nobody, and its findings show no number") {
    const people_list read = issuing().read_people("las.key,pgn\nll-1,063138219\nll-2,12345\nll-3,063138219\n", false);
    CHECK(read.report.rejects());
    CHECK(read.people.empty());
    for (const finding& one : read.report.at(layer::rules).findings) {
        for (const std::string& text : {one.got, one.expected, one.text(language::nl), one.text(language::en)}) {
            CHECK(text.find("063138219") == std::string::npos);
            CHECK(text.find("12345") == std::string::npos);
        }
    }
}

TEST_CASE("An onderwijsnummer has a test of its own") {
    CHECK(told(issuing().read_people("las.key,pgn\nll-1,101222331\n", false)) == lines{});
    CHECK(told(issuing().read_people("las.key,pgn\nll-1,000000000\n", false)) == lines{"eck-id.number-form:2"});
}
