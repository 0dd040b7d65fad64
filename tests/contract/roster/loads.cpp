#include "tests/contract/roster/roster_subject.hpp"
#include "tests/support/random_roster.hpp"

namespace schakel::roster {

using namespace model::roster;
using status = outbox::roster_version::state;

TEST_CASE_TEMPLATE("A load that says what stands there makes no version", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    const auto all = test::small_school(30);
    const auto first = s.publish(all);
    REQUIRE(first);
    CHECK(first->notes.change.pupils == change_count{0, 30, 0, 0});
    records touched = all;
    for (record& one : touched) tail_of(one).modified = s.time.now();
    CHECK_FALSE(s.stage(touched));
    CHECK(s.store->current_version(school)->number == first->number);
    CHECK(s.store->last_load(school, "las")->status == status::unchanged);
    CHECK(s.store->last_load(school, "las")->number > first->number);
    CHECK_FALSE(s.store->last_load(school, "another"));
}

TEST_CASE_TEMPLATE("A load is counted by kind of record", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    person teacher = pupil("t");
    teacher.kind = person_kind::employee;
    s.publish({pupil("a"), pupil("b"), pupil("c"), teacher, group{}});
    const auto staged = s.stage({pupil("a", "Anders"), pupil("c"), pupil("d"), pupil("e")});
    REQUIRE(staged);
    const roster_change& change = staged->notes.change;
    CHECK(change.pupils == change_count{3, 2, 1, 1});
    CHECK(change.employees == change_count{1, 0, 0, 1});
    CHECK(change.of(record_kind::person) == change_count{4, 2, 1, 2});
    CHECK(change.of(record_kind::group) == change_count{1, 0, 0, 1});
    CHECK(s.store->staged(school)->notes == staged->notes);

    const auto named = s.store->changes(school, s.store->current_version(school)->number, staged->number, 100);
    std::multiset<std::string> told;
    for (const record_change& one : named)
        told.insert(
            (one.how == record_change::what::added     ? "+"
             : one.how == record_change::what::changed ? "~"
                                                       : "-") +
            one.id
        );
    CHECK(told == std::multiset<std::string>{"+d", "+e", "-", "-b", "-t", "~a"});
}

TEST_CASE_TEMPLATE("A delta changes what it names and leaves the rest", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a"), pupil("b"), pupil("c")});
    s.publish({pupil("b", "Anders"), gone("c"), gone("unknown")}, extent::delta);
    CHECK(ids(*s.store->current(school)) == names{"a", "b"});
    CHECK(name_of_pupil(*s.store->current(school), "b") == "Anders");
    CHECK_FALSE(s.stage({gone("c")}, extent::delta));
}

TEST_CASE_TEMPLATE("Kinds of which a load says nothing stay", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    group one;
    one.id = "g";
    s.publish({pupil("a"), one});
    auto load = s.store->begin({std::string(school), "las", {}, {}});
    (*load)->add(pupil("b"));
    extents holds = all_kinds(extent::absent);
    holds[static_cast<std::size_t>(record_kind::person)] = extent::full;
    const auto staged = (*load)->finish(holds, {});
    REQUIRE(s.store->publish((*staged)->number, "operator"));
    CHECK(ids(*s.store->current(school)) == names{"b"});
    CHECK(ids<group>(*s.store->current(school)) == names{"g"});
}

TEST_CASE_TEMPLATE("Of a record that comes twice in one load the last counts", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a", "Een"), pupil("b")});
    SUBCASE("as another one") {
        s.publish({pupil("a", "Twee"), pupil("b"), pupil("a", "Drie")});
        CHECK(name_of_pupil(*s.store->current(school), "a") == "Drie");
    }
    SUBCASE("as it was") {
        s.publish({pupil("a", "Twee"), pupil("a", "Een"), pupil("b", "Ander")});
        CHECK(name_of_pupil(*s.store->current(school), "a") == "Een");
    }
    SUBCASE("ended and there again") {
        s.publish({gone("a"), pupil("a", "Terug")}, extent::delta);
        CHECK(name_of_pupil(*s.store->current(school), "a") == "Terug");
    }
    SUBCASE("there and ended") {
        s.publish({pupil("a", "Even"), gone("a")}, extent::delta);
        CHECK(ids(*s.store->current(school)) == names{"b"});
    }
}

TEST_CASE_TEMPLATE("A discarded version leaves nothing behind", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a", "Een"), pupil_with("b", "https://ketenid.nl/pilot/b")});
    const auto staged = s.stage({pupil("a", "Twee"), pupil_with("c", "https://ketenid.nl/pilot/b")});
    REQUIRE(s.store->hold(staged->number, "too much", "gateway"));
    CHECK(ids(*s.store->current(school)) == names{"a", "b"});
    REQUIRE(s.store->discard(staged->number, "wrong file", "operator"));
    CHECK(s.store->version(staged->number)->status == status::discarded);
    CHECK(s.store->version(staged->number)->reason == "wrong file");
    CHECK_FALSE(s.store->staged(school));
    CHECK(ids(*s.store->current(school), {.with_ended = true}) == names{"a", "b"});
    CHECK(s.store->history(school, record_kind::person, "a")->past.size() == 1);
    CHECK(
        s.store->current(school)->find_by_identifier(
            record_kind::person, {"eckid", "https://ketenid.nl/pilot/b", {}}
        ) == names{"b"}
    );
    CHECK_FALSE(s.store->publish(staged->number, "operator"));
}

TEST_CASE_TEMPLATE("A held version waits, and is approved or overtaken", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a")});
    const auto held = s.stage({pupil("b")});
    REQUIRE(s.store->hold(held->number, "all pupils ended", "gateway"));
    CHECK(s.store->staged(school)->status == status::held);
    CHECK(s.store->staged(school)->notes.change.pupils.ended == 1);
    CHECK(ids(*s.store->at(school, held->number)) == names{"b"});
    SUBCASE("approved") {
        s.time.advance(24h);
        REQUIRE(s.store->publish(held->number, "operator"));
        CHECK(ids(*s.store->current(school)) == names{"b"});
        CHECK(s.store->current(school)->changed_at() == s.time.now());
    }
    SUBCASE("overtaken by a newer load") {
        const auto newer = s.stage({pupil("a"), pupil("c")});
        CHECK(newer->notes.change.pupils == change_count{1, 1, 0, 0});
        CHECK(s.store->version(held->number)->status == status::discarded);
        REQUIRE(s.store->publish(newer->number, "operator"));
        CHECK(ids(*s.store->current(school)) == names{"a", "c"});
    }
    SUBCASE("after a restart") {
        s.reopen();
        CHECK(s.store->staged(school)->status == status::held);
        REQUIRE(s.store->publish(held->number, "operator"));
        CHECK(ids(*s.store->current(school)) == names{"b"});
    }
}

TEST_CASE_TEMPLATE("A school has one load at a time, and one that is dropped is taken back", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil("a")});
    {
        auto load = s.store->begin({std::string(school), "las", {}, {}});
        REQUIRE(load);
        CHECK_FALSE(s.store->begin({std::string(school), "las", {}, {}}));
        for (int i = 0; i < 1000; ++i) (*load)->add(pupil(std::to_string(i)));
        CHECK((*load)->records() == 1000);
    }
    CHECK_FALSE(s.store->staged(school));
    CHECK(ids(*s.store->current(school), {.with_ended = true}) == names{"a"});
    CHECK(s.publish({pupil("b")}));
}

