// The exchange flow alone: bytes of UWLR messages to confirmations and xAPI deliveries, on one thread, without sockets
// and with a store that keeps nothing.
//
//   bench_pipeline write FILE COUNT             COUNT messages of 100 results, each behind a line with its length
//   bench_pipeline run FILE CONFIG SECONDS      goes through them over and over; prints
//   {"messages","results","seconds"}
//
// Seconds are those of the processor.
#include "adapters/all_adapters.hpp"
#include "gateway/core/id.hpp"
#include "gateway/pipeline/receive.hpp"
#include "gateway/service/service.hpp"
#include "schemas/bundled.hpp"
#include "tests/bench/messages/uwlr_message.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace schakel;

constexpr unsigned pupils = 20;

// Says at once that it stored everything.
class store_of_nothing final : public outbox::store {
public:
    std::size_t results = 0;

    void commit(outbox::acceptance what, std::function<void(outbox::commit_outcome)> done) override {
        for (const outbox::delivery& each : what.deliveries) results += each.records;
        done({});
    }
    std::vector<outbox::delivery> lease(instant, std::size_t) override { return {}; }
    std::optional<instant> next_due() override { return std::nullopt; }
    void settle(outbox::settlement, std::function<void(bool)> done) override { done(true); }
    void release(std::string_view, instant) override {}
    outbox::message_page list(const outbox::message_filter&) override { return {}; }
    result<outbox::message_history> show(std::string_view) override {
        return failure{std::string(outbox::no_such_message)};
    }
    std::optional<outbox::message> find_by_record(std::string_view, std::string_view) override { return std::nullopt; }
    std::optional<std::string> key_value(std::string_view, std::string_view, std::string_view) override {
        return std::nullopt;
    }
    outbox::store_counts counts() override { return {}; }
    outbox::sync_statistics sync_times() const override { return {}; }
    bool can_accept() const override { return true; }
    void close() override {}
};

int write(const char* path, std::uint64_t count) {
    std::ofstream out(path, std::ios::binary);
    bench::uwlr_message message(pupils, 0);
    for (std::uint64_t number = 0; number < count; ++number) {
        const std::string& bytes = message.numbered(number);
        out << bytes.size() << "\n" << bytes;
    }
    return out ? 0 : 1;
}

std::vector<std::string> read(const char* path) {
    std::vector<std::string> all;
    std::ifstream in(path, std::ios::binary);
    for (std::size_t size = 0; in >> size;) {
        in.get();
        in.read(all.emplace_back(size, '\0').data(), static_cast<std::streamsize>(size));
    }
    if (all.empty()) throw std::runtime_error("no messages");
    return all;
}

std::shared_ptr<const pipeline::configuration>
configured(const char* path, const adapter_registry& adapters, const schakel::clock& time) {
    const settings::loaded read = settings::load(path, service::known_standards(adapters));
    if (!read.good()) throw std::runtime_error("the configuration has faults");
    auto made = pipeline::configuration::create(read.settings, adapters, time);
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

exchange received(const std::string& body, const schakel::clock& time) {
    exchange in;
    in.id = new_id(time);
    in.standard = "uwlr-2.2";
    in.method = "POST";
    in.path = "/leerresultaten";
    in.headers.set("Content-Type", "text/xml; charset=utf-8");
    in.headers.set("SOAPAction", "\"BrengLeerresultaten\"");
    in.body = body;
    in.received_at = time.now();
    return in;
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

int run(const char* messages, const char* config, double seconds) {
    const std::vector<std::string> all = read(messages);
    const adapter_registry adapters = all_adapters(schemas::bundled);
    const schakel::clock& time = system_clock();
    const auto in_force = configured(config, adapters, time);
    logger log(stderr, time);
    log.set_level(log_level::error);
    store_of_nothing store;
    const pipeline::exchange_services services{store, time, log, [] {}};
    const pipeline::arrival where{"data", settings::listener::unrouted_policy::reject, {}};
    const adapter& by = *adapters.find("uwlr-2.2");
    std::size_t done = 0;
    const auto pass = [&] {
        for (const std::string& body : all) {
            pipeline::process(received(body, time), by, where, in_force, services, [&](const reply& answer) {
                if (answer.status != 200) throw std::runtime_error("refused: " + answer.body);
            });
            ++done;
        }
    };
    pass(); // does not count
    done = store.results = 0;
    const double start = processor_seconds();
    while (processor_seconds() - start < seconds) pass();
    std::printf(
        "{\"messages\": %zu, \"results\": %zu, \"seconds\": %.6f}\n", done, store.results, processor_seconds() - start
    );
    return 0;
}

} // namespace

int main(int count, char** words) {
    const std::string verb = count > 3 ? words[1] : "";
    try {
        if (verb == "write") return write(words[2], std::strtoull(words[3], nullptr, 10));
        if (verb == "run" && count == 5) return run(words[2], words[3], std::strtod(words[4], nullptr));
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench_pipeline: %s\n", problem.what());
        return 1;
    }
    std::fprintf(stderr, "bench_pipeline write FILE COUNT | run FILE CONFIG SECONDS\n");
    return 2;
}
