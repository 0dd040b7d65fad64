// A network of our own between gateway and receiver: passes bytes on, or does to them what bad networks do.
#pragma once

#include "gateway/prove/wire.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace schakel::prove {

enum class weather {
    fair,
    delays,       // each answer comes 300 ms later
    cuts,         // the connection ends within the request, each time some bytes later
    stalls,       // nothing passes
    resets,       // reset as soon as the first bytes came
    loses_answer, // the request passes, the answer does not
};
std::string_view to_string(weather of);

class relay {
public:
    explicit relay(std::uint16_t to); // throws std::runtime_error when no port is free
    ~relay();
    relay(const relay&) = delete;
    relay& operator=(const relay&) = delete;

    std::uint16_t port() const { return port_; }
    void turn(weather how) { weather_ = how; } // of what passes from then on

private:
    void listen(const std::stop_token& until);
    void pass(int inner, int outer, const std::stop_token& until);
    bool carry(int from, int to, bool is_answer, const std::stop_token& until);

    const std::uint16_t to_;
    int socket_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<weather> weather_{weather::fair};
    std::atomic<std::size_t> cut_after_{1};
    std::vector<std::jthread> passing_;
    std::jthread listening_;
};

} // namespace schakel::prove
