// F8: bad weather between the gateway and one receiver, while another is well.
#include "gateway/prove/receiver.hpp"
#include "gateway/prove/relay.hpp"
#include "gateway/prove/sender.hpp"
#include "gateway/prove/stage.hpp"

#include <array>
#include <thread>

namespace schakel::prove {

namespace {

using clock = std::chrono::steady_clock;

constexpr std::array all_faults{
    weather::delays, weather::cuts, weather::stalls, weather::resets, weather::loses_answer};

void wait(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

// The 99th percentile at the receiver that is well, of what was accepted between two moments.
double p99_between(const std::vector<sent_line>& sent, const receiver& well, moment from, moment to) {
    std::vector<sent_line> within;
    for (const sent_line& one : sent)
        if (one.answered >= from && one.answered < to) within.push_back(one);
    return at_share(delivery_times(within, well.ledger()), 0.99);
}

// In so short a run a few milliseconds more are chance, and prove nothing either way.
showing judge_the_other(double calm, double during) {
    constexpr double chance_ms = 100;
    const outcome what = during < calm * 1.1         ? outcome::held
                         : during < calm + chance_ms ? outcome::not_shown
                                                     : outcome::broken;
    char told[160];
    std::snprintf(
        told, sizeof told, "delivery to the other receiver, p99: %.1f ms before, %.1f ms meanwhile%s", calm, during,
        what == outcome::not_shown ? "; too short a run to judge by 10 %" : ""
    );
    return {"P7", "F8", what, told};
}

} // namespace

showings prove_network_faults(const stage& on) {
    receiver behind, well;
    relay network(behind.port());
    child_gateway gateway(on.program, on.set_up("network-faults", {network.port(), well.port()}));
    if (const auto started = gateway.start(); !started)
        return {{"P7", "F8", outcome::not_shown, started.error().message}};
    sender load(gateway.port(), 100);
    load.start();
    wait(0.5);
    const moment calm = clock::now();
    wait(on.times(2, 4, 20));
    const moment faults = clock::now();
    std::string names;
    for (const weather one : all_faults) {
        on.tell("F8 network: " + std::string(to_string(one)));
        names += (names.empty() ? "" : ", ") + std::string(to_string(one));
        network.turn(one);
        wait(on.times(1, 3, 20));
    }
    const moment end = clock::now();
    network.turn(weather::fair);
    load.stop();
    on.tell("F8 network: what waited");
    const bool drained = gateway.wait_until_drained(90);
    const auto sent = load.ledger();
    const verdict far = compare(sent, behind.ledger()), near = compare(sent, well.ledger());
    const bool kept = drained && far.nothing_lost_or_altered() && near.nothing_lost_or_altered();
    return {
        {"P2", "F8", kept ? outcome::held : outcome::broken,
         names + ": " + telling(far) + ", " + std::to_string(far.duplicates) + " repeats" +
             (drained ? "" : "; not all was delivered within 90 s")},
        {"P3", "F8", far.out_of_order.empty() && near.out_of_order.empty() ? outcome::held : outcome::broken,
         std::to_string(far.out_of_order.size() + near.out_of_order.size()) + " out of order"},
        judge_the_other(p99_between(sent, well, calm, faults), p99_between(sent, well, faults, end))};
}

} // namespace schakel::prove
