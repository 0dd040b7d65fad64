// A client of plain POSIX sockets, sharing no code with the transport: sends exactly the bytes a test writes.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace schakel::tests {

struct raw_response {
    int status = 0; // 0: the connection ended first
    std::string head;
    std::string body;
};

class raw_client {
public:
    explicit raw_client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("connect");
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    raw_client(raw_client&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), pending_(std::move(other.pending_)) {}
    ~raw_client() {
        if (socket_ >= 0) ::close(socket_);
    }

    // False when the other side has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    void end_writing() { ::shutdown(socket_, SHUT_WR); }

    // Whether something (bytes or the end) arrives within the time.
    bool readable(int milliseconds) {
        pollfd what{socket_, POLLIN, 0};
        return !pending_.empty() || ::poll(&what, 1, milliseconds) > 0;
    }

    raw_response receive(bool with_body = true) {
        raw_response out;
        const auto end = read_until("\r\n\r\n");
        if (end == std::string::npos) return out;
        out.head = pending_.substr(0, end);
        pending_.erase(0, end);
        out.status = std::stoi(out.head.substr(9, 3));
        if (with_body && out.head.find("Transfer-Encoding: chunked") != std::string::npos) {
            out.body = receive_chunks();
            return out;
        }
        const auto at = out.head.find("Content-Length: ");
        if (!with_body || at == std::string::npos) return out;
        const auto length = std::stoul(out.head.substr(at + 16));
        while (pending_.size() < length && read_more()) {
        }
        out.body = pending_.substr(0, length);
        pending_.erase(0, length);
        return out;
    }

    // Everything until the other side closes.
    std::string receive_all() {
        while (read_more()) {
        }
        return std::exchange(pending_, std::string());
    }
    bool closed_by_peer() { return receive_all().empty(); }

private:
    // What was received until the last chunk, or the end of the connection.
    std::string receive_chunks() {
        std::string body;
        for (;;) {
            const auto line = read_until("\r\n");
            if (line == std::string::npos) return body;
            const auto size = std::stoul(pending_.substr(0, line), nullptr, 16);
            pending_.erase(0, line);
            while (pending_.size() < size + 2 && read_more()) {
            }
            body += pending_.substr(0, size);
            pending_.erase(0, size + 2);
            if (size == 0) return body;
        }
    }
    std::size_t read_until(std::string_view mark) {
        for (;;) {
            const auto at = pending_.find(mark);
            if (at != std::string::npos) return at + mark.size();
            if (!read_more()) return std::string::npos;
        }
    }
    bool read_more() {
        constexpr int long_enough = 20'000; // a test that gets here has failed; this only ends it
        pollfd what{socket_, POLLIN, 0};
        if (::poll(&what, 1, long_enough) <= 0) return false;
        char buffer[16384];
        const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
        if (count <= 0) return false;
        pending_.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    int socket_;
    std::string pending_;
};

} // namespace schakel::tests
