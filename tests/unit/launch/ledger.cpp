#include "gateway/launch/ledger.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"

#include <doctest/doctest.h>

namespace {

using namespace schakel;
using launch::ledger;
using launch::score_step;

struct bench {
    test::fake_clock time;
    test::memory_launch_rows rows;
    ledger book{rows, time, "sixteen bytes of chance"};
};

launch_class some_class() {
    launch_class one;
    one.target = "publisher";
    one.source = "elo";
    one.school = "de-regenboog";
    one.context = {"pseudonym-of-3b", "3B", "Groep 3B", {"CourseSection"}, "", "3b"};
    one.scopes = {"lineitem", "score"};
    one.services.line_items = model::line_item_service{{"score"}, "https://elo.example/items", ""};
    one.services.memberships = model::membership_service{"https://elo.example/members", {"2.0"}};
    return one;
}

TEST_CASE("a class has one handle, however often it is launched, and tells all it was given") {
    bench on;
    const auto first = on.book.make_class(some_class(), "3b");
    REQUIRE(first);
    const auto second = on.book.make_class(some_class(), "3b");
    REQUIRE(second);
    CHECK(first->handle == second->handle);
    CHECK(first->handle.size() == 24);

    const auto found = on.book.find_class(first->handle);
    REQUIRE(found);
    CHECK(found->target == "publisher");
    CHECK(found->source == "elo");
    CHECK(found->school == "de-regenboog");
    CHECK(found->context == some_class().context);
    CHECK(found->scopes == some_class().scopes);
    CHECK(found->services == some_class().services);
    CHECK_FALSE(on.book.find_class("made-up"));
}

TEST_CASE("handles differ by target, by class and by gateway") {
    bench on;
    launch_class elsewhere = some_class();
    elsewhere.target = "another publisher";
    ledger other_secret(on.rows, on.time, "sixteen other bytes of it");
    const std::string handle = on.book.make_class(some_class(), "3b")->handle;
    CHECK(handle != on.book.make_class(elsewhere, "3b")->handle);
    CHECK(handle != on.book.make_class(some_class(), "3c")->handle);
    CHECK(handle != other_secret.make_class(some_class(), "3b")->handle);
}

TEST_CASE("a class that is granted more is kept anew") {
    bench on;
    const std::string handle = on.book.make_class(some_class(), "3b")->handle;
    launch_class more = some_class();
    more.scopes.insert("result.readonly");
    REQUIRE(on.book.make_class(more, "3b"));
    CHECK(on.book.find_class(handle)->scopes == more.scopes);
}

TEST_CASE("a result handle leads back to person, resource and what the source offers") {
    bench on;
    launch_result one;
    one.class_handle = "class";
    one.target = "publisher";
    one.source = "elo";
    one.school = "de-regenboog";
    one.person = "pseudonym-7";
    one.own_person = "42";
    one.resource = "link";
    one.line_item = "item";
    one.services.outcomes = model::outcome_service{"https://elo.example/outcomes", "sourced", {"text"}};
    const auto made = on.book.make_result(one, "own link");
    REQUIRE(made);
    const auto found = on.book.find_result(made->handle);
    REQUIRE(found);
    CHECK(found->person == "pseudonym-7");
    CHECK(found->own_person == "42");
    CHECK(found->class_handle == "class");
    CHECK(found->resource == "link");
    CHECK(found->line_item == "item");
    CHECK(found->services == one.services);
}

line_item some_item(std::string label) {
    line_item one;
    one.class_handle = "class";
    one.score_maximum = 12.5;
    one.label = std::move(label);
    one.tag = "grade";
    one.starts = instant(1700000000000001us);
    one.grades_released = false;
    one.submission_review = R"({"label":"bekijk"})";
    return one;
}

TEST_CASE("line items are found again as they were, by class and by what they are for") {
    bench on;
    const auto first = on.book.add_line_item(some_item("one"));
    REQUIRE(first);
    line_item other = some_item("two");
    other.tag = "other";
    const auto second = on.book.add_line_item(other);
    REQUIRE(second);
    line_item elsewhere = some_item("three");
    elsewhere.class_handle = "another class";
    REQUIRE(on.book.add_line_item(elsewhere));

    const auto found = on.book.find_line_item(first->id);
    REQUIRE(found);
    CHECK(found->score_maximum == 12.5);
    CHECK(found->label == "one");
    CHECK(found->starts == instant(1700000000000001us));
    CHECK_FALSE(found->ends);
    CHECK(found->grades_released == false);
    CHECK(found->submission_review == R"({"label":"bekijk"})");
    CHECK_FALSE(found->ours);

    CHECK(on.book.line_items("class", {}, "", 10).size() == 2);
    const auto by_tag = on.book.line_items("class", {"", "", "other"}, "", 10);
    REQUIRE(by_tag.size() == 1);
    CHECK(by_tag[0].id == second->id);
    const auto page = on.book.line_items("class", {}, "", 1);
    REQUIRE(page.size() == 1);
    const auto rest = on.book.line_items("class", {}, page[0].id, 10);
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].id != page[0].id);
}

