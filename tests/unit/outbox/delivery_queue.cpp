// M2: order per key, fairness between destinations, nobody starves.
#include "gateway/outbox/delivery_queue.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace schakel;
using namespace schakel::outbox;

namespace {

constexpr instant start = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};

open_delivery waiting(std::int64_t number, std::string destination, std::string key) {
    open_delivery d;
    d.id = {1, static_cast<std::uint64_t>(number)};
    d.row = number;
    d.message = number;
    d.route = "route to " + destination;
    d.destination = std::move(destination);
    d.order_key = std::move(key);
    d.due = d.created = start;
    return d;
}

std::vector<std::int64_t> lease(delivery_queue& from, instant now, std::size_t most, std::string_view dead = {}) {
    std::vector<std::int64_t> rows;
    from.lease(now, most, [&](std::string_view destination, const delivery_queue::leased& next) {
        if (destination == dead) return false;
        rows.push_back(next.row);
        return true;
    });
    return rows;
}

packed_id id_of(std::int64_t row) {
    return {1, static_cast<std::uint64_t>(row)};
}

} // namespace

TEST_CASE("A backlog for a dead destination costs the others nothing") {
    delivery_queue queue;
    for (std::int64_t i = 1; i <= 100'000; ++i) queue.add(waiting(i, "dead", std::to_string(i)));
    for (std::int64_t i = 200'001; i <= 200'100; ++i) queue.add(waiting(i, "alive", std::to_string(i)));
    int asked = 0;
    queue.lease(start, 1000, [&](std::string_view destination, const delivery_queue::leased&) {
        ++asked;
        return destination == "alive";
    });
    CHECK(asked <= 203); // the dead one once per turn, never once per delivery
    CHECK(queue.waiting() == 100'100);
}

TEST_CASE("What is open is told by destination, with its age and its next try") {
    delivery_queue queue;
    queue.add(waiting(1, "a", "x"));
    open_delivery later = waiting(2, "a", "y");
    later.created = start + std::chrono::seconds(5);
    later.due = start + std::chrono::seconds(9);
    queue.add(later);
    queue.add(waiting(3, "b", "x"));
    queue.hold(id_of(3));
    CHECK(lease(queue, start, 1) == std::vector<std::int64_t>{1});
    auto all = queue.by_destination();
    REQUIRE(all.size() == 2);
    CHECK(all[0].destination == "a");
    CHECK(all[0].waiting == 2); // the one under way too
    CHECK(all[0].oldest == start);
    CHECK(all[0].next_try == start + std::chrono::seconds(9));
    CHECK(all[1].waiting == 0);
    CHECK(all[1].held == 1);
    CHECK_FALSE(all[1].oldest);
    queue.remove(id_of(1));
    queue.remove(id_of(3));
    all = queue.by_destination();
    CHECK(all[0].oldest == start + std::chrono::seconds(5));
    CHECK(all[1].held == 0);
    CHECK(queue.oldest() == start + std::chrono::seconds(5));
    CHECK(queue.waiting() == 1);
}

TEST_CASE("Destinations get equal turns") {
    delivery_queue queue;
    std::int64_t number = 0;
    for (const char* destination : {"a", "b", "c"})
        for (int i = 0; i < 100; ++i) {
            ++number;
            queue.add(waiting(number, destination, std::to_string(number)));
        }
    std::map<std::int64_t, int> turns;
    for (const std::int64_t row : lease(queue, start, 30)) ++turns[(row - 1) / 100];
    CHECK(turns == std::map<std::int64_t, int>{{0, 10}, {1, 10}, {2, 10}});
}

TEST_CASE("One destination alone uses the whole lease") {
    delivery_queue queue;
    for (std::int64_t i = 1; i <= 20; ++i) queue.add(waiting(i, "only", std::to_string(i)));
    CHECK(lease(queue, start, 15).size() == 15);
    CHECK(lease(queue, start, 15).size() == 5);
}

TEST_CASE("A held delivery that is let go stands before the later ones of its lane, but never overtakes one under way"
) {
    delivery_queue queue;
    for (std::int64_t i = 1; i <= 3; ++i) queue.add(waiting(i, "lms", "key"));
    CHECK(lease(queue, start, 5) == std::vector<std::int64_t>{1});
    queue.hold(id_of(1));
    CHECK(lease(queue, start, 5) == std::vector<std::int64_t>{2});
    queue.put_back(id_of(1), start);
    CHECK(lease(queue, start, 5).empty());
    queue.remove(id_of(2));
    CHECK(lease(queue, start, 5) == std::vector<std::int64_t>{1});
    queue.remove(id_of(1));
    CHECK(lease(queue, start, 5) == std::vector<std::int64_t>{3});
}

TEST_CASE("Under random outcomes every lane keeps its order and everything leaves in the end") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        delivery_queue queue;
        std::map<std::int64_t, std::string> lane;
        for (std::int64_t i = 1; i <= 200; ++i) {
            const std::string destination(1, static_cast<char>('a' + random() % 3));
            const std::string key = std::to_string(random() % 7);
            lane[i] = destination + key;
            queue.add(waiting(i, destination, key));
        }
        std::map<std::string, std::int64_t> last;
        instant now = start;
        for (int round = 0; round < 5000 && queue.waiting() > 0; ++round, now += 1s) {
            for (const std::int64_t row : lease(queue, now, 1 + random() % 20)) {
                CHECK(last[lane[row]] <= row);
                last[lane[row]] = row;
                if (random() % 3 == 0)
                    queue.put_back(id_of(row), now + std::chrono::seconds(random() % 30));
                else
                    queue.remove(id_of(row));
            }
        }
        CHECK(queue.waiting() == 0);
        CHECK_FALSE(queue.next_due({}).has_value());
    }
}

