// Names that stay the same over resends, and digests that tell an update from a repeat.
#include "tests/adapters/common_uwlr/setup.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

decoded read_with(std::string_view what, std::string_view with) {
    std::string text = case_input("2_2", "good-score");
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    text.replace(at, what.size(), with);
    return uwlr("2.2").decode(posted(text), {});
}

const model::sitting& sitting_of(const decoded& read) {
    return std::get<model::progress_report>(read.records.at(0)).sittings.at(0);
}

} // namespace

TEST_CASE("the same administration gets the same sitting id, whatever its result") {
    const decoded first = read_with("<score>17<", "<score>17<");
    const decoded corrected = read_with("<score>17<", "<score>18<");
    CHECK(sitting_of(first).id == sitting_of(corrected).id);
    CHECK(first.keys[0].key == corrected.keys[0].key);
    CHECK(first.keys[0].digest != corrected.keys[0].digest);
    CHECK(sitting_of(first).id != sitting_of(read_with("2026-11-18", "2026-11-17")).id);
    CHECK(sitting_of(first).id != sitting_of(read_with("LL-0001", "LL-0002")).id);
    CHECK(sitting_of(first).id != sitting_of(read_with("99XX", "98XX")).id);
}

TEST_CASE("the moment of making the message does not make a result another one") {
    const decoded first = read_with("16:00:00", "16:00:00");
    const decoded resent = read_with("16:00:00", "17:00:00");
    CHECK(first.keys[0].digest == resent.keys[0].digest);
    CHECK(first.keys[0].digest != read_with("Goed", "Prima").keys[0].digest);
}

TEST_CASE("a message is recognised, and its version with it") {
    const std::string text = case_input("2_2", "good-score");
    CHECK(uwlr("2.2").recognises(text) > uwlr("2.3").recognises(text));
    CHECK(uwlr("2.3").recognises(case_input("2_3", "good-score")) == 100);
    CHECK(uwlr("2.2").recognises(case_input("2_2", "good-toetsdefinities")) > 0);
    CHECK(uwlr("2.2").recognises("{\"a\":1}") == 0);
    CHECK(uwlr("2.2").recognises("") == 0);
}
