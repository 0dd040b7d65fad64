#include "gateway/prove/receiver.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace schakel::prove {

namespace {

std::string http_answer(std::string_view status, std::string_view headers, std::string_view body) {
    return "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(headers) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string ids_of(const std::vector<read_back>& told) {
    std::string out = "[";
    for (const read_back& one : told) out += (out.size() > 1 ? ",\"" : "\"") + statement_id(one.name) + "\"";
    return out + "]";
}

} // namespace

std::string_view to_string(manner of) {
    switch (of) {
    case manner::well: return "answers well";
    case manner::refuses_all: return "refuses connections";
    case manner::fails: return "500";
    case manner::overloaded: return "503";
    case manner::too_many: return "429";
    case manner::silent: return "never answers";
    case manner::resets: return "resets";
    case manner::half_answers: return "half an answer";
    case manner::garbles: return "no HTTP";
    }
    return {};
}

receiver::receiver() {
    const auto listens = listen_anywhere();
    if (!listens) throw std::runtime_error("no free port for the receiver");
    socket_ = listens->socket;
    port_ = listens->port;
    listening_ = std::jthread([this](const std::stop_token& until) { listen(until); });
}

receiver::~receiver() {
    listening_ = {};
    {
        const std::lock_guard lock(mutex_);
        for (const int one : open_) ::shutdown(one, SHUT_RDWR);
    }
    serving_.clear();
    ::close(socket_);
}

void receiver::poison(const message_name& one) {
    const std::lock_guard lock(mutex_);
    poison_ = one;
}

std::vector<received_line> receiver::ledger() const {
    const std::lock_guard lock(mutex_);
    return lines_;
}

void receiver::listen(const std::stop_token& until) {
    while (!until.stop_requested()) {
        const int socket = accept_soon(socket_);
        if (socket < 0) continue;
        if (manner_ == manner::refuses_all) {
            wire(socket).reset_at_end();
            continue;
        }
        const std::lock_guard lock(mutex_);
        open_.insert(socket);
        serving_.emplace_back([this, socket] { serve(socket); });
    }
}

void receiver::serve(int socket) {
    wire connection(socket);
    while (const auto asked = connection.read()) {
        ++requests_;
        if (!answer(connection, *asked)) break;
    }
    const std::lock_guard lock(mutex_);
    open_.erase(socket);
}

bool receiver::answer(wire& on, const wire_message& asked) {
    switch (manner_) {
    case manner::well: return answer_well(on, asked);
    case manner::fails: return on.write(http_answer("500 Fault", "", ""));
    case manner::overloaded: return on.write(http_answer("503 Busy", "Retry-After: 1\r\n", ""));
    case manner::too_many: return on.write(http_answer("429 Slower", "Retry-After: 1\r\n", ""));
    case manner::silent: on.read(); return false; // until the other side gives up
    case manner::refuses_all:
    case manner::resets: on.reset_at_end(); return false;
    case manner::half_answers: on.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[\"half"); return false;
    case manner::garbles: on.write("\x16\x03 this is not HTTP\r\n\r\n"); return false;
    }
    return false;
}

bool receiver::is_poison(const std::vector<read_back>& told) const {
    return poison_ && std::any_of(told.begin(), told.end(), [&](const read_back& one) { return one.name == *poison_; });
}

bool receiver::answer_well(wire& on, const wire_message& asked) {
    const auto told = read_messages(asked.body);
    bool poisoned = false;
    {
        const std::lock_guard lock(mutex_);
        poisoned = is_poison(told);
        const bool orphan = on.peer_is_gone();
        const moment now = std::chrono::steady_clock::now();
        for (const read_back& one : told) lines_.push_back({one.name, one.intact, !poisoned, orphan, now});
        if (told.empty()) lines_.push_back({{}, false, true, false, now});
    }
    if (poisoned) return on.write(http_answer("400 Wrong", "", ""));
    return on.write(http_answer("200 OK", "Content-Type: application/json\r\n", ids_of(told)));
}

} // namespace schakel::prove
