// How routes relate, and that many of them load.
#include "tests/unit/settings/configuration_folder.hpp"

#include "gateway/settings/route_order.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

settings::route with(std::set<std::string, std::less<>> from, std::set<std::string, std::less<>> schools) {
    settings::route out;
    out.from = std::move(from);
    out.schools = std::move(schools);
    return out;
}

instant day(int number) {
    return start_of_day_in_amsterdam(
        std::chrono::year(2026) / std::chrono::month(1) / std::chrono::day(static_cast<unsigned>(number))
    );
}

} // namespace

TEST_CASE("a route covers another when it takes all that the other could") {
    CHECK(settings::covers(with({}, {}), with({"a"}, {})));
    CHECK(settings::covers(with({"a", "b"}, {}), with({"a"}, {"x"})));
    CHECK_FALSE(settings::covers(with({"a"}, {}), with({}, {})));
    CHECK_FALSE(settings::covers(with({"a"}, {}), with({"a", "b"}, {})));
    settings::route early = with({}, {}), late = with({}, {});
    early.until = day(10);
    late.since = day(10);
    CHECK_FALSE(settings::covers(early, with({}, {})));
    CHECK_FALSE(settings::covers(early, late));
    CHECK(settings::covers(with({}, {}), late));
}

TEST_CASE("two routes overlap when one message could match both") {
    CHECK(settings::overlap(with({"a"}, {}), with({}, {"x"})));
    CHECK_FALSE(settings::overlap(with({"a"}, {}), with({"b"}, {})));
    CHECK_FALSE(settings::overlap(with({"a"}, {"x"}), with({"a"}, {"y"})));
    settings::route early = with({}, {}), late = with({}, {});
    early.until = day(10);
    late.since = day(10);
    CHECK_FALSE(settings::overlap(early, late));
    late.since = day(9);
    CHECK(settings::overlap(early, late));
}

TEST_CASE("routes that could both match need different priorities") {
    test::configuration_folder at;
    at.write(
        "schakel.toml", std::string(test::small_configuration) +
                            "[[route]]\nname = \"a\"\nfrom = \"toets\"\nto = \"las\"\n"
                            "[[route]]\nname = \"b\"\nschool = \"de-akker\"\nto = \"las\"\n"
    );
    const auto read = at.load();
    CHECK(test::lines_of(read) == std::vector<std::string>{"config.ambiguous-routes 23:1 route.priority"});
    CHECK(read.faults.at(0).message.find("\"a\"") != std::string::npos);
}

TEST_CASE("rivals are found as if all pairs were compared") {
    std::vector<settings::route> routes;
    const std::vector<std::set<std::string, std::less<>>> choices{{}, {"a"}, {"b"}, {"a", "b"}, {"c"}};
    for (const auto& from : choices)
        for (const auto& schools : choices) routes.push_back(with(from, schools));
    settings::route_rivals index;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        std::set<const settings::route*> expected, found;
        for (std::size_t k = 0; k < i; ++k)
            if (settings::overlap(routes[k], routes[i])) expected.insert(&routes[k]);
        index.any_of(routes[i], [&](const settings::route& one) {
            if (settings::overlap(one, routes[i])) found.insert(&one);
            return false;
        });
        CHECK(found == expected);
        index.add(routes[i]);
    }
}

TEST_CASE("B8.6 ten thousand routes load") {
    std::string text(test::small_configuration);
    for (int school = 0; school < 100; ++school) {
        const std::string id = std::to_string(school);
        text += "[[school]]\nid = \"s" + id + "\"\nbrin = \"B" + id + "\"\n[[system]]\nid = \"p" + id +
                "\"\n[system.receive.basic]\nuser = \"p" + id + "\"\npassword = \"geheim\"\n";
    }
    for (int i = 0; i < 10'000; ++i)
        text += "[[route]]\nname = \"r" + std::to_string(i) + "\"\nfrom = \"p" + std::to_string(i / 100) +
                "\"\nschool = \"s" + std::to_string(i % 100) + "\"\nto = \"las\"\n";
    test::configuration_folder at;
    at.write("schakel.toml", text);
    const auto start = std::chrono::steady_clock::now();
    const auto read = at.load();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    MESSAGE("10,000 routes loaded in ", took.count(), " s");
    CHECK(read.good());
    CHECK(read.settings.routes.size() == 10'000);
}
