// What server and http_client share: the threads. Internal to transport.
#pragma once

#include "gateway/transport/accepting.hpp"
#include "gateway/transport/server.hpp"

#include <boost/asio/signal_set.hpp>

#include <atomic>
#include <memory>
#include <vector>

namespace schakel::transport {

// Something that must end before the threads do.
class stoppable {
public:
    virtual void stop() = 0;

protected:
    ~stoppable() = default;
};

class server::impl {
public:
    explicit impl(const server_settings& settings);

    io_thread& next_thread();
    void wait_for_signal();
    void add(std::weak_ptr<stoppable> user);

    std::vector<std::unique_ptr<io_thread>> threads;
    std::vector<std::unique_ptr<listener>> listeners;
    transport_metrics metrics;
    const clock& wall;
    bool started = false;
    bool stopped = false;

    std::mutex users_guard;
    std::vector<std::weak_ptr<stoppable>> users;

    signal_actions actions;
    asio::signal_set signals;

private:
    std::atomic<std::size_t> turn_{0};
};

} // namespace schakel::transport
