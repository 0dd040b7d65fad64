// Any bytes through the decoders of OneRoster's gradebook, their answers and back out. What is accepted has every value
// traced, and what is made of it passes the whole check again.
#include "adapters/all_adapters.hpp"
#include "gateway/codec/json_document.hpp"
#include "schemas/bundled.hpp"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace schakel;

const std::array<std::unique_ptr<adapter>, 2>& subjects() {
    static const std::array<std::unique_ptr<adapter>, 2> both{
        make_oneroster_1_1_gradebook(schemas::bundled), make_oneroster_1_2_gradebook(schemas::bundled)};
    return both;
}

std::size_t leaves(const std::string& text) {
    findings found;
    const auto document = json::document::parse(text, {}, found);
    std::size_t count = 0;
    std::vector<json::value> open{document->root()};
    while (!open.empty()) {
        const json::value at = open.back();
        open.pop_back();
        if (at.kind() != json::kind::object && at.kind() != json::kind::array)
            ++count;
        else
            for (json::value child = at.first_child(); child; child = child.next_sibling()) open.push_back(child);
    }
    return count;
}

void send_on(const adapter& by, const std::vector<model::record>& records) {
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    options.parameters = {{"class", "klas-5a"}, {"grading_period", "periode-1"}};
    for (const outgoing& message : by.encode(records, options).messages) {
        exchange received;
        received.body = message.body;
        if (by.decode(received, {}).report.rejects()) std::abort();
    }
}

void try_one(const adapter& by, const exchange& received) {
    by.recognises(received.body);
    const decoded read = by.decode(received, {});

    disposition decided;
    if (read.report.rejects()) decided.what = disposition::outcome::invalid;
    decided.report = &read.report;
    by.acknowledge(received, decided);

    received_answer answer;
    answer.status = 422;
    answer.body = received.body;
    by.interpret({}, answer);

    if (read.report.rejects()) return;
    if (read.trace.total() != leaves(received.body)) std::abort();
    for (const auto& target : subjects()) send_on(*target, read.records);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    exchange received;
    received.body.assign(reinterpret_cast<const char*>(data), size);
    for (const auto& by : subjects()) try_one(*by, received);
    return 0;
}
