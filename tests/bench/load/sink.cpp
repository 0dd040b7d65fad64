// A learning record store that keeps nothing: answers 200 with the ids of the statements it was sent, and counts them.
// GET on any path answers with the counts. Prints "listening PORT" and runs until it is ended.
#include "tests/bench/load/http_stream.hpp"

#include <sys/socket.h>

#include <atomic>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>

namespace {

using namespace schakel::bench;

struct counts {
    std::atomic<std::uint64_t> requests{0}, statements{0}, bytes{0};
};

// Both sides write a statement's id first and its actor second; an actor occurs once in a statement.
std::string ids_of(std::string_view body, std::uint64_t& number) {
    static constexpr std::string_view after_id = "\",\"actor\":{";
    constexpr std::size_t uuid = 36;
    std::string ids = "[";
    for (std::size_t at = body.find(after_id); at != std::string_view::npos; at = body.find(after_id, at + uuid)) {
        if (at < uuid) continue;
        ids.append(number++ == 0 ? "\"" : ",\"").append(body.substr(at - uuid, uuid)).append("\"");
    }
    return ids + "]";
}

std::string answer_with(std::string_view json) {
    std::string out = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\n";
    out.append("Content-Length: ").append(std::to_string(json.size())).append("\r\n\r\n").append(json);
    return out;
}

std::string told(const counts& so_far) {
    return "{\"requests\":" + std::to_string(so_far.requests) + ",\"statements\":" + std::to_string(so_far.statements) +
           ",\"bytes\":" + std::to_string(so_far.bytes) + "}";
}

void serve(int socket, counts& so_far) {
    http_stream stream(socket);
    while (const auto request = stream.read()) {
        std::string answer;
        if (request->start_line.starts_with("GET ")) {
            answer = told(so_far);
        } else {
            std::uint64_t number = 0;
            answer = ids_of(request->body, number);
            ++so_far.requests;
            so_far.statements += number;
            so_far.bytes += request->body.size();
        }
        if (!stream.write(answer_with(answer))) return;
    }
}

} // namespace

int main() {
    const auto listening = listen_anywhere();
    if (!listening) return 1;
    std::printf("listening %u\n", listening->second);
    std::fflush(stdout);
    static counts so_far;
    for (;;) {
        const int socket = ::accept(listening->first, nullptr, nullptr);
        if (socket >= 0) std::thread(serve, socket, std::ref(so_far)).detach();
    }
}
