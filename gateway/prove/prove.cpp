#include "gateway/prove/prove.hpp"

#include "gateway/core/clock.hpp"
#include "gateway/core/version.hpp"
#include "gateway/prove/machine.hpp"

#include <algorithm>
#include <array>
#include <exception>

namespace schakel::prove {

namespace {

struct one_fault {
    const char *promise, *fault;
    showings (*play)(const stage&);
};
constexpr std::array all_faults{
    one_fault{"P1", "F1", prove_hard_kills},     one_fault{"P6", "F4", prove_disk_full},
    one_fault{"P7", "F8", prove_network_faults}, one_fault{"P8", "F9", prove_misbehaving_receiver},
    one_fault{"P5", "F12", prove_bit_flips},
};

// What the machine does not let us play (no port, no process) is told as not shown.
showings play(const one_fault& what, const stage& on) {
    try {
        return what.play(on);
    } catch (const std::exception& why) {
        return {{what.promise, what.fault, outcome::not_shown, why.what()}};
    }
}

} // namespace

proof prove_all(const stage& on) {
    const auto began = std::chrono::steady_clock::now();
    std::string date = to_rfc3339_milliseconds(system_clock().now()).substr(0, 16) + " UTC";
    date[10] = ' ';
    showings all;
    for (const one_fault& one : all_faults) {
        if (!on.only.empty() && std::find(on.only.begin(), on.only.end(), one.fault) == on.only.end()) continue;
        const showings shown = play(one, on);
        all.insert(all.end(), shown.begin(), shown.end());
    }
    const auto took = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began);
    return {
        table_of(all),
        {std::string(program_and_version), date, std::to_string(took.count()) + " s", facts_of_machine(on.folder)}};
}

} // namespace schakel::prove
