// The floor of durability: receives HTTP requests, appends their bodies to a file, fdatasync, answers 202. Requests
// that wait at the same moment share one write and one sync. One thread; nothing is checked, nothing can be found
// again.
//
//   bench_bare_loop FILE      prints "listening PORT", runs until it is ended
#include "tests/bench/load/http_stream.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

using namespace schakel;

namespace {

constexpr std::string_view answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

class loop {
public:
    loop(int listening, int file) : poll_(::epoll_create1(EPOLL_CLOEXEC)), listening_(listening), file_(file) {
        watch(listening);
    }

    void run() {
        std::array<epoll_event, 512> events;
        for (;;) {
            const int ready = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < ready; ++i) {
                const int socket = events[static_cast<std::size_t>(i)].data.fd;
                socket == listening_ ? accept_all() : read_from(socket);
            }
            if (!answered_next_.empty() && !keep_and_answer()) return;
        }
    }

private:
    void watch(int socket) const {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event);
    }

    void accept_all() {
        for (int one; (one = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0;) {
            const int on = 1;
            ::setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(one);
        }
    }

    void read_from(int socket) {
        std::array<char, 65536> block;
        const ssize_t got = ::recv(socket, block.data(), block.size(), 0);
        if (got <= 0) {
            received_.erase(socket);
            ::close(socket);
            return;
        }
        std::string& all = received_[socket];
        all.append(block.data(), static_cast<std::size_t>(got));
        const std::size_t end = all.find("\r\n\r\n");
        if (end == std::string::npos) return;
        const std::size_t length = bench::content_length(std::string_view(all).substr(0, end)).value_or(0);
        if (all.size() < end + 4 + length) return;
        group_.append(all, end + 4, length);
        all.erase(0, end + 4 + length);
        answered_next_.push_back(socket);
    }

    bool keep_and_answer() {
        if (::write(file_, group_.data(), group_.size()) < 0 || ::fdatasync(file_) != 0) return false;
        for (const int socket : answered_next_) ::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
        group_.clear();
        answered_next_.clear();
        return true;
    }

    const int poll_, listening_, file_;
    std::unordered_map<int, std::string> received_;
    std::string group_;
    std::vector<int> answered_next_;
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const int file = ::open(argv[1], O_CREAT | O_TRUNC | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    const auto listening = bench::listen_anywhere();
    if (file < 0 || !listening || ::fcntl(listening->first, F_SETFL, O_NONBLOCK) != 0) return 1;
    std::printf("listening %u\n", unsigned{listening->second});
    std::fflush(stdout);
    loop(listening->first, file).run();
    return 1;
}
