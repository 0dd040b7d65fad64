// F9: a receiver that errs in every way it can, and one message that it never takes.
#include "gateway/prove/receiver.hpp"
#include "gateway/prove/sender.hpp"
#include "gateway/prove/stage.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace schakel::prove {

namespace {

using clock = std::chrono::steady_clock;

constexpr std::array all_manners{manner::fails,  manner::overloaded,   manner::too_many, manner::silent,
                                 manner::resets, manner::half_answers, manner::garbles,  manner::refuses_all};

// Seconds until a person can see that something was set aside; -1: not within a minute.
double wait_for_alert(const child_gateway& gateway) {
    for (const auto start = clock::now();;) {
        const double passed = std::chrono::duration<double>(clock::now() - start).count();
        if (gateway.metric("schakel_dead_letters") > 0 || gateway.metric("schakel_held") > 0) return passed;
        if (passed > 60) return -1;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

showing judge_poison(const verdict& of, const message_name& poison, double seen) {
    const bool others = of.altered.empty() && of.lost.size() == 1 && of.lost.front() == poison;
    char told[160];
    std::snprintf(
        told, sizeof told, "a message that is always refused: %s after %.1f s; %zu of %zu others delivered",
        seen < 0 ? "NOT set aside" : "set aside and counted", seen < 0 ? 60 : seen, of.accepted - of.lost.size(),
        of.accepted - 1
    );
    return {"P8", "F9", others && seen >= 0 ? outcome::held : outcome::broken, told};
}

} // namespace

showings prove_misbehaving_receiver(const stage& on) {
    receiver store;
    const message_name poison{3, 2};
    store.poison(poison);
    child_gateway gateway(on.program, on.set_up("misbehaving-receiver", {store.port()}));
    if (const auto started = gateway.start(); !started)
        return {{"P8", "F9", outcome::not_shown, started.error().message}};
    sender load(gateway.port(), 50);
    load.start();
    on.tell("F9 receiver: a poison message");
    const double seen = wait_for_alert(gateway);
    std::string names;
    for (const manner one : all_manners) {
        on.tell("F9 receiver: " + std::string(to_string(one)));
        names += (names.empty() ? "" : ", ") + std::string(to_string(one));
        store.behave(one);
        std::this_thread::sleep_for(std::chrono::milliseconds(on.times(500, 1500, 10'000)));
    }
    store.behave(manner::well);
    load.stop();
    on.tell("F9 receiver: what waited");
    const bool drained = gateway.wait_until_drained(90);
    const verdict of = compare(load.ledger(), store.ledger());
    const auto poisoned = std::count(of.lost.begin(), of.lost.end(), poison);
    const std::size_t lost = of.lost.size() - static_cast<std::size_t>(poisoned);
    return {
        {"P2", "F9", lost == 0 && of.altered.empty() && drained ? outcome::held : outcome::broken,
         names + ": " + std::to_string(lost) + " lost, " + std::to_string(of.altered.size()) + " altered of " +
             std::to_string(of.accepted) + " accepted, " + std::to_string(of.duplicates) + " repeats" +
             (drained ? "" : "; not all was delivered within 90 s")},
        judge_poison(of, poison, seen)};
}

} // namespace schakel::prove
