// Sends UWLR messages of 100 results over N connections, each waiting for its answer, and tells how long answers took.
//
//   bench_load --port PORT --path PATH [--connections N] [--seconds S] [--first NUMBER] [--pupils N]
//   bench_load --print NUMBER [--pupils N]                   one message on standard output
//
// Request NUMBER, NUMBER+1, … are all different messages: a run that goes on where another ended repeats nothing. An
// answer counts when it is 200 with leerresultaten_bevestiging. One line of JSON on standard output.
#include "tests/bench/load/http_stream.hpp"
#include "tests/bench/messages/uwlr_message.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace schakel::bench;
using timer = std::chrono::steady_clock;

struct options {
    std::map<std::string, std::string> given;

    std::uint64_t number(const std::string& name, std::uint64_t otherwise) const {
        const auto found = given.find(name);
        return found == given.end() ? otherwise : std::strtoull(found->second.c_str(), nullptr, 10);
    }
};

// A school of twenty groups.
std::vector<uwlr_message> messages_of(unsigned pupils) {
    std::vector<uwlr_message> list;
    for (unsigned group = 0; group < 20; ++group) list.emplace_back(pupils, group);
    return list;
}

struct run {
    std::uint16_t port = 0;
    std::string path;
    unsigned pupils = 20;
    timer::time_point end;
    std::atomic<std::uint64_t> next{0}, failed{0};
    std::atomic<bool> told{false};
};

bool confirmed(const http_head_and_body& answer) {
    return answer.start_line.starts_with("HTTP/1.1 200") &&
           answer.body.find("leerresultaten_bevestiging") != std::string_view::npos;
}

void tell_once(run& of, std::string_view what) {
    if (!of.told.exchange(true))
        std::fprintf(
            stderr, "not confirmed: %.*s\n", static_cast<int>(std::min<std::size_t>(what.size(), 2000)), what.data()
        );
}

std::string head_of(const run& of, std::size_t length) {
    return "POST " + of.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(of.port) +
           "\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"BrengLeerresultaten\"\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n";
}

// One connection; the microseconds of every confirmed answer.
void send_and_wait(run& of, std::vector<std::uint32_t>& took) {
    auto messages = messages_of(of.pupils);
    http_stream stream(connect_to(of.port));
    while (timer::now() < of.end) {
        const std::uint64_t number = of.next++;
        const std::string& body = messages[number % messages.size()].numbered(number);
        const std::string request = head_of(of, body.size()) + body;
        const auto start = timer::now();
        if (!stream.write(request)) return tell_once(of, "connection lost"), void(++of.failed);
        const auto answer = stream.read();
        if (!answer) return tell_once(of, "connection lost"), void(++of.failed);
        if (confirmed(*answer)) {
            const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(timer::now() - start).count();
            took.push_back(static_cast<std::uint32_t>(micros));
        } else {
            ++of.failed;
            tell_once(of, answer->body);
        }
    }
}

double milliseconds_at(const std::vector<std::uint32_t>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    return static_cast<double>(sorted[at]) / 1000;
}

void measure(run& of, unsigned connections, double seconds) {
    std::vector<std::vector<std::uint32_t>> took(connections);
    std::vector<std::thread> threads;
    const auto start = timer::now();
    of.end = start + std::chrono::duration_cast<timer::duration>(std::chrono::duration<double>(seconds));
    for (auto& own : took) threads.emplace_back([&of, &own] { send_and_wait(of, own); });
    for (std::thread& one : threads) one.join();
    const double lasted = std::chrono::duration<double>(timer::now() - start).count();
    std::vector<std::uint32_t> all;
    for (const auto& own : took) all.insert(all.end(), own.begin(), own.end());
    std::sort(all.begin(), all.end());
    std::printf(
        "{\"confirmed\":%zu,\"failed\":%llu,\"results\":%zu,\"seconds\":%.4f,\"next\":%llu,\"p50_ms\":%.3f,\"p99_ms\":%"
        ".3f,"
        "\"max_ms\":%.3f}\n",
        all.size(), static_cast<unsigned long long>(of.failed), all.size() * of.pupils * results_per_pupil, lasted,
        static_cast<unsigned long long>(of.next), milliseconds_at(all, 0.5), milliseconds_at(all, 0.99),
        milliseconds_at(all, 1)
    );
}

} // namespace

int main(int argc, char** argv) {
    options from;
    for (int i = 1; i + 1 < argc; i += 2) from.given[argv[i]] = argv[i + 1];
    run of;
    of.pupils = static_cast<unsigned>(from.number("--pupils", 20));
    if (from.given.contains("--print")) {
        const std::uint64_t number = from.number("--print", 0);
        std::fputs(uwlr_message(of.pupils, static_cast<unsigned>(number % 20)).numbered(number).c_str(), stdout);
        return 0;
    }
    of.port = static_cast<std::uint16_t>(from.number("--port", 0));
    of.path = from.given["--path"];
    if (of.port == 0 || of.path.empty()) {
        std::fprintf(stderr, "bench_load --port PORT --path PATH [--connections N] [--seconds S] [--first NUMBER]\n");
        return 2;
    }
    of.next = from.number("--first", 0);
    const char* seconds = from.given.contains("--seconds") ? from.given["--seconds"].c_str() : "5";
    measure(of, static_cast<unsigned>(from.number("--connections", 16)), std::strtod(seconds, nullptr));
    return of.failed == 0 ? 0 : 1;
}
