#include "tests/bench/load/http_stream.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace schakel::bench {

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

std::optional<std::size_t> content_length(std::string_view head) {
    static constexpr std::string_view name = "\r\ncontent-length:";
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        std::string_view line = head.substr(at);
        if (line.size() < name.size() || ::strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
        line.remove_prefix(name.size());
        while (line.starts_with(' ')) line.remove_prefix(1);
        std::size_t length = 0;
        const auto read = std::from_chars(line.data(), line.data() + line.size(), length);
        if (read.ec != std::errc()) return std::nullopt;
        return length;
    }
    return 0;
}

http_stream::~http_stream() {
    if (socket_ >= 0) ::close(socket_);
}

bool http_stream::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool http_stream::receive() {
    std::array<char, 65536> block;
    const ssize_t got = ::recv(socket_, block.data(), block.size(), 0);
    if (got <= 0) return false;
    buffer_.append(block.data(), static_cast<std::size_t>(got));
    return true;
}

std::optional<http_head_and_body> http_stream::read() {
    buffer_.erase(0, used_);
    used_ = 0;
    std::size_t end = buffer_.find("\r\n\r\n");
    for (; end == std::string::npos; end = buffer_.find("\r\n\r\n")) {
        if (!receive()) return std::nullopt;
    }
    const auto length = content_length(std::string_view(buffer_).substr(0, end));
    if (!length) return std::nullopt;
    used_ = end + 4 + *length;
    while (buffer_.size() < used_) {
        if (!receive()) return std::nullopt;
    }
    const std::string_view all(buffer_);
    return http_head_and_body{all.substr(0, all.find("\r\n")), all.substr(0, end), all.substr(end + 4, *length)};
}

int connect_to(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
    ::close(socket);
    return -1;
}

std::optional<std::pair<int, std::uint16_t>> listen_anywhere() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(socket, 512) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        ::close(socket);
        return std::nullopt;
    }
    return std::pair{socket, ntohs(address.sin_port)};
}

} // namespace schakel::bench
