// The http_client's inside: jobs, and per origin the connections that carry them. A pool lives on one io thread, so
// that it needs no locks. Internal to transport.
#pragma once

#include "gateway/transport/client.hpp"
#include "gateway/transport/connection.hpp"
#include "gateway/transport/io_thread.hpp"
#include "gateway/transport/url.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>

namespace schakel::transport {

class client_exchange;
class origin_pool;

// Counts jobs that still owe an outcome.
class open_jobs {
public:
    void add();
    void remove();
    void wait_for_none();

private:
    std::mutex guard_;
    std::condition_variable none_;
    std::size_t count_ = 0;
};

// One request and the promise of exactly one outcome: a job that is destroyed without one was cancelled.
class client_job final : public timer_wheel::entry {
public:
    client_job(
        client_request to_send, url target, std::function<void(client_outcome)> done, std::shared_ptr<open_jobs> jobs
    );
    ~client_job() override;
    void finish(client_outcome outcome);
    void wait_in(origin_pool& queue) { queue_ = &queue; }

    client_request request;
    url target;

private:
    void expired() override; // waited too long for a connection

    std::function<void(client_outcome)> done_;
    std::shared_ptr<open_jobs> jobs_;
    origin_pool* queue_ = nullptr;
};

class origin_pool final : private timer_wheel::entry {
public:
    origin_pool(io_thread& home, const client_settings& settings, std::shared_ptr<const client_tls> tls);
    ~origin_pool();

    void start(std::unique_ptr<client_job> job);
    void give_up_waiting(client_job& job);
    void stop();

    // For exchanges.
    std::unique_ptr<connection> take_idle();
    void keep(std::unique_ptr<connection> one);
    void finished(client_exchange& one);
    io_thread& home() { return home_; }
    const client_settings& settings() const { return settings_; }
    const std::shared_ptr<const client_tls>& tls() const { return tls_; }
    bool stopped() const { return stopped_; }

private:
    struct idle_connection {
        std::unique_ptr<connection> peer;
        timer_wheel::time_point since;
    };
    void launch(std::unique_ptr<client_job> job);
    void expired() override; // time to look for connections that were idle too long

    io_thread& home_;
    const client_settings& settings_;
    std::shared_ptr<const client_tls> tls_;
    std::vector<idle_connection> idle_;
    std::deque<std::unique_ptr<client_job>> waiting_;
    std::set<client_exchange*> active_;
    bool stopped_ = false;
};

} // namespace schakel::transport
