// Counters of the transport, written by the io threads and read by whoever publishes them.
#pragma once

#include "gateway/transport/listener.hpp"

#include <array>
#include <atomic>
#include <cstdint>

namespace schakel::transport {

struct transport_metrics {
    std::atomic<std::uint64_t> connections_open{0};
    std::atomic<std::uint64_t> connections_total{0};
    std::atomic<std::uint64_t> requests_total{0};                    // requests read completely or refused
    std::array<std::atomic<std::uint64_t>, 6> responses_by_class{};  // [2] counts 2xx
    std::array<std::atomic<std::uint64_t>, refusal_count> refused{}; // by refusal
    std::atomic<std::uint64_t> received_bytes{0};
    std::atomic<std::uint64_t> sent_bytes{0};
};

} // namespace schakel::transport
