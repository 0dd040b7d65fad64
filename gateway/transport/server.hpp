// The threads that own every socket: listeners, connections, timers, and the http_client's connections.
//
// One event loop per thread; a connection lives and dies on one thread. Each listener is bound once per thread
// (SO_REUSEPORT), so that the kernel spreads connections.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/transport/listener.hpp"
#include "gateway/transport/metrics.hpp"
#include "gateway/transport/standing_queue.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace schakel::transport {

struct server_settings {
    unsigned threads = 0;                            // 0: one per core
    std::chrono::milliseconds timer_resolution{100}; // time-outs end up to two of these late, never early
    const clock* wall = nullptr;                     // for received_at; null: the machine's
    queue_limits queue;                              // of requests on one thread
};

// What to do on a signal; called on an io thread, one at a time. An empty function leaves the signal alone.
struct signal_actions {
    std::function<void()> terminate; // SIGTERM and SIGINT
    std::function<void()> reload;    // SIGHUP
};

class server {
public:
    explicit server(const server_settings& settings = {});
    ~server(); // stop()
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    // Binds at once, before start(). Fails with words for the operator: port in use, unreadable key, certificate
    // without key.
    result<done> add_listener(const listener_settings& settings, listener_hooks hooks);
    std::uint16_t port(std::string_view listener_name) const; // as bound; 0 for an unknown name

    void start();

    // Reads certificates and keys again for every TLS listener; from use_prepared_tls() on, new connections get them.
    // On failure, and until then, the former ones stay in use. Open connections keep what they have.
    result<done> prepare_tls();
    void use_prepared_tls();

    void stop_accepting();
    // Stops accepting, closes idle connections, lets requests in progress end. True when none is left within the
    // time-out. Not to be called on an io thread.
    bool drain(std::chrono::milliseconds timeout);
    void stop(); // closes everything and joins the threads; idempotent. Not to be called on an io thread.

    void handle_signals(signal_actions actions); // before start()

    void post(std::function<void()> task);                                        // on some io thread, soon
    void post_after(std::chrono::milliseconds delay, std::function<void()> task); // dropped by stop()

    const transport_metrics& metrics() const;

    class impl;
    impl& internals() { return *impl_; } // for the http_client, which lives on the same threads

private:
    std::unique_ptr<impl> impl_;
};

} // namespace schakel::transport
