// F1: kill -9 after a random moment under load, again and again. In every other cycle the receiver is away: what was
// accepted then has to outlive the next kill, and is not saved by having been delivered at once.
#include "gateway/prove/receiver.hpp"
#include "gateway/prove/sender.hpp"
#include "gateway/prove/stage.hpp"

#include <algorithm>
#include <thread>

namespace schakel::prove {

namespace {

constexpr unsigned per_second = 200;
constexpr std::size_t parallel = 4; // messages under way to one receiver, by default

std::string in_seconds(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", value);
    return text;
}

showings judge(unsigned kills, const verdict& of, double slowest, bool drained) {
    const std::string amount = std::to_string(kills) + " hard kills under " + std::to_string(per_second) +
                               " messages/s, half of them with the receiver away: ";
    const bool kept = of.nothing_lost_or_altered() && drained && of.accepted > kills;
    const std::string late = drained ? "" : "; not all was delivered within 60 s";
    return {
        {"P1", "F1", kept ? outcome::held : outcome::broken, amount + telling(of) + late},
        {"P2", "F1", of.duplicates <= kills * parallel && of.lost.empty() ? outcome::held : outcome::broken,
         std::to_string(of.duplicates) + " repeats, " + std::to_string(kills * parallel) + " could be under way"},
        {"P3", "F1", of.out_of_order.empty() ? outcome::held : outcome::broken,
         std::to_string(of.out_of_order.size()) + " of " + std::to_string(of.received) + " out of order"},
        {"P4", "F1", slowest < 2 ? outcome::held : outcome::broken,
         "slowest start after a kill " + in_seconds(slowest) + "; with what waited then, which was little"}};
}

} // namespace

showings prove_hard_kills(const stage& on) {
    receiver store;
    child_gateway gateway(on.program, on.set_up("hard-kills", {store.port()}));
    if (const auto started = gateway.start(); !started)
        return {{"P1", "F1", outcome::not_shown, started.error().message}};
    sender load(gateway.port(), per_second);
    load.start();
    const unsigned kills = on.times(5, 15, 100);
    std::mt19937_64 chance(on.seed);
    double slowest = 0;
    for (unsigned number = 1; number <= kills; ++number) {
        on.tell("F1 hard kill " + std::to_string(number) + " of " + std::to_string(kills));
        store.behave(number % 2 == 1 ? manner::refuses_all : manner::well);
        std::this_thread::sleep_for(std::chrono::milliseconds(1 + chance() % 500));
        gateway.kill();
        const auto started = gateway.start();
        if (!started) return {{"P4", "F1", outcome::broken, "does not start after a kill: " + started.error().message}};
        slowest = std::max(slowest, *started);
        load.point_at(gateway.port());
    }
    store.behave(manner::well);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    load.stop();
    const bool drained = gateway.wait_until_drained(60);
    showings out = judge(kills, compare(load.ledger(), store.ledger()), slowest, drained);
    out.push_back(look_for_pupils(gateway));
    return out;
}

} // namespace schakel::prove
