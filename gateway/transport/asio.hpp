// The Asio types of this folder. Executors are concrete: type-erased ones cost a third of the speed. Internal to
// transport.
//
// In a statement with co_await, pass only named objects or constructor calls; no braces, no capturing lambda. g++ 12
// destroys such temporaries twice (tests/unit/transport/coroutine_shapes.cpp).
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>

namespace schakel::transport {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<tcp, executor>;
using tcp_acceptor = asio::basic_socket_acceptor<tcp, executor>;
using steady_timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, executor>;
template <class T>
using awaitable = asio::awaitable<T, executor>;
inline constexpr auto as_result = asio::as_tuple(asio::use_awaitable_t<executor>());

// Lets a coroutine wait for a callback on its own thread.
class wake_event {
public:
    explicit wake_event(const executor& on) : timer_(on) {}

    void reset() { raised_ = false; }
    void raise() {
        raised_ = true;
        timer_.cancel();
    }
    awaitable<void> wait() {
        if (raised_) co_return;
        timer_.expires_at(std::chrono::steady_clock::time_point::max());
        co_await timer_.async_wait(as_result);
    }

private:
    steady_timer timer_;
    bool raised_ = false;
};

} // namespace schakel::transport