TEST_CASE("A paused route waits as a whole, in its order, and every other route goes on") {
    using namespace std::chrono_literals;
    delivery_queue queue;
    for (std::int64_t i = 1; i <= 3; ++i) queue.add(waiting(i, "las", "x"));
    open_delivery other = waiting(4, "las", "x");
    other.route = "other";
    queue.add(other);
    CHECK(lease(queue, start, 1) == std::vector<std::int64_t>{1});
    const std::string route = "route to las";
    queue.pause(route, start + 1h);
    CHECK(queue.paused_until(route) == start + 1h);
    CHECK_FALSE(queue.paused_until("another").has_value());
    CHECK(queue.waiting_by(route) == 3); // the one under way too
    CHECK(lease(queue, start, 9) == std::vector<std::int64_t>{4});
    queue.remove(id_of(4));
    queue.put_back(id_of(1), start + 5s); // it was under way, and failed
    queue.add(waiting(5, "las", "y"));
    CHECK(lease(queue, start + 59min, 9).empty());
    CHECK(queue.next_due({}) == start + 1h);
    CHECK(queue.by_destination()[0].next_try == start + 1h);
    CHECK(lease(queue, start + 1h, 9) == std::vector<std::int64_t>{5, 1});
    queue.remove(id_of(1));
    CHECK(lease(queue, start + 1h, 9) == std::vector<std::int64_t>{2});
}

TEST_CASE("A pause ends when it is moved to a moment that has passed, and what waits for longer goes on waiting") {
    using namespace std::chrono_literals;
    delivery_queue queue;
    const std::string route = "route to las";
    queue.pause(route, start + 1h); // before anything came
    queue.add(waiting(1, "las", "x"));
    open_delivery later = waiting(2, "las", "y");
    later.due = start + 2h;
    queue.add(later);
    CHECK(lease(queue, start, 9).empty());
    queue.pause(route, start);
    CHECK(lease(queue, start, 9) == std::vector<std::int64_t>{1});
    queue.pause(route, start + 1h);
    CHECK(queue.next_due({}) == start + 2h);
}
