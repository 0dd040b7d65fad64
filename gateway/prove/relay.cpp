#include "gateway/prove/relay.hpp"

#include "gateway/core/file_descriptor.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace schakel::prove {

namespace {

int connect_to(std::uint16_t port) {
    file_descriptor out(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(out.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return -1;
    return out.release();
}

void reset_at_close(int socket) {
    const linger at_once{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void wait(std::chrono::milliseconds most, const std::stop_token& until) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!until.stop_requested() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

} // namespace

std::string_view to_string(weather of) {
    switch (of) {
    case weather::fair: return "fair";
    case weather::delays: return "300 ms delay";
    case weather::cuts: return "cut within a request";
    case weather::stalls: return "stall";
    case weather::resets: return "reset";
    case weather::loses_answer: return "answer lost";
    }
    return {};
}

relay::relay(std::uint16_t to) : to_(to) {
    const auto listens = listen_anywhere();
    if (!listens) throw std::runtime_error("no free port for the relay");
    socket_ = listens->socket;
    port_ = listens->port;
    listening_ = std::jthread([this](const std::stop_token& until) { listen(until); });
}

relay::~relay() {
    listening_ = {};
    passing_.clear();
    ::close(socket_);
}

void relay::listen(const std::stop_token& until) {
    while (!until.stop_requested()) {
        const int inner = accept_soon(socket_);
        if (inner < 0) continue;
        const int outer = connect_to(to_);
        passing_.emplace_back([this, inner, outer](const std::stop_token& end) { pass(inner, outer, end); });
    }
}

void relay::pass(int inner, int outer, const std::stop_token& until) {
    const file_descriptor own_inner(inner), own_outer(outer);
    while (!until.stop_requested() && outer >= 0) {
        std::array<pollfd, 2> asked{{{inner, POLLIN, 0}, {outer, POLLIN, 0}}};
        if (::poll(asked.data(), asked.size(), 50) <= 0) continue;
        if (asked[0].revents != 0 && !carry(inner, outer, false, until)) return;
        if (asked[1].revents != 0 && !carry(outer, inner, true, until)) return;
    }
}

// False: the connection is over.
bool relay::carry(int from, int to, bool is_answer, const std::stop_token& until) {
    std::array<char, 16384> block;
    const ssize_t got = ::recv(from, block.data(), block.size(), 0);
    if (got <= 0) return false;
    auto length = static_cast<std::size_t>(got);
    const weather now = weather_;
    if (now == weather::stalls) {
        while (weather_ == weather::stalls && !until.stop_requested()) wait(std::chrono::milliseconds(20), until);
        return false;
    }
    if (now == weather::resets) return reset_at_close(from), false;
    if (now == weather::loses_answer && is_answer) return reset_at_close(to), false;
    if (now == weather::delays && is_answer) wait(std::chrono::milliseconds(300), until);
    const bool cut = now == weather::cuts && !is_answer;
    if (cut) length = std::min(length, cut_after_.fetch_add(37) % 2000 + 1);
    const bool passed = ::send(to, block.data(), length, MSG_NOSIGNAL) == static_cast<ssize_t>(length);
    return passed && !cut;
}

} // namespace schakel::prove
