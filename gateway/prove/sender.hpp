// Sends messages at a steady rate and keeps a ledger of every answer. The rate is open: it does not drop when the
// gateway stalls. Messages of one pupil go one after another.
#pragma once

#include "gateway/prove/ledger.hpp"

#include <atomic>
#include <mutex>
#include <stop_token>
#include <thread>

namespace schakel::prove {

class sender {
public:
    // `pupils` are 1 … pupils; `per_second` over all of them.
    sender(std::uint16_t port, unsigned per_second, unsigned pupils = 40);
    ~sender();

    void point_at(std::uint16_t port) { port_ = port; } // the gateway came back at another port
    void send_in_all(std::uint64_t messages);           // stops by itself after so many; before start()
    void start();
    void stop(); // after it the ledger is complete

    std::vector<sent_line> ledger() const;
    std::size_t accepted() const { return accepted_; }
    std::size_t answered_with(int status) const;

private:
    void work(const std::stop_token& until, unsigned worker);
    void note(const message_name& name, int status, moment began);

    static constexpr unsigned workers = 4;
    std::atomic<std::uint16_t> port_;
    const unsigned per_second_, pupils_;
    std::uint64_t limit_ = UINT64_MAX;
    mutable std::mutex mutex_;
    std::vector<sent_line> lines_;
    std::atomic<std::size_t> accepted_{0};
    std::vector<std::jthread> threads_;
};

// The whole request of a message, as the generated configuration lets it in.
std::string request_of(const message_name& of);

} // namespace schakel::prove
