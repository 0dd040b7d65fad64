// A bound listener: what its threads share, and the loop that accepts. Internal to transport.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/transport/connection.hpp"
#include "gateway/transport/io_thread.hpp"
#include "gateway/transport/metrics.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace schakel::transport {

class listener {
public:
    listener(listener_settings settings, listener_hooks hooks, transport_metrics& metrics, const clock& wall);

    // One acceptor per thread on the same port.
    result<done> bind(const std::vector<std::unique_ptr<io_thread>>& threads);
    void accept_on(std::size_t thread_index); // starts the loop; on that thread
    void close_on(std::size_t thread_index);  // on that thread, or when no thread runs

    // New contexts are prepared first and taken into use later, so that several listeners can change together.
    result<done> prepare_tls();
    void use_prepared_tls();
    std::shared_ptr<const tls_context> tls() const;

    const listener_settings& settings() const { return settings_; }
    const listener_hooks& hooks() const { return hooks_; }
    transport_metrics& metrics() { return metrics_; }
    const clock& wall() const { return wall_; }
    std::uint16_t port() const { return port_; }
    void count(refusal reason) { ++metrics_.refused[static_cast<std::size_t>(reason)]; }

    std::atomic<std::size_t> open{0};
    std::atomic<bool> draining{false};

private:
    struct entrance {
        io_thread* thread;
        tcp_acceptor acceptor;
    };
    awaitable<void> accept_loop(entrance* at);
    void admit(io_thread& thread, tcp_socket socket);

    listener_settings settings_;
    listener_hooks hooks_;
    transport_metrics& metrics_;
    const clock& wall_;
    std::uint16_t port_ = 0;
    std::vector<std::unique_ptr<entrance>> entrances_;
    mutable std::mutex tls_guard_;
    std::shared_ptr<const tls_context> tls_;
    std::shared_ptr<const tls_context> prepared_tls_;
};

// Serves one accepted connection until it ends; owns itself.
void start_session(listener& owner, io_thread& thread, tcp_socket socket);

} // namespace schakel::transport
