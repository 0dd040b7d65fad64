#include "gateway/transport/server.hpp"

#include "gateway/transport/server_internals.hpp"

#include <algorithm>
#include <csignal>
#include <thread>

namespace schakel::transport {

namespace {

std::vector<std::unique_ptr<io_thread>> make_threads(const server_settings& settings) {
    const unsigned cores = std::max(std::thread::hardware_concurrency(), 1u);
    std::vector<std::unique_ptr<io_thread>> out;
    for (unsigned i = 0; i < (settings.threads == 0 ? cores : settings.threads); ++i) {
        out.push_back(std::make_unique<io_thread>(settings.timer_resolution, settings.queue));
    }
    return out;
}

} // namespace

server::impl::impl(const server_settings& settings)
    : threads(make_threads(settings)), wall(settings.wall ? *settings.wall : system_clock()),
      signals(threads.front()->get_executor()) {}

io_thread& server::impl::next_thread() {
    return *threads[turn_++ % threads.size()];
}

void server::impl::add(std::weak_ptr<stoppable> user) {
    const std::lock_guard lock(users_guard);
    std::erase_if(users, [](const auto& each) { return each.expired(); });
    users.push_back(std::move(user));
}

void server::impl::wait_for_signal() {
    signals.async_wait([this](const error_code& error, int number) {
        if (error) return;
        const auto& action = number == SIGHUP ? actions.reload : actions.terminate;
        if (action) action();
        wait_for_signal();
    });
}

server::server(const server_settings& settings) : impl_(std::make_unique<impl>(settings)) {}

server::~server() {
    stop();
}

result<done> server::add_listener(const listener_settings& settings, listener_hooks hooks) {
    auto one = std::make_unique<listener>(settings, std::move(hooks), impl_->metrics, impl_->wall);
    if (auto ready = one->prepare_tls(); !ready) return ready.error();
    one->use_prepared_tls();
    if (auto bound = one->bind(impl_->threads); !bound) return bound.error();
    impl_->listeners.push_back(std::move(one));
    return done{};
}

std::uint16_t server::port(std::string_view listener_name) const {
    for (const auto& each : impl_->listeners) {
        if (each->settings().name == listener_name) return each->port();
    }
    return 0;
}

void server::start() {
    if (std::exchange(impl_->started, true)) return;
    for (std::size_t i = 0; i < impl_->threads.size(); ++i) {
        for (const auto& each : impl_->listeners) each->accept_on(i);
    }
    for (const auto& each : impl_->threads) each->start();
}

result<done> server::prepare_tls() {
    for (const auto& each : impl_->listeners) {
        if (auto ready = each->prepare_tls(); !ready) return ready.error();
    }
    return done{};
}

void server::use_prepared_tls() {
    for (const auto& each : impl_->listeners) each->use_prepared_tls();
}

void server::stop_accepting() {
    for (std::size_t i = 0; i < impl_->threads.size(); ++i) {
        asio::post(impl_->threads[i]->get_executor(), [this, i] {
            for (const auto& each : impl_->listeners) each->close_on(i);
            impl_->threads[i]->drain_tenants();
        });
    }
}

bool server::drain(std::chrono::milliseconds timeout) {
    constexpr std::chrono::milliseconds glance{5};
    stop_accepting();
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (impl_->metrics.connections_open > 0) {
        if (std::chrono::steady_clock::now() >= deadline) return false;
        std::this_thread::sleep_for(glance);
    }
    return true;
}

void server::stop() {
    if (std::exchange(impl_->stopped, true) || !impl_->started) return;
    std::vector<std::weak_ptr<stoppable>> users;
    {
        const std::lock_guard lock(impl_->users_guard);
        users.swap(impl_->users);
    }
    for (const auto& each : users) {
        if (const auto user = each.lock()) user->stop();
    }
    for (std::size_t i = 0; i < impl_->threads.size(); ++i) {
        asio::post(impl_->threads[i]->get_executor(), [this, i] {
            for (const auto& each : impl_->listeners) each->close_on(i);
            if (i == 0) impl_->signals.cancel();
            impl_->threads[i]->wind_up();
        });
    }
    for (const auto& each : impl_->threads) each->join();
}

void server::handle_signals(signal_actions actions) {
    if (actions.terminate) {
        impl_->signals.add(SIGTERM);
        impl_->signals.add(SIGINT);
    }
    if (actions.reload) impl_->signals.add(SIGHUP);
    impl_->actions = std::move(actions);
    impl_->wait_for_signal();
}

void server::post(std::function<void()> task) {
    asio::post(impl_->next_thread().get_executor(), std::move(task));
}

void server::post_after(std::chrono::milliseconds delay, std::function<void()> task) {
    if (delay <= std::chrono::milliseconds(0)) return post(std::move(task)); // the wheel's tick would be a wait
    io_thread& thread = impl_->next_thread();
    asio::post(thread.get_executor(), [&thread, delay, task = std::move(task)]() mutable {
        thread.after(delay, std::move(task));
    });
}

const transport_metrics& server::metrics() const {
    return impl_->metrics;
}

} // namespace schakel::transport
