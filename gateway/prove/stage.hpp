// Where a proof plays: a folder of its own, how much is asked of it, and to whom it tells how far it came.
#pragma once

#include "gateway/prove/child_gateway.hpp"
#include "gateway/prove/promise_table.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace schakel::prove {

enum class amount { quick, normal, thorough };

struct stage {
    std::string program; // the binary that is proved
    std::filesystem::path folder;
    amount how_much = amount::normal;
    std::uint64_t seed = 1;
    std::vector<std::string> only; // "F1" …: these faults; empty: all
    std::function<void(const std::string& doing)> tell;

    unsigned times(unsigned quick, unsigned normal, unsigned thorough) const;
    // A folder for one gateway, with a configuration that lets our sender in and delivers to these ports. A receiver
    // has one second to answer and is tried again every second.
    std::filesystem::path set_up(const std::string& name, const std::vector<std::uint16_t>& receivers) const;
};

// Each proof plays one fault of the fault programme and says what was shown.
showings prove_hard_kills(const stage& on);           // F1
showings prove_disk_full(const stage& on);            // F4
showings prove_network_faults(const stage& on);       // F8
showings prove_misbehaving_receiver(const stage& on); // F9
showings prove_bit_flips(const stage& on);            // F12

// Whether a pupil stands in a log or a metric; a showing of P11 when one does, and when none does.
showing look_for_pupils(const child_gateway& in);

} // namespace schakel::prove
