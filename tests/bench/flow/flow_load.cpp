// Sends messages of 2 to 3 KB at a steady rate that does not drop when the gateway stalls: a wait counts from the
// moment at which a message was due.
//
//   bench_flow_load --port PORT [--rate PER SECOND] [--seconds S] [--connections N] [--xml PER CENT] [--first NUMBER]
//                   [--pupils N] [--path PATH]
//
// JSON messages are xAPI statements whose id tells the microsecond (monotonic clock) at which they were due, so that
// bench_timed_sink can tell how long they took to arrive; XML messages are UWLR 2.2 results of one pupil. With --path
// all are sent there: to a relay that reads nothing. One line of JSON on standard output.
#include "tests/bench/load/http_stream.hpp"
#include "tests/bench/messages/uwlr_message.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace schakel::bench;
using timer = std::chrono::steady_clock;

std::uint64_t microseconds(timer::time_point at) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(at.time_since_epoch()).count()
    );
}

std::string statement(std::uint64_t due, std::uint64_t pupil) {
    static const std::string text(1200, 'x');
    char id[40];
    std::snprintf(id, sizeof id, "01900000-0000-7000-8000-%012llx", static_cast<unsigned long long>(due));
    const std::string name = "leerling-" + std::to_string(pupil);
    return std::string(R"({"id":")") + id +
           R"(","actor":{"objectType":"Agent","account":{"homePage":"https://proef.example","name":")" + name +
           R"("}},"verb":{"id":"http://adlnet.gov/expapi/verbs/scored","display":{"nl":"scoorde"}},)"
           R"("object":{"id":"https://proef.example/toets/1","definition":{)"
           R"("type":"http://adlnet.gov/expapi/activities/assessment","name":{"nl":"Oefentoets"},"description":{"nl":")" +
           text + R"("},"extensions":{"urn:schakel:assessment-code":"toets-1"}}},"result":{"score":{"raw":7}},)" +
           R"("timestamp":"2026-01-12T08:30:00Z"})";
}

struct tally {
    std::vector<std::uint32_t> waits; // microseconds, of what was confirmed
    std::uint64_t json = 0, xml = 0;  // confirmed
    std::uint64_t refused = 0, refused_without_retry_after = 0, failed = 0;
};

class run {
public:
    explicit run(std::map<std::string, std::string> given) : given_(std::move(given)) {}

    int go() {
        const auto connections = number("--connections", 32);
        std::vector<std::thread> threads;
        begin_ = timer::now() + std::chrono::milliseconds(50);
        for (std::uint64_t i = 0; i < connections; ++i) threads.emplace_back([this, i] { send_in_turn(i); });
        for (std::thread& one : threads) one.join();
        tell();
        return all_.failed == 0 ? 0 : 1;
    }

    std::uint64_t number(const std::string& name, std::uint64_t otherwise) const {
        const auto found = given_.find(name);
        return found == given_.end() ? otherwise : std::strtoull(found->second.c_str(), nullptr, 10);
    }

private:
    void send_in_turn(std::uint64_t connection) {
        const auto rate = number("--rate", 500), turns = rate * number("--seconds", 10), xml = number("--xml", 0);
        const auto port = static_cast<std::uint16_t>(number("--port", 0));
        uwlr_message results(1, static_cast<unsigned>(connection % 20));
        tally own;
        http_stream stream(connect_to(port));
        for (std::uint64_t turn = next_++; turn < turns; turn = next_++) {
            const auto due = begin_ + std::chrono::microseconds(turn * 1'000'000 / rate);
            std::this_thread::sleep_until(due);
            const bool is_xml = turn % 100 < xml;
            if (!exchange(
                    stream, is_xml, is_xml ? results.numbered(number("--first", 0) + turn) : json(due, turn), due, own
                ))
                break;
        }
        const std::lock_guard lock(mutex_);
        add(own);
    }

    std::string json(timer::time_point due, std::uint64_t turn) const {
        return statement(microseconds(due), turn % number("--pupils", 1000));
    }

    // False: the connection is gone.
    bool exchange(http_stream& stream, bool is_xml, const std::string& body, timer::time_point due, tally& own) const {
        if (!stream.write(head(is_xml, body.size()) + body)) return ++own.failed, false;
        const auto answer = stream.read();
        if (!answer) return ++own.failed, false;
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(timer::now() - due).count();
        const std::string_view status = answer->start_line.substr(0, 12);
        const bool says_when = answer->head.find("\r\nRetry-After:") != std::string_view::npos;
        if (status == "HTTP/1.1 200" || status == "HTTP/1.1 202") {
            own.waits.push_back(static_cast<std::uint32_t>(std::max<std::int64_t>(took, 0)));
            ++(is_xml ? own.xml : own.json);
        } else if (status == "HTTP/1.1 503" || status == "HTTP/1.1 429" || (is_xml && says_when)) { // SOAP faults are
                                                                                                    // 500
            ++own.refused;
            if (!says_when) ++own.refused_without_retry_after;
        } else {
            ++own.failed;
        }
        return true;
    }

    std::string head(bool is_xml, std::size_t length) const {
        const auto given = given_.find("--path");
        const std::string path = given != given_.end() ? given->second
                                 : is_xml              ? "/soap/uwlr/2.2/leerresultaten"
                                                       : "/xapi/statements";
        const std::string kind = is_xml ? "text/xml; charset=utf-8\r\nSOAPAction: \"BrengLeerresultaten\""
                                        : "application/json\r\nX-Experience-API-Version: 1.0.3\r\n"
                                          "Authorization: Basic emVuZGVyOm9lZmVud2FjaHR3b29yZC0wMDAx";
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + kind +
               "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
    }

    void add(const tally& own) {
        all_.waits.insert(all_.waits.end(), own.waits.begin(), own.waits.end());
        all_.json += own.json;
        all_.xml += own.xml;
        all_.refused += own.refused;
        all_.refused_without_retry_after += own.refused_without_retry_after;
        all_.failed += own.failed;
    }

    void tell() {
        std::sort(all_.waits.begin(), all_.waits.end());
        const auto at = [&](double share) {
            if (all_.waits.empty()) return 0.0;
            return static_cast<double>(
                       all_.waits[static_cast<std::size_t>(share * static_cast<double>(all_.waits.size() - 1))]
                   ) /
                   1000;
        };
        const auto count = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
        std::printf(
            "{\"confirmed\":%zu,\"json\":%llu,\"xml\":%llu,\"refused\":%llu,\"refused_without_retry_after\":%llu,"
            "\"failed\":%llu,\"seconds\":%.3f,\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"max_ms\":%.3f}\n",
            all_.waits.size(), count(all_.json), count(all_.xml), count(all_.refused),
            count(all_.refused_without_retry_after), count(all_.failed),
            std::chrono::duration<double>(timer::now() - begin_).count(), at(0.5), at(0.99), at(1)
        );
    }

    const std::map<std::string, std::string> given_;
    timer::time_point begin_;
    std::atomic<std::uint64_t> next_{0};
    std::mutex mutex_;
    tally all_;
};

} // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::string> given;
    for (int i = 1; i + 1 < argc; i += 2) given[argv[i]] = argv[i + 1];
    if (!given.contains("--port")) {
        std::fprintf(
            stderr, "bench_flow_load --port PORT [--rate N] [--seconds S] [--connections N] [--xml PER CENT] …\n"
        );
        return 2;
    }
    return run(std::move(given)).go();
}
