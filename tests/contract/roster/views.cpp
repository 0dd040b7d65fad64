#include "tests/contract/roster/roster_subject.hpp"
#include "tests/support/random_roster.hpp"

namespace schakel::roster {

using namespace model::roster;

TEST_CASE_TEMPLATE("A school has no roster before one was published", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    CHECK_FALSE(s.store->current(school));
    const auto staged = s.stage({pupil("a")});
    REQUIRE(staged);
    CHECK_FALSE(s.store->current(school));
    REQUIRE(s.store->publish(staged->number, "operator"));
    REQUIRE(s.store->current(school));
    CHECK(ids(*s.store->current(school)) == names{"a"});
    CHECK_FALSE(s.store->current("another"));
}

TEST_CASE_TEMPLATE("A view tells what was loaded, in pages", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    const auto all = test::small_school(60);
    s.publish(all);
    const auto view = s.store->current(school);
    std::size_t seen = 0;
    each<membership>(*view, {.limit = 7}, [&](const membership&) { return ++seen > 0; });
    CHECK(seen == view->count(record_kind::membership));
    CHECK(view->count(record_kind::person) == 63);
    CHECK(ids(*view, {.limit = 10, .persons = person_kind::employee}).size() == 3);
    CHECK(view->memberships_of_person(test::pupil_id(7)).size() == 5);
    CHECK(view->memberships_of_group("home:000001").size() == 26);
    CHECK(
        view->find_by_identifier(record_kind::person, {"eckid", test::pupil_eckid(7), {}}) == names{test::pupil_id(7)}
    );
    for (record one : all) {
        auto found = view->find(kind_of(one), tail_of(one).id);
        REQUIRE(found);
        CHECK(tail_of(*found).modified == view->changed_at());
        tail_of(*found).modified.reset();
        CHECK(*found == one);
    }
}

TEST_CASE_TEMPLATE("A view stays what it was while newer versions are published", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a", "Eerst"), pupil("b")});
    const auto before = s.store->current(school);
    s.publish({pupil("a", "Later"), pupil("c")});
    const auto after = s.store->current(school);
    CHECK(ids(*before) == names{"a", "b"});
    CHECK(name_of_pupil(*before, "a") == "Eerst");
    CHECK_FALSE(before->find(record_kind::person, "c"));
    CHECK(ids(*after) == names{"a", "c"});
    CHECK(name_of_pupil(*after, "a") == "Later");
    CHECK(before->version() != after->version());
    CHECK(before->count(record_kind::person) == 2);
    CHECK(before->changed_at() < after->changed_at());
}

TEST_CASE_TEMPLATE(
    "What ended is a tombstone, and what changed since a moment can be asked", Subject, SCHAKEL_ROSTERS
) {
    Subject s;
    s.publish({pupil("a"), pupil("b"), pupil("c")});
    const instant between = s.time.now() + 1min;
    s.publish({pupil("a"), pupil("c", "Anders"), pupil("d")});
    const auto view = s.store->current(school);
    CHECK(ids(*view, {.with_ended = true}) == names{"a", "b", "c", "d"});
    const auto tombstone = view->find(record_kind::person, "b");
    REQUIRE(tombstone);
    CHECK(tail_of(*tombstone).ended);
    CHECK(tail_of(*tombstone).modified == view->changed_at());
    CHECK(ids(*view, {.changed_since = between}) == names{"c", "d"});
    CHECK(ids(*view, {.with_ended = true, .changed_since = between}) == names{"b", "c", "d"});
    CHECK(ids(*view, {.changed_since = view->changed_at() + 1s}).empty());
}

TEST_CASE_TEMPLATE("A roster can be seen as of a moment", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    const instant start = s.time.now();
    s.publish({pupil("a")});
    const instant first = s.time.now();
    s.publish({pupil("b")});
    CHECK_FALSE(s.store->as_of(school, start));
    CHECK(ids(*s.store->as_of(school, first)) == names{"a"});
    CHECK(ids(*s.store->as_of(school, s.time.now())) == names{"b"});
}

TEST_CASE_TEMPLATE(
    "A record has a history with its sources, and is forgotten with its time", Subject, SCHAKEL_ROSTERS
) {
    Subject s;
    s.publish({pupil("a", "Eerst"), pupil("b")});
    const instant first = s.time.now();
    s.publish({pupil("a", "Later"), pupil("b")});
    const instant second = s.time.now();
    s.publish({pupil("b")});
    const auto past = s.store->history(school, record_kind::person, "a");
    REQUIRE(past);
    REQUIRE(past->past.size() == 2);
    CHECK(past->first_seen == first);
    CHECK(past->last_seen == second);
    CHECK(past->past[0].until == second);
    CHECK(past->past[1].source == "las");
    CHECK(s.store->history(school, record_kind::person, "b")->last_seen == s.time.now());
    CHECK_FALSE(s.store->history(school, record_kind::person, "z"));

    REQUIRE(s.store->forget(school, s.time.now()));
    CHECK(s.store->history(school, record_kind::person, "a")->past.size() == 1);
    REQUIRE(s.store->forget(school, s.time.now() + 1s));
    CHECK_FALSE(s.store->history(school, record_kind::person, "a"));
    CHECK(ids(*s.store->current(school)) == names{"b"});
}

TEST_CASE_TEMPLATE("Schools do not see each other", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a")});
    auto other = s.store->begin({"de-beuk", "las", {}, {}});
    REQUIRE(other);
    (*other)->add(pupil("a", "Iemand anders"));
    const auto staged = (*other)->finish(all_kinds(extent::full), {});
    REQUIRE(s.store->publish((*staged)->number, "operator"));
    CHECK(name_of_pupil(*s.store->current(school), "a") == "Testleerling");
    CHECK(name_of_pupil(*s.store->current("de-beuk"), "a") == "Iemand anders");
    CHECK(s.store->schools() == names{"de-akker", "de-beuk"});
}

} // namespace schakel::roster
