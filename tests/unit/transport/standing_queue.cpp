// When waiting requests are a standing queue: time is told, nothing waits.
#include "gateway/transport/standing_queue.hpp"

#include <doctest/doctest.h>

using namespace schakel::transport;
using std::chrono::milliseconds;

namespace {

constexpr queue_limits limits{.longest_wait = milliseconds(100), .at_least = 4};

// Laps on a clock of our own.
struct thread_of_requests {
    standing_queue queue{limits};
    standing_queue::time_point now{milliseconds(1'000'000)};

    // No request is there.
    void pause(milliseconds time) {
        queue.begin_lap(now);
        now += time;
    }

    // A lap of `requests` that take `each`: how many of them are late.
    unsigned lap(unsigned requests, milliseconds each) {
        unsigned late = 0;
        queue.begin_lap(now);
        for (unsigned i = 0; i < requests; ++i) {
            const bool told = queue.take_up(now);
            late += told ? 1 : 0;
            if (!told) now += each; // a refusal takes no time to speak of
        }
        return late;
    }
};

} // namespace

TEST_CASE("a burst is taken up whole") {
    thread_of_requests on;
    CHECK(on.lap(45, milliseconds(10)) == 0); // 450 ms
    on.pause(milliseconds(101));
    CHECK(on.lap(45, milliseconds(10)) == 0);
    CHECK(on.lap(1, milliseconds(10)) == 0);
}

TEST_CASE("in a queue that stands, who waited too long is late, and the others are not") {
    thread_of_requests on;
    for (int i = 0; i < 2; ++i) CHECK(on.lap(20, milliseconds(10)) == 0); // 400 ms
    // Ten are done within 100 ms, and the eleventh is the first that waited for longer than that when it was done.
    CHECK(on.lap(20, milliseconds(10)) == 9);
    CHECK(on.lap(20, milliseconds(10)) == 9);
}

TEST_CASE("a queue stands although its senders pause together for a moment") {
    thread_of_requests on;
    for (int i = 0; i < 2; ++i) {
        CHECK(on.lap(20, milliseconds(10)) == 0);
        on.pause(milliseconds(60));
    }
    CHECK(on.lap(20, milliseconds(10)) == 9);
}

TEST_CASE("a queue that was worked off is forgotten") {
    thread_of_requests on;
    for (int i = 0; i < 4; ++i) on.lap(20, milliseconds(10));
    CHECK(on.lap(20, milliseconds(10)) > 0);
    CHECK(on.lap(8, milliseconds(10)) == 0); // a short lap
    on.pause(milliseconds(60));
    CHECK(on.lap(40, milliseconds(10)) == 0);
}

TEST_CASE("few requests are no queue, however long each of them takes") {
    thread_of_requests on;
    for (int i = 0; i < 20; ++i) CHECK(on.lap(4, milliseconds(5'000)) == 0);
}

TEST_CASE("whether a lap was long is what its mark asks for") {
    thread_of_requests on;
    on.lap(20, milliseconds(10));
    CHECK(on.queue.begin_lap(on.now));
    on.lap(5, milliseconds(10));
    CHECK_FALSE(on.queue.begin_lap(on.now));
}
