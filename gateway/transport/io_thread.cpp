#include "gateway/transport/io_thread.hpp"

#include <array>
#include <ctime>
#include <vector>

namespace schakel::transport {

namespace {
// Whoever still holds on to a connection by then is left behind.
constexpr std::chrono::seconds longest_wind_up{2};
} // namespace

class io_thread::delayed_task final : public timer_wheel::entry {
public:
    delayed_task(io_thread& owner, std::function<void()> task) : owner_(owner), task_(std::move(task)) {
        owner_.delayed_.insert(this);
    }
    ~delayed_task() override { owner_.delayed_.erase(this); }

private:
    void expired() override {
        const auto task = std::move(task_);
        delete this;
        task();
    }
    io_thread& owner_;
    std::function<void()> task_;
};

io_thread::io_thread(std::chrono::milliseconds timer_resolution, const queue_limits& limits)
    : work_(asio::make_work_guard(context_)), wheel_(timer_resolution, std::chrono::steady_clock::now()),
      requests_(limits), ticker_(context_.get_executor()) {
    refresh_date();
}

io_thread::~io_thread() {
    while (!delayed_.empty()) delete *delayed_.begin();
}

void io_thread::start() {
    tick();
    thread_ = std::thread([this] {
        context_.run();
        finished_.set_value();
    });
}

void io_thread::join() {
    if (!thread_.joinable()) return;
    if (finished_.get_future().wait_for(longest_wind_up) != std::future_status::ready) context_.stop();
    thread_.join();
}

void io_thread::tick() {
    ticker_.expires_after(wheel_.resolution());
    ticker_.async_wait([this](const error_code& error) {
        if (error || winding_up_) return;
        refresh_date();
        wheel_.advance(std::chrono::steady_clock::now());
        tick();
    });
}

void io_thread::refresh_date() {
    const std::time_t now = std::time(nullptr);
    if (now == date_second_) return;
    date_second_ = now;
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    date_.assign(text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts));
}

void io_thread::after(std::chrono::milliseconds delay, std::function<void()> task) {
    if (winding_up_) return;
    // A busy thread's wheel lags, and who asked to be called after a while relies on it that the while has passed.
    wheel_.arm_at(
        *new delayed_task(*this, std::move(task)), std::chrono::steady_clock::now() + delay
    ); // owned by delayed_
}

bool io_thread::take_up_request() {
    const auto now = std::chrono::steady_clock::now();
    if (!lap_is_marked_) {
        requests_.begin_lap(now);
        lap_is_marked_ = true;
        mark_lap();
    }
    return requests_.take_up(now);
}

// Posted tasks run behind everything that is ready already: this one runs when the lap is over. After a short lap the
// next request begins one.
void io_thread::mark_lap() {
    asio::post(context_, [this] {
        lap_is_marked_ = requests_.begin_lap(std::chrono::steady_clock::now());
        if (lap_is_marked_) mark_lap();
    });
}

void io_thread::drain_tenants() {
    const std::vector<tenant*> all(tenants_.begin(), tenants_.end());
    for (tenant* each : all) each->drain();
}

void io_thread::wind_up() {
    if (winding_up_) return;
    winding_up_ = true;
    const std::vector<tenant*> all(tenants_.begin(), tenants_.end());
    for (tenant* each : all) each->abort();
    while (!delayed_.empty()) delete *delayed_.begin();
    work_.reset();
    ticker_.cancel();
}

} // namespace schakel::transport
