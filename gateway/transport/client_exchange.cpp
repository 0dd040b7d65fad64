#include "gateway/transport/client_exchange.hpp"

#include "gateway/transport/header_syntax.hpp"
#include "gateway/transport/read_buffer.hpp"
#include "gateway/transport/tls.hpp"

namespace schakel::transport {

namespace {

bool is_idempotent(const client_request& request) {
    static constexpr std::string_view methods[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};
    return request.idempotent || std::find(std::begin(methods), std::end(methods), request.method) != std::end(methods);
}

bool wants_length(const client_request& request) {
    return !request.body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
}

ip_address plain(const asio::ip::address& address) {
    return parse_ip_address(address.to_string()).value_or(ip_address());
}

} // namespace

client_exchange::client_exchange(origin_pool& pool, std::unique_ptr<client_job> job)
    : pool_(pool), job_(std::move(job)), lookup_(pool.home().get_executor()) {}

client_exchange::~client_exchange() {
    timer_wheel::disarm(*this);
}

awaitable<void> client_exchange::run(std::unique_ptr<client_exchange> self) {
    turn next = turn::again;
    while (next == turn::again) {
        const bool ready = co_await self->obtain_connection();
        if (!ready) break;
        next = co_await self->talk();
    }
    timer_wheel::disarm(*self);
    if (self->aborted_) self->outcome_.reset(); // the job says that it was cancelled
    self->pool_.finished(*self);
    if (self->outcome_) self->job_->finish(std::move(*self->outcome_));
}

awaitable<bool> client_exchange::obtain_connection() {
    sent_whole_ = received_some_ = false;
    peer_ = retried_ ? nullptr : pool_.take_idle();
    reused_ = peer_ != nullptr;
    if (reused_) co_return true;
    const bool connected = co_await connect();
    if (!connected) co_return false;
    co_return co_await handshake();
}

awaitable<bool> client_exchange::connect() {
    const auto deadline = pool_.home().timers().now() + pool_.settings().connect_timeout;
    const auto addresses = co_await resolve();
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        // An address that swallows everything must leave time for the next one.
        const auto left = deadline - pool_.home().timers().now();
        const auto share = left / static_cast<std::int64_t>(addresses.size() - i);
        const auto time = std::chrono::duration_cast<timer_wheel::duration>(share);
        const bool connected = co_await try_address(addresses[i], time);
        if (connected) co_return true;
        if (aborted_) co_return false;
    }
    if (!outcome_) fail(kind::connect, timed_out_ ? "no connection in time" : "connection refused or unreachable");
    co_return false;
}

awaitable<std::vector<asio::ip::address>> client_exchange::resolve() {
    pool_.home().timers().arm(*this, pool_.settings().connect_timeout);
    auto found = co_await lookup_.find(job_->target.host);
    timer_wheel::disarm(*this);
    if (found.empty()) fail(kind::resolve, timed_out_ ? "no answer to the name lookup in time" : lookup_.problem());
    co_return permitted(found);
}

std::vector<asio::ip::address> client_exchange::permitted(const std::vector<asio::ip::address>& all) {
    std::vector<asio::ip::address> out;
    for (const auto& each : all) {
        if (pool_.settings().egress.allows(job_->target.host, plain(each))) out.push_back(each);
    }
    if (out.empty() && !all.empty()) {
        fail(kind::refused_by_policy, "resolves to a private or special address that is not listed as allowed");
    }
    return out;
}

awaitable<bool> client_exchange::try_address(asio::ip::address address, timer_wheel::duration time) {
    timed_out_ = false;
    connecting_.emplace(pool_.home().get_executor());
    pool_.home().timers().arm(*this, time);
    const tcp::endpoint endpoint(address, job_->target.port);
    const auto [error] = co_await connecting_->async_connect(endpoint, as_result);
    timer_wheel::disarm(*this);
    if (error || timed_out_ || aborted_) {
        connecting_.reset();
        co_return false;
    }
    error_code ignored;
    connecting_->set_option(tcp::no_delay(true), ignored);
    peer_ = job_->target.encrypted()
                ? make_tls_client_connection(std::move(*connecting_), pool_.tls(), job_->target.host)
                : make_plain_connection(std::move(*connecting_));
    connecting_.reset();
    co_return true;
}

