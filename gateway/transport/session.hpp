// One connection of a listener: read a request, admit it, read its body, hand it over, write the answer, again.
// Internal to transport.
#pragma once

#include "gateway/transport/accepting.hpp"
#include "gateway/transport/read_buffer.hpp"
#include "gateway/transport/request_reader.hpp"
#include "gateway/transport/wire_body.hpp"
#include "gateway/transport/write_response.hpp"

#include <atomic>
#include <memory>
#include <mutex>

namespace schakel::transport {

class session;

// A streamed body and the next bytes of it, which may be made on another thread while the session waits. Whoever of the
// two is last lets go of it.
struct piece {
    explicit piece(std::shared_ptr<byte_source> from) : body(std::move(from)) {}

    wire_body body;
    std::string bytes;
    wire_body::state state = wire_body::state::more;
    std::string bug; // what a source threw
};

// Brings the answer from whatever thread to the session, and holds no more than a pointer to it: the session, its
// connection and the whole server may go while somebody still keeps the responder.
class answer_channel : public std::enable_shared_from_this<answer_channel> {
public:
    explicit answer_channel(session& to) : to_(&to) {}
    void deliver(http_response response);
    void wake(); // the piece that the session waits for is made
    void detach();

    // Whether nobody takes an answer any more: the session has gone, or its peer has ended its side while the answer
    // was awaited. The peer is watched from the first time that somebody asks. From any thread.
    bool left();

private:
    void watch();
    void look();

    std::mutex guard_;
    session* to_;
    std::atomic<bool> left_{false}, watched_{false};
};

class session final : private timer_wheel::entry, private tenant {
public:
    session(listener& owner, io_thread& thread, std::unique_ptr<connection> peer);
    ~session();

    static awaitable<void> run(std::unique_ptr<session> self);

    void take_answer(http_response response); // on the session's thread
    void take_piece();                        // likewise
    io_thread& thread() { return thread_; }
    tcp_socket& socket() { return peer_->socket(); }

private:
    enum class waiting { handshake, quiet, head, body, answer, write, goodbye };
    enum class read_end { ready, refused, gone };

    awaitable<bool> greet();
    awaitable<bool> serve_one();
    awaitable<read_end> read_until(request_reader::step wanted);
    awaitable<bool> fill();
    awaitable<bool> invite_body();
    awaitable<bool> ask_handler();
    awaitable<bool> respond(const http_response* response, bool may_keep_alive);
    awaitable<bool> respond_streamed();
    awaitable<bool> gather_answer();
    awaitable<wire_body::state> make_piece(bool first);
    static bool take_kept_coding(http_response& of);
    response_framing frame(const http_response& response, bool may_keep_alive);
    awaitable<bool> refuse(refused why);
    awaitable<bool> flush();
    awaitable<bool> write(asio::const_buffer bytes);
    awaitable<void> part();
    void cut();

    void call_handler();
    void begin_waiting_for_bytes();
    void describe_peer(http_request& request) const;
    void remember_question();
    http_response dress(refused why, http_request& partial);
    bool over() const;

    void expired() override;
    void drain() override;
    void abort() override;

    listener& owner_;
    io_thread& thread_;
    std::unique_ptr<connection> peer_;
    std::string peer_address_;
    std::uint16_t peer_port_ = 0;
    std::optional<client_certificate> certificate_;
    request_reader reader_;
    read_buffer in_;
    std::string out_;
    std::shared_ptr<answer_channel> channel_;
    std::optional<http_response> answer_;
    std::shared_ptr<piece> piece_; // of a streamed answer
    wake_event answered_;
    waiting waiting_ = waiting::handshake;
    timer_wheel::time_point body_since_{};
    std::size_t served_ = 0;
    bool timed_out_ = false;
    bool aborted_ = false;
    bool had_memory_ = true; // when the handler was called
    bool peer_ended_ = false;
    bool head_request_ = false;
    bool takes_gzip_ = false;
    http_request question_; // method and target of the request that the handler has
};

} // namespace schakel::transport
