#include "gateway/transport/session.hpp"

#include <exception>
#include <poll.h>

namespace schakel::transport {

namespace {

constexpr std::size_t write_together =
    16 * 1024; // a larger body is written by itself instead of copied behind its head
constexpr std::size_t answers_at_once = 64 * 1024; // pipelined answers are collected up to this size
constexpr std::chrono::milliseconds longest_goodbye{2'000};

void tell_owner(listener& owner, const std::exception& bug) noexcept {
    if (owner.hooks().failed) owner.hooks().failed(bug.what());
}

// A handler's exception is a bug of ours; the caller gets a 500 from the dropped responder and the connection lives on.
// Want of memory is none, and passes: false, and the caller gets a 503.
bool call(listener& owner, http_request request, responder answer) {
    try {
        owner.hooks().handle(std::move(request), std::move(answer));
    } catch (const std::bad_alloc& want) {
        tell_owner(owner, want);
        return false;
    } catch (const std::exception& bug) {
        tell_owner(owner, bug);
    }
    return true;
}

std::optional<http_response> ask(listener& owner, const http_request& head) {
    if (!owner.hooks().admit) return std::nullopt;
    try {
        return owner.hooks().admit(head);
    } catch (const std::exception& bug) {
        tell_owner(owner, bug);
        http_response sorry;
        sorry.status = 500;
        return sorry;
    }
}

// What a dropped responder sends.
bool is_bare_failure(const http_response& response) {
    return response.status == 500 && response.headers.empty() && response.body.empty() && !response.stream;
}

// A shorter body is sent as it is.
constexpr std::size_t worth_coding = 16 * 1024;

void make(piece& one, bool first) noexcept {
    try {
        one.state = first ? one.body.begin() : one.body.next(one.bytes);
    } catch (const std::exception& bug) {
        one.state = wire_body::state::failed;
        one.bug = bug.what();
    }
}

http_response plain_refusal(int status, std::string_view reason_id) {
    http_response out;
    out.status = status;
    out.headers.add("Content-Type", "application/problem+json");
    out.body = R"({"type":"about:blank","status":)" + std::to_string(status) + R"(,"title":")" +
               std::string(reason_phrase(status)) + R"(","reason":")" + std::string(reason_id) + "\"}";
    return out;
}

} // namespace

void answer_channel::deliver(http_response response) {
    std::unique_lock lock(guard_);
    if (!to_) return;
    io_thread& thread = to_->thread(); // outlives every session
    if (thread.is_current()) {
        to_->take_answer(std::move(response)); // only raises an event; the session goes on later
        return;
    }
    lock.unlock(); // or the other thread would wake up only to wait for us
    asio::post(thread.get_executor(), [self = shared_from_this(), answer = std::move(response)]() mutable {
        self->deliver(std::move(answer));
    });
}

void answer_channel::wake() {
    const std::unique_lock lock(guard_);
    if (!to_) return;
    if (to_->thread().is_current()) return to_->take_piece();
    asio::post(to_->thread().get_executor(), [self = shared_from_this()] { self->wake(); });
}

bool answer_channel::left() {
    if (!watched_.exchange(true)) {
        const std::lock_guard lock(guard_);
        if (to_) asio::post(to_->thread().get_executor(), [self = shared_from_this()] { self->watch(); });
    }
    return left_;
}

// On the session's thread.
void answer_channel::watch() {
    const std::lock_guard lock(guard_);
    if (!to_) return;
    to_->socket().async_wait(tcp_socket::wait_read, [self = shared_from_this()](const error_code& fault) {
        if (!fault) self->look();
    });
}

// Something came of the peer: the next request, or its end.
void answer_channel::look() {
    const std::lock_guard lock(guard_);
    if (!to_) return;
    pollfd peer{to_->socket().native_handle(), POLLRDHUP, 0};
    if (::poll(&peer, 1, 0) > 0) left_ = true;
}

void answer_channel::detach() {
    const std::lock_guard lock(guard_);
    to_ = nullptr;
    left_ = true;
}

void start_session(listener& owner, io_thread& thread, tcp_socket socket) {
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    auto peer = owner.settings().tls ? make_tls_server_connection(std::move(socket), owner.tls())
                                     : make_plain_connection(std::move(socket));
    auto one = std::make_unique<session>(owner, thread, std::move(peer));
    asio::co_spawn(thread.get_executor(), session::run(std::move(one)), [&owner](const std::exception_ptr& bug) {
        try {
            if (bug) std::rethrow_exception(bug);
        } catch (const std::exception& what) {
            tell_owner(owner, what); // one bad session never takes the server down
        }
    });
}

session::session(listener& owner, io_thread& thread, std::unique_ptr<connection> peer)
    : owner_(owner), thread_(thread), peer_(std::move(peer)), reader_(owner.settings().limits),
      answered_(thread.get_executor()) {
    error_code ignored;
    const auto remote = peer_->socket().remote_endpoint(ignored);
    peer_address_ = remote.address().to_string();
    peer_port_ = remote.port();
    thread_.add(*this);
    ++owner_.open;
    ++owner_.metrics().connections_open;
    ++owner_.metrics().connections_total;
}

session::~session() {
    if (channel_) channel_->detach();
    thread_.remove(*this);
    --owner_.open;
    --owner_.metrics().connections_open;
}

awaitable<void> session::run(std::unique_ptr<session> self) {
    bool more = co_await self->greet();
    while (more) more = co_await self->serve_one();
    co_await self->part();
}

awaitable<bool> session::greet() {
    if (!owner_.settings().tls) co_return true;
    thread_.timers().arm(*this, owner_.settings().timeouts.head);
    const bool agreed = co_await peer_->handshake();
    if (!agreed) {
        owner_.count(refusal::handshake_failed);
        peer_->close();
        co_return false;
    }
    certificate_ = peer_->peer_certificate();
    co_return !over();
}

awaitable<bool> session::serve_one() {
    reader_.next();
    waiting_ = waiting::quiet;
    read_end end = co_await read_until(request_reader::step::head);
    if (end == read_end::gone) co_return false;
    if (end == read_end::refused) co_return co_await refuse(reader_.problem());
    describe_peer(reader_.request());
    remember_question();
    if (const auto early = ask(owner_, reader_.request())) {
        co_return co_await respond(&*early, !reader_.has_body());
    }
    const bool invited = co_await invite_body();
    if (!invited) co_return false;
    waiting_ = waiting::body;
    body_since_ = thread_.timers().now();
    end = co_await read_until(request_reader::step::complete);
    if (end == read_end::gone) co_return false;
    if (end == read_end::refused) co_return co_await refuse(reader_.problem());
    co_return co_await ask_handler();
}

// Reads until the wanted step, a refusal or the end of the connection. A time-out becomes a 408 where the client waits
// for an answer, and a silent close between requests.
awaitable<session::read_end> session::read_until(request_reader::step wanted) {
    for (;;) {
        std::string_view bytes = in_.unread();
        const auto step = reader_.advance(bytes);
        in_.keep(bytes);
        if (step == wanted) break;
        if (step == request_reader::step::refused) co_return read_end::refused;
        const bool received = co_await fill();
        if (received) continue;
        if (!timed_out_ || waiting_ == waiting::quiet) co_return read_end::gone;
        timed_out_ = false;
        const bool in_body = waiting_ == waiting::body;
        const refused late(in_body ? refusal::body_timeout : refusal::head_timeout, 408);
        co_await refuse(late);
        co_return read_end::gone;
    }
    timer_wheel::disarm(*this);
    co_return read_end::ready;
}

void session::begin_waiting_for_bytes() {
    const auto& timeouts = owner_.settings().timeouts;
    auto& timers = thread_.timers();
    if (waiting_ == waiting::body) {
        const auto earned =
            std::chrono::seconds(reader_.body_received() / std::max<std::size_t>(timeouts.body_bytes_per_second, 1));
        timers.arm_at(*this, body_since_ + timeouts.body + earned);
    } else if (in_.empty()) {
        timers.arm(*this, timeouts.idle);
    } else if (waiting_ == waiting::quiet) {
        waiting_ = waiting::head;
        timers.arm(*this, timeouts.head);
    }
}

awaitable<bool> session::fill() {
    const bool flushed = co_await flush();
    if (!flushed || (waiting_ == waiting::quiet && owner_.draining)) co_return false;
    begin_waiting_for_bytes();
    if (waiting_ == waiting::quiet) in_.shrink();
    const auto [where, size] = in_.space();
    const asio::mutable_buffer space(where, size);
    const std::size_t count = co_await peer_->read_some(space);
    in_.received(count);
    peer_ended_ = count == 0 && !over();
    owner_.metrics().received_bytes += count;
    co_return count > 0 && !over();
}

// RFC 9110, 10.1.1: a client that asked waits for our consent before it sends the body.
awaitable<bool> session::invite_body() {
    if (!reader_.expects_continue() || !in_.empty()) co_return true;
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    co_return co_await flush();
}

awaitable<bool> session::ask_handler() {
    answer_.reset();
    answered_.reset();
    call_handler();
    if (!answer_) {
        waiting_ = waiting::answer;
        const bool flushed = co_await flush();
        if (!flushed) co_return false;
        if (!answer_ && !aborted_) co_await answered_.wait();
    }
    if (!answer_ || over()) co_return false;
    if (answer_->stream) {
        const bool gathered = co_await gather_answer();
        if (!gathered) co_return false;
        if (piece_) co_return co_await respond_streamed();
    }
    if (is_bare_failure(*answer_) || !is_well_formed(*answer_)) {
        const refused no_answer(refusal::no_answer, had_memory_ ? 500 : 503);
        *answer_ = dress(no_answer, question_);
    }
    if (takes_gzip_ && answer_->whole_body().size() >= worth_coding && is_worth_coding(*answer_) && !head_request_) {
        if (take_kept_coding(*answer_)) co_return co_await respond(&*answer_, true);
        std::string body = answer_->shared_body ? *answer_->shared_body : std::move(answer_->body);
        piece_ = std::make_shared<piece>(std::make_shared<text_source>(std::move(body)));
        co_return co_await respond_streamed();
    }
    co_return co_await respond(&*answer_, true);
}

// True: the answer's body is the gzip that was made for somebody before.
bool session::take_kept_coding(http_response& of) {
    auto coded = of.shared_coding ? of.shared_coding->find() : nullptr;
    if (!coded) return false;
    of.shared_body = std::move(coded);
    of.headers.set("Content-Encoding", "gzip");
    of.headers.set("Vary", "Accept-Encoding");
    return true;
}

// The beginning of a streamed answer tells whether it is one: what is short has a length, and what fails at once is a
// 500. False when the session is over.
awaitable<bool> session::gather_answer() {
    piece_ = std::make_shared<piece>(std::move(answer_->stream));
    const auto state = co_await make_piece(true);
    if (over()) co_return false;
    if (state == wire_body::state::more && is_well_formed(*answer_)) co_return true;
    if (state == wire_body::state::complete) {
        answer_->body = std::move(piece_->body.whole());
    } else {
        const refused no_answer(refusal::no_answer, had_memory_ ? 500 : 503);
        *answer_ = dress(no_answer, question_);
    }
    piece_.reset();
    co_return true;
}

awaitable<wire_body::state> session::make_piece(bool first) {
    const std::shared_ptr<piece> one = piece_;
    one->bytes.clear();
    if (!owner_.hooks().work) {
        make(*one, first);
    } else {
        waiting_ = waiting::answer;
        answered_.reset();
        const auto wake = [one, first, channel = channel_] {
            make(*one, first);
            channel->wake();
        };
        owner_.hooks().work(wake);
        if (!aborted_) co_await answered_.wait();
        if (aborted_) co_return wire_body::state::failed; // the piece may still be in the making: hands off
    }
    if (!one->bug.empty()) tell_owner(owner_, std::runtime_error(one->bug));
    co_return one->state;
}

void session::take_piece() {
    answered_.raise();
}

// A body that cannot be completed ends without its last chunk, and for HTTP/1.0 with a reset connection: the client
// sees that it is not whole.
awaitable<bool> session::respond_streamed() {
    const http_response& response = *answer_;
    response_framing framing = frame(response, true);
    framing.streamed = true;
    framing.chunked = !reader_.is_http_1_0();
    framing.may_vary = is_worth_coding(response);
    framing.gzip = takes_gzip_ && framing.may_vary;
    if (!framing.chunked) framing.keep_alive = false;
    append_head(out_, response, framing, thread_.date());
    piece_->body.set_coding(framing.gzip, framing.chunked, response.shared_coding);
    wire_body::state state = head_request_ ? wire_body::state::complete : wire_body::state::more;
    while (state == wire_body::state::more) {
        state = co_await make_piece(false);
        if (over()) co_return false;
        if (state == wire_body::state::failed) break;
        out_ += piece_->bytes;
        const bool written = co_await flush();
        if (!written) co_return false;
    }
    piece_.reset();
    if (state == wire_body::state::failed) {
        cut();
        co_return false;
    }
    const bool flushed = co_await flush();
    co_return flushed&& framing.keep_alive;
}

void session::cut() {
    aborted_ = true;
    error_code ignored;
    peer_->socket().set_option(asio::socket_base::linger(true, 0), ignored);
    peer_->close();
}

void session::call_handler() {
    if (channel_) channel_->detach();
    channel_ = std::make_shared<answer_channel>(*this);
    responder answer(
        [channel = channel_](http_response response) { channel->deliver(std::move(response)); },
        [channel = channel_] { return channel->left(); }
    );
    reader_.request().late = thread_.take_up_request();
    had_memory_ = call(owner_, std::move(reader_.request()), std::move(answer));
}

void session::take_answer(http_response response) {
    if (answer_) return;
    answer_ = std::move(response);
    answered_.raise();
}

response_framing session::frame(const http_response& response, bool may_keep_alive) {
    ++owner_.metrics().requests_total;
    ++owner_.metrics().responses_by_class[static_cast<std::size_t>(response.status / 100)];
    ++served_;
    response_framing framing;
    framing.keep_alive = may_keep_alive && reader_.keep_alive() && !owner_.draining &&
                         served_ < owner_.settings().limits.requests_per_connection &&
                         !response.headers.has_token("Connection", "close");
    framing.say_keep_alive = framing.keep_alive && reader_.is_http_1_0();
    return framing;
}

awaitable<bool> session::respond(const http_response* response, bool may_keep_alive) {
    response_framing framing = frame(*response, may_keep_alive);
    const std::string_view bytes = response->whole_body();
    framing.may_vary = bytes.size() >= worth_coding && is_worth_coding(*response);
    append_head(out_, *response, framing, thread_.date());
    const bool with_body = !head_request_ && may_have_body(response->status);
    if (with_body && bytes.size() <= write_together) {
        out_ += bytes;
    } else if (with_body) {
        const asio::const_buffer body(bytes.data(), bytes.size());
        const bool flushed = co_await flush();
        const bool written = flushed && co_await write(body);
        if (!written) co_return false;
    }
    if (framing.keep_alive && !in_.empty() && out_.size() < answers_at_once) co_return true;
    const bool flushed = co_await flush();
    co_return flushed&& framing.keep_alive;
}

awaitable<bool> session::refuse(refused why) {
    const http_response response = dress(why, reader_.request());
    co_return co_await respond(&response, false);
}

// The request itself moves to the handler; what is needed to answer it in the protocol of its path stays.
void session::remember_question() {
    head_request_ = reader_.request().method == "HEAD";
    takes_gzip_ = accepts_gzip(reader_.request().headers);
    if (!owner_.hooks().refuse) return;
    question_.method = reader_.request().method;
    question_.target = reader_.request().target;
    question_.path = reader_.request().path;
    question_.query = reader_.request().query;
}

http_response session::dress(refused why, http_request& partial) {
    owner_.count(why.reason);
    describe_peer(partial);
    if (owner_.hooks().refuse) {
        try {
            auto dressed = owner_.hooks().refuse(why.status, to_string(why.reason), partial);
            if (is_well_formed(dressed)) return dressed;
        } catch (const std::exception& bug) {
            tell_owner(owner_, bug);
        }
    }
    return plain_refusal(why.status, to_string(why.reason));
}

awaitable<bool> session::flush() {
    if (out_.empty()) co_return true;
    const asio::const_buffer bytes(out_.data(), out_.size());
    const bool written = co_await write(bytes);
    out_.clear();
    co_return written;
}

awaitable<bool> session::write(asio::const_buffer bytes) {
    const waiting before = waiting_;
    waiting_ = waiting::write;
    thread_.timers().arm(*this, owner_.settings().timeouts.write);
    owner_.metrics().sent_bytes += bytes.size();
    const bool written = co_await peer_->write_all(bytes);
    timer_wheel::disarm(*this);
    waiting_ = before;
    co_return written && !over();
}

// Says goodbye in order. Closing while the peer still sends would reset the connection, and the peer might lose our
// answer; so what it sends is read and thrown away for a moment.
awaitable<void> session::part() {
    if (!over() && peer_->socket().is_open()) {
        waiting_ = waiting::goodbye;
        thread_.timers().arm(*this, longest_goodbye);
        co_await peer_->end_writing();
        std::array<char, 4096> rest;
        const asio::mutable_buffer space(rest.data(), rest.size());
        while (!over() && !peer_ended_) {
            const auto [error, count] = co_await peer_->socket().async_read_some(space, as_result);
            peer_ended_ = error || count == 0;
        }
    }
    timer_wheel::disarm(*this);
    peer_->close();
}

void session::describe_peer(http_request& request) const {
    request.peer_address = peer_address_;
    request.peer_port = peer_port_;
    request.encrypted = owner_.settings().tls.has_value();
    request.certificate = certificate_;
    request.received_at = owner_.wall().now();
}

bool session::over() const {
    return timed_out_ || aborted_;
}

void session::expired() {
    timed_out_ = true;
    if (waiting_ == waiting::head || waiting_ == waiting::body) {
        peer_->interrupt(); // a 408 can still be written
    } else {
        peer_->close();
    }
}

void session::drain() {
    if (waiting_ == waiting::quiet && in_.empty() && out_.empty()) abort();
}

void session::abort() {
    aborted_ = true;
    peer_->close();
    answered_.raise();
}

} // namespace schakel::transport
