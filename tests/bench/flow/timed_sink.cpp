// A record store that tells how long statements of bench_flow_load took to arrive, and which of them it got more than
// once. GET /: the counts; GET /anew: the counts, and what was waited is forgotten. Prints "listening PORT" and runs
// until it is ended.
//
//   bench_timed_sink [PORT]      a port of one's own: to come up late, where a receiver was missed
#include "tests/bench/load/http_stream.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

namespace {

using namespace schakel::bench;

constexpr std::string_view after_id = "\",\"actor\":{"; // a statement's id comes first and its actor second
constexpr std::string_view timed = "01900000-0000-7000-8000-";
constexpr std::size_t uuid = 36;

std::uint64_t microseconds_now() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

class arrivals {
public:
    void add(std::string_view id) {
        const std::lock_guard lock(mutex_);
        ++statements_;
        if (!id.starts_with(timed)) return;
        std::uint64_t due = 0;
        std::from_chars(id.data() + timed.size(), id.data() + uuid, due, 16);
        if (seen_.insert(due).second)
            waits_.push_back(microseconds_now() - std::min(due, microseconds_now()));
        else
            ++repeats_;
    }

    std::string told(bool anew) {
        const std::lock_guard lock(mutex_);
        std::sort(waits_.begin(), waits_.end());
        char text[300];
        std::snprintf(
            text, sizeof text,
            "{\"statements\":%llu,\"distinct\":%zu,\"repeats\":%llu,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f}",
            static_cast<unsigned long long>(statements_), seen_.size(), static_cast<unsigned long long>(repeats_),
            at(0.5), at(0.99), at(1)
        );
        if (anew) waits_.clear();
        return text;
    }

private:
    double at(double share) const {
        if (waits_.empty()) return 0;
        return static_cast<double>(waits_[static_cast<std::size_t>(share * static_cast<double>(waits_.size() - 1))]) /
               1000;
    }

    std::mutex mutex_;
    std::vector<std::uint64_t> waits_;
    std::unordered_set<std::uint64_t> seen_;
    std::uint64_t statements_ = 0, repeats_ = 0;
};

std::string ids_of(std::string_view body, arrivals& into) {
    std::string ids = "[";
    for (std::size_t at = body.find(after_id); at != std::string_view::npos; at = body.find(after_id, at + uuid)) {
        if (at < uuid) continue;
        const std::string_view id = body.substr(at - uuid, uuid);
        into.add(id);
        ids.append(ids.size() == 1 ? "\"" : ",\"").append(id).append("\"");
    }
    return ids + "]";
}

std::string answer_with(std::string_view json) {
    std::string out = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\n";
    out.append("Content-Length: ").append(std::to_string(json.size())).append("\r\n\r\n").append(json);
    return out;
}

void serve(int socket, arrivals& so_far) {
    http_stream stream(socket);
    while (const auto request = stream.read()) {
        const bool asks = request->start_line.starts_with("GET ");
        const bool anew = request->start_line.starts_with("GET /anew ");
        if (!stream.write(answer_with(asks ? so_far.told(anew) : ids_of(request->body, so_far)))) return;
    }
}

int listen_at(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool listens =
        ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && ::listen(socket, 128) == 0;
    return listens ? socket : -1;
}

} // namespace

int main(int argc, char** argv) {
    std::pair<int, std::uint16_t> listening{-1, 0};
    if (argc > 1) {
        listening.second = static_cast<std::uint16_t>(std::atoi(argv[1]));
        listening.first = listen_at(listening.second);
    } else if (const auto anywhere = listen_anywhere()) {
        listening = *anywhere;
    }
    if (listening.first < 0) return 1;
    std::printf("listening %u\n", listening.second);
    std::fflush(stdout);
    static arrivals so_far;
    for (;;) {
        const int socket = ::accept(listening.first, nullptr, nullptr);
        if (socket >= 0) std::thread([socket] { serve(socket, so_far); }).detach();
    }
}