TEST_CASE_TEMPLATE("The head is part of a roster, the moment at which it was made is not", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    const auto load_with = [&](head what) {
        auto load = s.store->begin({std::string(school), "las", {}, {}});
        (*load)->head(std::move(what));
        (*load)->add(pupil("a"));
        return *(*load)->finish(all_kinds(extent::full), "mark");
    };
    head one;
    one.school_name = "De Testakker";
    one.made_at = s.time.now();
    const auto first = load_with(one);
    REQUIRE(first);
    CHECK(first->notes.watermark == "mark");
    REQUIRE(s.store->publish(first->number, "operator"));
    CHECK(s.store->current(school)->head() == one);
    one.made_at = s.time.now() + 1h;
    CHECK_FALSE(load_with(one));
    one.school_year = "2026-2027";
    const auto changed = load_with(one);
    REQUIRE(changed);
    CHECK(changed->notes.change.head_changed);
}

TEST_CASE("A store that cannot write fails the load, and what is published stays") {
    memory_roster_subject s;
    s.publish({pupil("a")});
    auto load = s.store->begin({std::string(school), "las", {}, {}});
    REQUIRE(load);
    s.kept.refuse_writing(true);
    for (int i = 0; i < 1000; ++i) (*load)->add(pupil(std::to_string(i)));
    const auto staged = (*load)->finish(all_kinds(extent::full), {});
    REQUIRE_FALSE(staged);
    CHECK(staged.error().message == "the disk is full");
    s.kept.refuse_writing(false);
    load = failure{};
    CHECK_FALSE(s.store->staged(school));
    CHECK(ids(*s.store->current(school)) == names{"a"});
}

TEST_CASE("Publishing, holding and discarding are audited") {
    memory_roster_subject s;
    s.publish({pupil("a")});
    const auto held = s.stage({});
    REQUIRE(s.store->hold(held->number, "empty", "gateway"));
    REQUIRE(s.store->discard(held->number, "the LAS was down", "operator"));
    REQUIRE(s.kept.audit().size() == 3);
    CHECK(s.kept.audit()[0].action == "roster.published");
    CHECK(s.kept.audit()[1].action == "roster.held");
    CHECK(s.kept.audit()[2].detail == "the LAS was down");
    CHECK(s.kept.audit()[2].actor == "operator");
}

} // namespace schakel::roster
