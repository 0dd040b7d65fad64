#include "gateway/prove/wire.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <utility>

namespace schakel::prove {

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::size_t content_length(std::string_view head) {
    static constexpr std::string_view name = "\r\ncontent-length:";
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        std::string_view line = head.substr(at);
        if (line.size() < name.size() || ::strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
        line.remove_prefix(name.size());
        while (line.starts_with(' ')) line.remove_prefix(1);
        std::size_t length = 0;
        std::from_chars(line.data(), line.data() + line.size(), length);
        return length;
    }
    return 0;
}

void be_patient(int socket) {
    const timeval patience{20, 0};
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

int wire_message::status() const {
    int out = 0;
    if (start_line.starts_with("HTTP/1.1 ") && start_line.size() >= 12)
        std::from_chars(start_line.data() + 9, start_line.data() + 12, out);
    return out;
}

wire::wire(int socket) : socket_(socket) {
    be_patient(socket_);
}

wire::wire(wire&& other) noexcept : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

wire& wire::operator=(wire&& other) noexcept {
    std::swap(socket_, other.socket_);
    std::swap(buffer_, other.buffer_);
    return *this;
}

wire::~wire() {
    if (socket_ >= 0) ::close(socket_);
}

std::optional<wire> wire::connect(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) return std::nullopt;
    wire out(socket);
    const sockaddr_in address = loopback(port);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return std::nullopt;
    return out;
}

bool wire::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool wire::receive() {
    std::array<char, 16384> block;
    const ssize_t got = ::recv(socket_, block.data(), block.size(), 0);
    if (got <= 0) return false;
    buffer_.append(block.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<wire_message> wire::read() {
    std::size_t end = buffer_.find("\r\n\r\n");
    for (; end == std::string::npos; end = buffer_.find("\r\n\r\n")) {
        if (!receive()) return std::nullopt;
    }
    const std::size_t length = content_length(std::string_view(buffer_).substr(0, end));
    while (buffer_.size() < end + 4 + length) {
        if (!receive()) return std::nullopt;
    }
    wire_message out{buffer_.substr(0, buffer_.find("\r\n")), buffer_.substr(0, end), buffer_.substr(end + 4, length)};
    buffer_.erase(0, end + 4 + length);
    return out;
}

bool wire::peer_is_gone() const {
    pollfd asked{socket_, POLLIN | POLLRDHUP, 0};
    return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

void wire::reset_at_end() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

std::optional<wire_message> ask(std::uint16_t port, std::string_view request) {
    auto connection = wire::connect(port);
    if (!connection || !connection->write(request)) return std::nullopt;
    return connection->read();
}

std::optional<listening> listen_anywhere() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (socket >= 0 && ::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
        ::listen(socket, 128) == 0 && ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0)
        return listening{socket, ntohs(address.sin_port)};
    if (socket >= 0) ::close(socket);
    return std::nullopt;
}

int accept_soon(int listening_socket) {
    pollfd asked{listening_socket, POLLIN, 0};
    if (::poll(&asked, 1, 50) <= 0) return -1;
    return ::accept4(listening_socket, nullptr, nullptr, SOCK_CLOEXEC);
}

} // namespace schakel::prove
