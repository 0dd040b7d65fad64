#include "gateway/prove/sender.hpp"

#include "gateway/prove/wire.hpp"

#include <algorithm>

namespace schakel::prove {

namespace {

using clock = std::chrono::steady_clock;

// "zender:oefenwachtwoord-0001", as stage.cpp writes it into the configuration.
constexpr std::string_view login = "emVuZGVyOm9lZmVud2FjaHR3b29yZC0wMDAx";

} // namespace

std::string request_of(const message_name& of) {
    const std::string body = write_message(of);
    return "POST /xapi/statements HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
           "X-Experience-API-Version: 1.0.3\r\nAuthorization: Basic " +
           std::string(login) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

sender::sender(std::uint16_t port, unsigned per_second, unsigned pupils)
    : port_(port), per_second_(per_second), pupils_(pupils) {}

sender::~sender() {
    stop();
}

void sender::send_in_all(std::uint64_t messages) {
    limit_ = messages;
}

void sender::start() {
    for (unsigned worker = 0; worker < workers; ++worker)
        threads_.emplace_back([this, worker](const std::stop_token& until) { work(until, worker); });
}

void sender::stop() {
    for (std::jthread& one : threads_) one.request_stop();
    threads_.clear();
}

// A connection that is refused sent nothing: the same message is tried again. One that breaks later may have.
void sender::work(const std::stop_token& until, unsigned worker) {
    std::optional<wire> connection;
    const auto began = clock::now();
    for (std::uint64_t turn = worker; turn < limit_ && !until.stop_requested(); turn += workers) {
        std::this_thread::sleep_until(began + std::chrono::microseconds(turn * 1'000'000 / per_second_));
        const std::uint64_t of_worker = turn / workers;
        const unsigned own = (pupils_ + workers - 1) / workers;
        const message_name name{worker + 1 + workers * static_cast<unsigned>(of_worker % own), of_worker / own + 1};
        while (!connection && !until.stop_requested()) {
            connection = wire::connect(port_);
            if (!connection) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        if (!connection) return;
        const auto start = clock::now();
        const bool written = connection->write(request_of(name));
        const auto answer = written ? connection->read() : std::nullopt;
        note(name, answer ? answer->status() : 0, start);
        if (!answer) connection.reset();
    }
}

void sender::note(const message_name& name, int status, moment began) {
    const moment now = clock::now();
    const std::lock_guard lock(mutex_);
    lines_.push_back({name, status, now, std::chrono::duration<double, std::milli>(now - began).count()});
    if (status >= 200 && status < 300) ++accepted_;
}

std::vector<sent_line> sender::ledger() const {
    const std::lock_guard lock(mutex_);
    return lines_;
}

std::size_t sender::answered_with(int status) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count_if(lines_.begin(), lines_.end(), [&](const sent_line& one) {
        return one.status == status;
    }));
}

} // namespace schakel::prove