TEST_CASE("a resource has one line item of ours") {
    bench on;
    line_item wanted = some_item("exercise");
    wanted.resource_link = "link";
    const auto first = on.book.make_line_item(wanted);
    REQUIRE(first);
    CHECK(first->ours);
    line_item renamed = *first;
    renamed.label = "renamed by the publisher";
    REQUIRE(on.book.replace_line_item(renamed));
    const auto again = on.book.make_line_item(wanted);
    REQUIRE(again);
    CHECK(again->id == first->id);
    CHECK(again->label == "renamed by the publisher");
}

TEST_CASE("one message at a time makes a line item, in whichever gateway it came") {
    bench on;
    ledger other(on.rows, on.time, "sixteen bytes of chance");
    CHECK(*on.book.claim_line_item("item", "first"));
    CHECK_FALSE(*other.claim_line_item("item", "second"));
    CHECK(*other.claim_line_item("another item", "second"));
    on.time.advance(std::chrono::seconds(20));
    CHECK(*on.book.claim_line_item("item", "first")); // still at it
    on.time.advance(std::chrono::seconds(20));
    CHECK_FALSE(*other.claim_line_item("item", "second"));
    other.let_go_of_line_item("item", "second"); // which it does not hold
    CHECK_FALSE(*other.claim_line_item("item", "second"));
    on.book.let_go_of_line_item("item", "first");
    CHECK(*other.claim_line_item("item", "second"));
    on.time.advance(std::chrono::seconds(30)); // and nobody heard of it again
    CHECK(*on.book.claim_line_item("item", "third"));
}

TEST_CASE("only a line item that is there is replaced, and what is removed takes its scores along") {
    bench on;
    CHECK_FALSE(on.book.replace_line_item(some_item("nowhere")));
    const auto item = on.book.add_line_item(some_item("one"));
    REQUIRE(item);
    given_score score;
    score.person = "pseudonym-7";
    score.when = on.time.now();
    REQUIRE(on.book.put_score(item->id, score));
    REQUIRE(on.book.remove_line_item(item->id));
    CHECK_FALSE(on.book.find_line_item(item->id));
    CHECK(on.book.results(item->id, "", "", 10).empty());
}

TEST_CASE("a score counts when it is later than the last one; the same one again does no harm") {
    bench on;
    given_score score;
    score.person = "pseudonym-7";
    score.when = on.time.now();
    score.score = 7.25;
    score.maximum = 10;
    score.comment = "goed";
    score.activity = "Completed";
    score.grading = "FullyGraded";
    const auto step = [&](const given_score& what) {
        const auto taken = on.book.put_score("item", what);
        REQUIRE(taken);
        return *taken;
    };
    CHECK(step(score) == score_step::newer);
    CHECK(step(score) == score_step::repeated);

    given_score other = score;
    other.score = 8;
    CHECK(step(other) == score_step::not_later);
    other.when -= 1us;
    CHECK(step(other) == score_step::not_later);
    other.when = score.when + 1us;
    CHECK(step(other) == score_step::newer);

    const auto results = on.book.results("item", "", "", 10);
    REQUIRE(results.size() == 1);
    CHECK(results[0].person == "pseudonym-7");
    CHECK(results[0].score == 8.0);
    CHECK(results[0].maximum == 10.0);
    CHECK(results[0].comment == "goed");
    CHECK(results[0].when == other.when);
}

TEST_CASE("the result of a person is found by the line item of its resource") {
    bench on;
    launch_result what;
    what.class_handle = on.book.make_class(some_class(), "3b")->handle;
    what.target = "publisher";
    what.source = "elo";
    what.person = "pseudonym-7";
    what.resource = "link-1";
    const auto made = on.book.make_result(what, "own-link-1");
    REQUIRE(made);
    line_item item;
    item.class_handle = what.class_handle;
    item.resource_link = "link-1";
    const auto about = on.book.add_line_item(item);
    item.resource_link.clear();
    const auto about_nothing = on.book.add_line_item(item);
    REQUIRE(about);
    const auto found = on.book.find_result_of(about->id, "pseudonym-7");
    REQUIRE(found);
    CHECK(found->handle == made->handle);
    CHECK(!on.book.find_result_of(about->id, "pseudonym-8"));
    CHECK(!on.book.find_result_of(about_nothing->id, "pseudonym-7"));
    CHECK(!on.book.find_result_of("unknown", "pseudonym-7"));
}

TEST_CASE("results come in order of person, page by page") {
    bench on;
    for (const char* person : {"c", "a", "b"}) {
        given_score score;
        score.person = person;
        score.when = on.time.now();
        REQUIRE(on.book.put_score("item", score));
    }
    const auto first = on.book.results("item", "", "", 2);
    REQUIRE(first.size() == 2);
    CHECK(first[0].person == "a");
    CHECK(first[1].person == "b");
    const auto rest = on.book.results("item", "", "b", 2);
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].person == "c");
    CHECK(on.book.results("item", "b", "", 2).size() == 1);
    CHECK(on.book.results("item", "nobody", "", 2).empty());
}

} // namespace
