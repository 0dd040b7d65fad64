// One event loop with its timers and the connections that live on it. Internal to transport.
#pragma once

#include "gateway/transport/asio.hpp"
#include "gateway/transport/standing_queue.hpp"
#include "gateway/transport/timer_wheel.hpp"

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>

namespace schakel::transport {

// Something with a socket that must give way when the server drains or stops.
class tenant {
public:
    virtual void drain() = 0; // end at the next quiet moment
    virtual void abort() = 0; // end at once

protected:
    ~tenant() = default;
};

class io_thread {
public:
    io_thread(std::chrono::milliseconds timer_resolution, const queue_limits& limits);
    ~io_thread();

    void start();
    void join(); // after wind_up() was posted
    // Ends tenants and timers, on the thread itself; run() returns when the last of them has gone.
    void wind_up();

    executor get_executor() { return context_.get_executor(); }
    bool is_current() { return context_.get_executor().running_in_this_thread(); }
    timer_wheel& timers() { return wheel_; }
    void after(std::chrono::milliseconds delay, std::function<void()> task); // on this thread only
    const std::string& date() const { return date_; }                        // "Sat, 21 Nov 2026 09:30:00 GMT"

    bool take_up_request(); // on this thread only; true: it is late (standing_queue)

    void add(tenant& one) { tenants_.insert(&one); }
    void remove(tenant& one) { tenants_.erase(&one); }
    void drain_tenants();
    bool winding_up() const { return winding_up_; }

private:
    class delayed_task;
    void tick();
    void mark_lap();
    void refresh_date();

    asio::io_context context_{1};
    asio::executor_work_guard<executor> work_;
    timer_wheel wheel_;
    standing_queue requests_;
    bool lap_is_marked_ = false;
    steady_timer ticker_;
    std::string date_;
    std::time_t date_second_ = 0;
    bool winding_up_ = false;
    std::unordered_set<tenant*> tenants_;
    std::unordered_set<delayed_task*> delayed_;
    std::promise<void> finished_;
    std::thread thread_;
};

} // namespace schakel::transport
