// A record store with a ledger of its own, that misbehaves on command.
#pragma once

#include "gateway/prove/ledger.hpp"
#include "gateway/prove/wire.hpp"

#include <atomic>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

namespace schakel::prove {

enum class manner {
    well,         // 200 with the ids
    refuses_all,  // every connection is reset at once
    fails,        // 500
    overloaded,   // 503, Retry-After: 1
    too_many,     // 429, Retry-After: 1
    silent,       // reads and never answers
    resets,       // reads, then resets
    half_answers, // promises more bytes than it sends, and closes
    garbles,      // no HTTP at all
};
std::string_view to_string(manner of);

class receiver {
public:
    receiver(); // listens from the start; throws std::runtime_error when no port is free
    ~receiver();
    receiver(const receiver&) = delete;
    receiver& operator=(const receiver&) = delete;

    std::uint16_t port() const { return port_; }
    void behave(manner how) { manner_ = how; }
    void poison(const message_name& one); // this one is answered 400, always
    std::vector<received_line> ledger() const;
    std::size_t requests() const { return requests_; } // answered or not

private:
    void listen(const std::stop_token& until);
    void serve(int socket);
    bool answer(wire& on, const wire_message& asked); // false: the connection is over
    bool answer_well(wire& on, const wire_message& asked);
    bool is_poison(const std::vector<read_back>& told) const;

    int socket_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<manner> manner_{manner::well};
    std::atomic<std::size_t> requests_{0};
    mutable std::mutex mutex_;
    std::vector<received_line> lines_;
    std::optional<message_name> poison_;
    std::set<int> open_;
    std::vector<std::jthread> serving_;
    std::jthread listening_;
};

} // namespace schakel::prove