awaitable<bool> client_exchange::handshake() {
    pool_.home().timers().arm(*this, pool_.settings().handshake_timeout);
    const bool agreed = co_await peer_->handshake();
    timer_wheel::disarm(*this);
    if (!agreed) fail(kind::tls, timed_out_ ? "no TLS handshake in time" : peer_->failure_text());
    co_return agreed && !aborted_;
}

awaitable<client_exchange::turn> client_exchange::talk() {
    pool_.home().timers().arm(*this, job_->request.response_timeout.value_or(pool_.settings().response_timeout));
    const std::string head = request_head();
    const asio::const_buffer head_bytes(head.data(), head.size());
    const asio::const_buffer body_bytes(job_->request.body.data(), job_->request.body.size());
    const bool head_sent = co_await peer_->write_all(head_bytes);
    sent_whole_ = head_sent && co_await peer_->write_all(body_bytes);

    // Also after a failed write: the peer may have refused the request before it had read all of it.
    response_reader reader(
        job_->request.method == "HEAD", job_->request.response_bytes.value_or(pool_.settings().response_bytes)
    );
    const bool complete = co_await read_response(reader);
    timer_wheel::disarm(*this);
    if (complete) accept_response(reader);
    co_return outcome_ ? turn::done : ended_early();
}

awaitable<bool> client_exchange::read_response(response_reader& reader) {
    read_buffer in;
    for (;;) {
        const auto [where, size] = in.space();
        const asio::mutable_buffer space(where, size);
        const std::size_t count = timed_out_ || aborted_ ? 0 : co_await peer_->read_some(space);
        in.received(count);
        received_some_ = received_some_ || count > 0;
        std::string_view bytes = in.unread();
        auto step = response_reader::step::malformed;
        if (count > 0) {
            step = reader.advance(bytes);
            in.keep(bytes);
            if (step == response_reader::step::malformed) fail(kind::bad_response, "the answer is not HTTP/1.1");
        } else if (!timed_out_ && !aborted_) {
            step = reader.end_of_input();
        }
        if (step == response_reader::step::too_large) fail(kind::too_large, "the answer is larger than allowed");
        if (step == response_reader::step::need_more) continue;
        if (!in.empty() || count == 0) peer_->close(); // nothing may follow an answer, so this connection is not kept
        co_return step == response_reader::step::complete;
    }
}

void client_exchange::accept_response(response_reader& reader) {
    const bool keep = sent_whole_ && reader.keep_alive() && peer_->socket().is_open();
    outcome_ = client_outcome(std::move(reader.response()));
    if (keep) pool_.keep(std::move(peer_));
}

// No whole answer. A kept connection may have been closed by the peer at the moment we used it: then the request goes
// out once more over a new one, unless the peer may have acted on it and that would matter.
client_exchange::turn client_exchange::ended_early() {
    if (timed_out_) {
        fail(sent_whole_ ? kind::timeout_after_send : kind::timeout_before_send, "no answer in time");
    } else if (reused_ && !retried_ && !received_some_ && !aborted_ && (!sent_whole_ || is_idempotent(job_->request))) {
        retried_ = true;
        return turn::again;
    } else if (sent_whole_ || received_some_) {
        fail(kind::reset, "the connection ended before a whole answer");
    } else {
        fail(kind::connect, "the connection ended before the request was sent");
    }
    return turn::done;
}

std::string client_exchange::request_head() const {
    const client_request& request = job_->request;
    std::string out =
        request.method + " " + job_->target.target + " HTTP/1.1\r\nHost: " + job_->target.authority() + "\r\n";
    const auto add = [&](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    if (!request.headers.find("User-Agent")) add("User-Agent", pool_.settings().user_agent);
    for (const auto& each : request.headers) {
        if (!is_framing_header(each.name) && !same_name(each.name, "Host")) add(each.name, each.value);
    }
    if (wants_length(request)) add("Content-Length", std::to_string(request.body.size()));
    return out + "\r\n";
}

void client_exchange::fail(kind what, const std::string& why) {
    outcome_ = client_outcome(transport_error{what, job_->target.host + ": " + why});
}

void client_exchange::expired() {
    timed_out_ = true;
    error_code ignored;
    if (connecting_) connecting_->cancel(ignored);
    if (peer_) peer_->close();
    lookup_.give_up();
}

void client_exchange::abort() {
    aborted_ = true;
    error_code ignored;
    if (connecting_) connecting_->close(ignored);
    if (peer_) peer_->close();
    lookup_.give_up();
}

} // namespace schakel::transport
