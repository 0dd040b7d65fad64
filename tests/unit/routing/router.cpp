// Which route wins, and what is told about the others.
#include "gateway/routing/router.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace schakel;
using routing::facts;
using routing::router;
using kind = routing::verdict::kind;

namespace {

settings::route named(std::string name, std::int64_t priority = 0) {
    settings::route out;
    out.name = std::move(name);
    out.priority = priority;
    return out;
}

std::string winner(const router& of, const facts& about) {
    const settings::route* found = of.match(about);
    return found ? found->name : "none";
}

} // namespace

TEST_CASE("the highest priority wins among those that match, whatever their order") {
    settings::route wide = named("wide", 1), narrow = named("narrow", 5), other = named("other", 9);
    narrow.from = {"toets"};
    other.from = {"lms"};
    for (const auto& order : {std::vector{wide, narrow, other}, std::vector{other, narrow, wide}}) {
        const router routes(order);
        facts about;
        about.sender = "toets";
        CHECK(winner(routes, about) == "narrow");
        about.sender = "lms";
        CHECK(winner(routes, about) == "other");
        about.sender = "else";
        CHECK(winner(routes, about) == "wide");
    }
    CHECK(router().match(facts{}) == nullptr);
}

TEST_CASE("each condition is looked at, and the first that does not hold is named") {
    const std::array<std::pair<std::set<std::string, std::less<>> settings::route::*, std::string_view>, 7> conditions{{
        {&settings::route::from, "from"},
        {&settings::route::schools, "school"},
        {&settings::route::families, "family"},
        {&settings::route::kinds, "kind"},
        {&settings::route::standards, "standard"},
        {&settings::route::subjects, "subject"},
        {&settings::route::levels, "level"},
    }};
    const std::array fields{&facts::sender,   &facts::school,  &facts::family, &facts::kind,
                            &facts::standard, &facts::subject, &facts::level};
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        settings::route one = named("one");
        one.*conditions[i].first = {"a", "b"};
        const router routes({one});
        facts about;
        CHECK(routes.explain(about).at(0).failed_on == conditions[i].second);
        about.*fields[i] = "c";
        CHECK(routes.match(about) == nullptr);
        about.*fields[i] = "b";
        CHECK(winner(routes, about) == "one");
    }
}

TEST_CASE("a route holds from since, until but not at until") {
    const instant begin = std::chrono::sys_days{std::chrono::year{2026} / 8 / 1};
    settings::route one = named("year");
    one.since = begin;
    one.until = begin + 24h;
    const router routes({one});
    const auto at = [&](instant moment) {
        facts about;
        about.at = moment;
        return routes.explain(about).at(0);
    };
    CHECK(at(begin - 1us).failed_on == "since");
    CHECK(at(begin).what == kind::won);
    CHECK(at(begin + 24h - 1us).what == kind::won);
    CHECK(at(begin + 24h).failed_on == "until");
}

TEST_CASE("an explanation lists every route by priority: one won, the rest shadowed or not matched") {
    settings::route other = named("other", 5);
    other.kinds = {"scores"};
    const router routes({named("low", 1), named("high", 9), other, named("middle", 3)});
    const auto told = routes.explain(facts{});
    REQUIRE(told.size() == 4);
    CHECK(told[0].route->name == "high");
    CHECK(told[0].what == kind::won);
    CHECK(told[1].what == kind::not_matched);
    CHECK(told[1].failed_on == "kind");
    CHECK(told[2].what == kind::shadowed);
    CHECK(told[3].route->name == "low");
    CHECK(told[0].route == routes.match(facts{}));
}

TEST_CASE("only routes about subject or level ask for messages to be divided") {
    settings::route about = named("about");
    CHECK_FALSE(router({about}).looks_at_assessments());
    about.levels = {"5"};
    CHECK(router({named("x"), about}).looks_at_assessments());
}
