// The nine properties of B9, each over 100,000 random cases. A failure names its seed.
#include "tests/unit/mapping_goals/properties.hpp"

#include <doctest/doctest.h>

namespace {

constexpr std::uint32_t cases = 100'000;

void hold(properties::violation (*property)(std::uint32_t)) {
    for (std::uint32_t seed = 0; seed < cases; ++seed) {
        const properties::violation found = property(seed);
        REQUIRE_MESSAGE(!found, "seed ", seed, ": ", found.value_or(""));
    }
}

} // namespace

TEST_CASE("1: composition is sound against random set models, EQ is neutral, and it is associative where defined") {
    hold(properties::composition_is_sound);
}
TEST_CASE("2: nothing is attained without a path of equal and broader hops or a complete group, and claims are true") {
    hold(properties::mastery_needs_equal_or_broader);
}
TEST_CASE("3: more positive evidence never lowers an outcome or a share") {
    hold(properties::more_evidence_never_lowers);
}
TEST_CASE("3: records that contradict one another make a conflict in any order") {
    hold(properties::contradiction_is_a_conflict);
}
TEST_CASE("4: the order of import does not matter") {
    hold(properties::order_does_not_matter);
}
TEST_CASE("5: the same inputs give the same explanation, byte for byte") {
    hold(properties::explanation_is_repeatable);
}
TEST_CASE("6: every supersession ends, and walk and jump agree") {
    hold(properties::supersession_ends);
}
TEST_CASE("7: removing a mapping set removes exactly what rests on it") {
    hold(properties::removing_a_set_removes_its_records);
}
TEST_CASE("8: evidence counts once per target, however many ways lead there") {
    hold(properties::evidence_counts_once);
}
TEST_CASE("9: dangling ends make no goals and change no translation") {
    hold(properties::dangling_ends_make_no_goals);
}
