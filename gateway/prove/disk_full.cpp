// F4: the disk is full under load, and has room again.
#include "gateway/prove/receiver.hpp"
#include "gateway/prove/sender.hpp"
#include "gateway/prove/stage.hpp"
#include "gateway/prove/wire.hpp"

#include <algorithm>
#include <thread>

namespace schakel::prove {

namespace {

using clock = std::chrono::steady_clock;

template <class Condition>
bool wait_for(double seconds, Condition holds) {
    for (const auto end = clock::now() + std::chrono::duration<double>(seconds); clock::now() < end;) {
        if (holds()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
}

struct round {
    bool refused = false, runs_on = false;
    double resumed = -1; // seconds after there was room; -1: not within 10
};

round fill_and_free(child_gateway& gateway, const sender& load) {
    round out;
    const std::size_t refusals = load.answered_with(503);
    gateway.fill_disk();
    out.refused = wait_for(10, [&] { return load.answered_with(503) > refusals; });
    wait_for(0.5, [] { return false; });
    out.runs_on = gateway.is_running();
    gateway.free_disk();
    const auto freed = clock::now();
    const std::size_t before = load.accepted();
    if (wait_for(10, [&] { return load.accepted() > before; }))
        out.resumed = std::chrono::duration<double>(clock::now() - freed).count();
    return out;
}

showing judge(const std::vector<round>& rounds, const verdict& of, bool drained) {
    const auto all = [&](auto holds) { return std::all_of(rounds.begin(), rounds.end(), holds); };
    double slowest = 0;
    for (const round& one : rounds) slowest = std::max(slowest, one.resumed < 0 ? 10.0 : one.resumed);
    const bool refused = all([](const round& one) { return one.refused; });
    const bool ran_on = all([](const round& one) { return one.runs_on; });
    char resumed[64];
    std::snprintf(resumed, sizeof resumed, "resumed within %.2f s", slowest);
    const bool good = refused && ran_on && slowest < 5 && of.nothing_lost_or_altered() && drained;
    return {
        "P6", "F4", good ? outcome::held : outcome::broken,
        std::to_string(rounds.size()) + " times a file system of 24 MiB full: " + (refused ? "503" : "no 503") + ", " +
            (ran_on ? "" : "the process ended, ") + resumed + ", " + telling(of)};
}

showings play(const stage& on, child_gateway& gateway, const receiver& store) {
    sender load(gateway.port(), 100);
    load.start();
    if (!wait_for(10, [&] { return load.accepted() > 50; }))
        return {{"P6", "F4", outcome::not_shown, "nothing was accepted before the disk was full"}};
    std::vector<round> rounds;
    const unsigned times = on.times(1, 3, 20);
    for (unsigned number = 1; number <= times; ++number) {
        on.tell("F4 full disk " + std::to_string(number) + " of " + std::to_string(times));
        rounds.push_back(fill_and_free(gateway, load));
    }
    load.stop();
    const bool drained = gateway.wait_until_drained(60);
    return {judge(rounds, compare(load.ledger(), store.ledger()), drained)};
}

} // namespace

showings prove_disk_full(const stage& on) {
    receiver store;
    const auto folder = on.set_up("disk-full", {store.port()});
    child_gateway small(on.program, folder, room::small_file_system);
    if (const auto started = small.start(); !started)
        return {{"P6", "F4", outcome::not_shown, "no gateway on a file system of its own: " + started.error().message}};
    return play(on, small, store);
}

} // namespace schakel::prove
