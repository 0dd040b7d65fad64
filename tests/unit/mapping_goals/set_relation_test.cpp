// The algebra of relations against sets: every pair and triple of non-empty subsets of a universe of four (B3).
#include "gateway/mapping/goals/permission.hpp"
#include "gateway/mapping/goals/set_relation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace schakel::mapping::goals;
using enum set_relation;

namespace {

using subset = unsigned; // of four performances, as bits
constexpr subset everything = 15;

bool holds(set_relation relation, subset a, subset b) {
    switch (relation) {
    case exact: return a == b;
    case narrower: return (a & ~b) == 0;
    case broader: return (b & ~a) == 0;
    case overlap: return (a & b) != 0;
    case none: return (a & b) == 0;
    default: return true;
    }
}

constexpr std::array content{exact, narrower, broader, overlap};

// Whether `claimed` holds of A and B whenever A first M and M second B.
bool follows_always(set_relation first, set_relation second, set_relation claimed) {
    for (subset a = 1; a <= everything; ++a) {
        for (subset m = 1; m <= everything; ++m) {
            if (!holds(first, a, m)) continue;
            for (subset b = 1; b <= everything; ++b) {
                if (holds(second, m, b) && !holds(claimed, a, b)) return false;
            }
        }
    }
    return true;
}

} // namespace

TEST_CASE("every cell of the composition table is sound and none can be strengthened") {
    for (const set_relation first : content) {
        for (const set_relation second : content) {
            CAPTURE(std::string(code(first)));
            CAPTURE(std::string(code(second)));
            const set_relation composed = compose(first, second);
            if (composed != unknown) CHECK(follows_always(first, second, composed));
            // What else could be said: an equality, an inclusion, an overlap, or that nothing is shared.
            for (const set_relation stronger : {exact, narrower, broader, overlap, none}) {
                const bool implied = stronger == composed || (composed == exact && carries_content(stronger)) ||
                                     (stronger == overlap && carries_content(composed));
                if (!implied) CHECK_FALSE(follows_always(first, second, stronger));
            }
        }
    }
}

TEST_CASE("EQ is neutral, and composition is associative where both ways are defined") {
    for (const set_relation a : content) {
        CHECK(compose(exact, a) == a);
        CHECK(compose(a, exact) == a);
        for (const set_relation b : content) {
            for (const set_relation c : content) {
                const set_relation left = compose(compose(a, b), c), right = compose(a, compose(b, c));
                if (left != unknown && right != unknown) CHECK(left == right);
            }
        }
    }
}

TEST_CASE("a hop without a claim about content makes everything unknown") {
    for (const set_relation empty : {related, precedes, follows, none, unknown}) {
        for (const set_relation other : set_relations) {
            CHECK(compose(empty, other) == unknown);
            CHECK(compose(other, empty) == unknown);
        }
    }
}

TEST_CASE("an inverse holds of the exchanged sets, and twice inverted is the same") {
    for (const set_relation relation : set_relations) CHECK(inverse(inverse(relation)) == relation);
    for (const set_relation relation : {exact, narrower, broader, overlap, none}) {
        for (subset a = 1; a <= everything; ++a) {
            for (subset b = 1; b <= everything; ++b) CHECK(holds(relation, a, b) == holds(inverse(relation), b, a));
        }
    }
    CHECK(inverse(precedes) == follows);
}

TEST_CASE("supersession, levels and parents in the same framework are no mappings") {
    using schakel::model::goals::relation;
    CHECK(read(relation::replaced_by, true) == unknown);
    CHECK(read(relation::inherits, true) == unknown);
    CHECK(read(relation::at_level, true) == unknown);
    CHECK(read(relation::other, false) == unknown);
    CHECK(read(relation::child_of, true) == unknown);
    CHECK(read(relation::child_of, false) == narrower);
    CHECK(read(relation::related, false) == related);
}

namespace {

// The permitted claims as sets: a pupil has mastered `mastered`; a record on A is true of it. A claim about B must then
// be true as well.
bool true_record(record_kind kind, subset a, subset mastered) {
    switch (kind) {
    case record_kind::attained: return (a & ~mastered) == 0;
    case record_kind::not_attained: return (a & ~mastered) != 0;
    case record_kind::in_progress: return (a & mastered) != 0;
    default: return true;
    }
}

bool true_claim(claim what, subset b, subset mastered) {
    switch (what) {
    case claim::attained: return (b & ~mastered) == 0;
    case claim::not_attained:
    case claim::capped: return (b & ~mastered) != 0;
    case claim::in_progress: return (b & mastered) != 0;
    default: return true; // says nothing that could be false
    }
}

} // namespace

TEST_CASE("what one hop permits is true of every pupil, for all subsets of four performances") {
    for (const record_kind kind : {record_kind::attained, record_kind::not_attained, record_kind::in_progress}) {
        for (const set_relation relation : content) {
            const claim what = permitted(kind, relation, true);
            for (subset a = 1; a <= everything; ++a) {
                for (subset b = 1; b <= everything; ++b) {
                    for (subset mastered = 0; mastered <= everything; ++mastered) {
                        if (!holds(relation, a, b) || !true_record(kind, a, mastered)) continue;
                        CHECK(true_claim(what, b, mastered));
                    }
                }
            }
        }
    }
}

TEST_CASE("the table of what one hop permits") {
    using enum record_kind;
    const auto row = [](record_kind kind) {
        std::string words;
        for (const set_relation relation : {exact, narrower, broader, overlap, related, precedes, none})
            words += std::string(to_string(permitted(kind, relation, true))) + " ";
        return words;
    };
    CHECK(row(attained) == "attained in-progress attained evidence nothing nothing nothing ");
    CHECK(row(not_attained) == "not-attained capped nothing nothing nothing nothing nothing ");
    CHECK(row(in_progress) == "in-progress in-progress nothing evidence nothing nothing nothing ");
    CHECK(row(record_kind::score) == "score component-score context nothing nothing nothing nothing ");
    CHECK(row(activity) == "activity activity nothing exposure nothing nothing nothing ");
    CHECK(row(level) == "level nothing nothing nothing nothing nothing nothing ");
    CHECK(permitted(attained, broader, false) == claim::likely_attained);
    CHECK(permitted(attained, exact, false) == claim::attained);
}
