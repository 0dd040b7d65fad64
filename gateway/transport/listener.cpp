#include "gateway/transport/listener.hpp"

#include "gateway/transport/accepting.hpp"
#include "gateway/transport/tls.hpp"

#include <boost/asio/detached.hpp>

#include <array>

namespace schakel::transport {

namespace {

using reuse_port = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
constexpr int backlog = 1024;
// Without free file handles accept fails at once; other connections must end first.
constexpr std::chrono::milliseconds pause_after_failed_accept{50};

// SO_REUSEPORT would let a second process share our port without a word, so the port is first taken without it.
error_code port_is_free(asio::io_context::executor_type on, const tcp::endpoint& endpoint) {
    error_code error;
    if (endpoint.port() == 0) return error;
    tcp_acceptor probe(on);
    probe.open(endpoint.protocol(), error);
    if (!error) probe.set_option(tcp_acceptor::reuse_address(true), error);
    if (!error) probe.bind(endpoint, error);
    return error;
}

error_code open_acceptor(tcp_acceptor& acceptor, const tcp::endpoint& endpoint) {
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp_acceptor::reuse_address(true), error);
    if (!error) acceptor.set_option(reuse_port(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(backlog, error);
    return error;
}

} // namespace

std::string_view to_string(refusal reason) {
    constexpr std::array<std::string_view, refusal_count> names{
        "bad_request_line",
        "bad_version",
        "bad_header",
        "bad_host",
        "bad_target",
        "bad_framing",
        "unknown_transfer_coding",
        "unknown_content_coding",
        "unknown_expectation",
        "bad_chunk",
        "head_too_large",
        "body_too_large",
        "head_timeout",
        "body_timeout",
        "no_answer",
        "too_many_connections",
        "handshake_failed"};
    return names[static_cast<std::size_t>(reason)];
}

responder& responder::operator=(responder&& other) noexcept {
    if (this != &other) {
        responder former(std::move(*this));
        deliver_ = std::exchange(other.deliver_, nullptr);
        left_ = std::move(other.left_);
    }
    return *this;
}

responder::~responder() {
    if (!deliver_) return;
    http_response sorry;
    sorry.status = 500;
    std::exchange(deliver_, nullptr)(std::move(sorry));
}

void responder::operator()(http_response response) {
    if (auto deliver = std::exchange(deliver_, nullptr)) deliver(std::move(response));
}

listener::listener(listener_settings settings, listener_hooks hooks, transport_metrics& metrics, const clock& wall)
    : settings_(std::move(settings)), hooks_(std::move(hooks)), metrics_(metrics), wall_(wall) {}

result<done> listener::bind(const std::vector<std::unique_ptr<io_thread>>& threads) {
    const auto fail = [this](const std::string& why) {
        return failure{
            "listener " + settings_.name + ": cannot listen on " + settings_.address + " port " +
            std::to_string(settings_.port) + ": " + why};
    };
    error_code error;
    const auto address = asio::ip::make_address(settings_.address, error);
    if (error) return fail("not an IP address");
    tcp::endpoint endpoint(address, settings_.port);
    if ((error = port_is_free(threads.front()->get_executor(), endpoint))) return fail(error.message());
    for (const auto& thread : threads) {
        auto each = std::make_unique<entrance>(entrance{thread.get(), tcp_acceptor(thread->get_executor())});
        if ((error = open_acceptor(each->acceptor, endpoint))) return fail(error.message());
        endpoint = each->acceptor.local_endpoint();
        entrances_.push_back(std::move(each));
    }
    port_ = endpoint.port();
    return done{};
}

result<done> listener::prepare_tls() {
    if (!settings_.tls) return done{};
    auto made = make_server_tls(*settings_.tls);
    if (!made) return failure{"listener " + settings_.name + ": " + made.error().message};
    const std::lock_guard lock(tls_guard_);
    prepared_tls_ = std::move(*made);
    return done{};
}

void listener::use_prepared_tls() {
    const std::lock_guard lock(tls_guard_);
    if (prepared_tls_) tls_ = std::move(prepared_tls_);
}

std::shared_ptr<const tls_context> listener::tls() const {
    const std::lock_guard lock(tls_guard_);
    return tls_;
}

void listener::accept_on(std::size_t thread_index) {
    entrance& at = *entrances_[thread_index];
    asio::co_spawn(at.thread->get_executor(), accept_loop(&at), asio::detached);
}

void listener::close_on(std::size_t thread_index) {
    draining = true;
    error_code ignored;
    entrances_[thread_index]->acceptor.close(ignored);
}

awaitable<void> listener::accept_loop(entrance* at) {
    steady_timer pause(at->thread->get_executor());
    while (at->acceptor.is_open()) {
        auto [error, socket] = co_await at->acceptor.async_accept(as_result);
        if (!error) {
            try {
                admit(*at->thread, std::move(socket));
            } catch (const std::exception& out_of_memory) { // this connection is lost, the listener stays
                if (hooks_.failed) hooks_.failed(out_of_memory.what());
            }
        } else if (at->acceptor.is_open()) {
            pause.expires_after(pause_after_failed_accept);
            co_await pause.async_wait(as_result);
        }
    }
}

void listener::admit(io_thread& thread, tcp_socket socket) {
    if (open >= settings_.limits.connections) {
        count(refusal::too_many_connections);
        return; // the socket closes itself
    }
    start_session(*this, thread, std::move(socket));
}

} // namespace schakel::transport
