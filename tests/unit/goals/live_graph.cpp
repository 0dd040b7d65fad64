#include "gateway/goals/live_graph.hpp"

#include "tests/unit/goals/stored_goals.hpp"

#include <doctest/doctest.h>

#include <future>

using namespace schakel;
using namespace schakel::goals;
using namespace schakel::goals::test;

namespace {

struct running {
    stored_goals stored;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, stored.time, log_level::error};
    live_graph graph{*stored.goals, log};

    ~running() {
        graph.stop();
        std::fclose(nowhere);
    }
    void import(const std::string& label, std::size_t size) { REQUIRE(stored.load(label, size)->publish("operator")); }
    // When the first graph is there.
    void wait() {
        std::promise<void> there;
        REQUIRE(graph.when_ready([&] { there.set_value(); }));
        there.get_future().wait();
    }
};

} // namespace

TEST_CASE("a gateway in which nothing was imported has no graph, and nobody waits for one") {
    running it;
    it.graph.start();
    it.wait();
    CHECK(it.graph.current() == nullptr);
    CHECK(it.graph.state().ready);
    CHECK(it.graph.state().builds == 0);
}

TEST_CASE("at start everything that was imported becomes a graph; who came earlier waits for it") {
    running it;
    it.import("2025", 3);
    it.import("2026", 5);
    std::promise<std::size_t> seen;
    REQUIRE(it.graph.when_ready([&] { seen.set_value(it.graph.current() ? it.graph.current()->goal_count() : 0); }));
    CHECK_FALSE(it.graph.state().ready);
    it.graph.start();
    CHECK(seen.get_future().get() == 5);
    const graph_state state = it.graph.state();
    CHECK(state.import == 2);
    CHECK(state.goals == 5);
    CHECK(state.edges == 4);
    CHECK(state.bytes > 0);
    CHECK(state.builds == 1);
}

TEST_CASE("after an import the graph is another; who holds the former one keeps it") {
    running it;
    it.import("2025", 3);
    it.graph.start();
    it.wait();
    const graph_pointer former = it.graph.current();
    it.import("2026", 7);
    REQUIRE(it.graph.refresh());
    CHECK(it.graph.current()->goal_count() == 7);
    CHECK(former->goal_count() == 3);
    CHECK(it.graph.state().builds == 2);
}

TEST_CASE("a graph is not built again when nothing was imported since") {
    running it;
    it.import("2025", 3);
    it.graph.start();
    it.wait();
    const graph_pointer former = it.graph.current();
    REQUIRE(it.graph.refresh());
    CHECK(it.graph.current() == former);
}

TEST_CASE("only so many can wait for the first graph") {
    running it;
    it.import("2025", 3);
    std::size_t taken = 0, done = 0;
    while (taken < 100'000 && it.graph.when_ready([&] { ++done; })) ++taken;
    CHECK(taken == 1000);
    it.graph.start();
    it.graph.stop();
    CHECK(done == taken);
}
