#include "gateway/transport/client_pool.hpp"

#include "gateway/transport/client_exchange.hpp"

#include <sys/socket.h>

#include <algorithm>

namespace schakel::transport {

namespace {

// A peer that closed, or sent something nobody asked for, has left bytes or an end to read.
bool is_quiet(tcp_socket& socket) {
    char byte = 0;
    return ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
           (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace

void open_jobs::add() {
    const std::lock_guard lock(guard_);
    ++count_;
}

void open_jobs::remove() {
    const std::lock_guard lock(guard_);
    if (--count_ == 0) none_.notify_all();
}

void open_jobs::wait_for_none() {
    std::unique_lock lock(guard_);
    none_.wait(lock, [this] { return count_ == 0; });
}

client_job::client_job(
    client_request to_send, url to, std::function<void(client_outcome)> done, std::shared_ptr<open_jobs> jobs
)
    : request(std::move(to_send)), target(std::move(to)), done_(std::move(done)), jobs_(std::move(jobs)) {
    jobs_->add();
}

client_job::~client_job() {
    finish(transport_error{transport_error::kind::cancelled, "the client was stopped"});
    jobs_->remove();
}

void client_job::finish(client_outcome outcome) {
    if (auto done = std::exchange(done_, nullptr)) done(std::move(outcome));
}

void client_job::expired() {
    queue_->give_up_waiting(*this);
}

origin_pool::origin_pool(io_thread& home, const client_settings& settings, std::shared_ptr<const client_tls> tls)
    : home_(home), settings_(settings), tls_(std::move(tls)) {}

origin_pool::~origin_pool() = default;

void origin_pool::start(std::unique_ptr<client_job> job) {
    if (stopped_) return; // its destructor says so
    if (active_.size() < settings_.connections_per_origin) return launch(std::move(job));
    job->wait_in(*this);
    home_.timers().arm(*job, settings_.queue_timeout);
    waiting_.push_back(std::move(job));
}

void origin_pool::launch(std::unique_ptr<client_job> job) {
    timer_wheel::disarm(*job);
    auto one = std::make_unique<client_exchange>(*this, std::move(job));
    active_.insert(one.get());
    asio::co_spawn(home_.get_executor(), client_exchange::run(std::move(one)), [](const std::exception_ptr&) {
        // Whatever was thrown, the job's destructor has told its owner that there is no answer.
    });
}

void origin_pool::finished(client_exchange& one) {
    active_.erase(&one);
    if (stopped_ || waiting_.empty() || active_.size() >= settings_.connections_per_origin) return;
    auto first = std::move(waiting_.front());
    waiting_.pop_front();
    launch(std::move(first));
}

void origin_pool::give_up_waiting(client_job& job) {
    const auto at =
        std::find_if(waiting_.begin(), waiting_.end(), [&](const auto& each) { return each.get() == &job; });
    const auto gone = std::move(*at);
    waiting_.erase(at);
    gone->finish(transport_error{
        transport_error::kind::timeout_before_send, gone->target.host + ": all connections stayed busy"});
}

std::unique_ptr<connection> origin_pool::take_idle() {
    const auto oldest = home_.timers().now() - settings_.idle_timeout;
    while (!idle_.empty()) {
        auto last = std::move(idle_.back());
        idle_.pop_back();
        if (last.since >= oldest && is_quiet(last.peer->socket())) return std::move(last.peer);
    }
    return nullptr;
}

void origin_pool::keep(std::unique_ptr<connection> one) {
    if (stopped_) return;
    idle_.push_back({std::move(one), home_.timers().now()});
    if (!armed()) home_.timers().arm(*this, settings_.idle_timeout);
}

void origin_pool::expired() {
    const auto oldest = home_.timers().now() - settings_.idle_timeout;
    std::erase_if(idle_, [&](const idle_connection& each) { return each.since <= oldest; });
    if (!idle_.empty()) home_.timers().arm(*this, settings_.idle_timeout);
}

void origin_pool::stop() {
    stopped_ = true;
    timer_wheel::disarm(*this);
    idle_.clear();
    waiting_.clear();
    const auto running = active_;
    for (client_exchange* each : running) each->abort();
}

} // namespace schakel::transport
