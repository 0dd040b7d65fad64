// Any bytes through the Edu-V Results decoder, its answer and back out. What is accepted has every value traced, and
// what is made of it passes the whole check again.
#include "adapters/all_adapters.hpp"
#include "gateway/codec/json_document.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace schakel;

const adapter& subject() {
    static const std::unique_ptr<adapter> one = make_edu_v_results_2_1(schemas::bundled);
    return *one;
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

void send_on(const decoded& read) {
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    for (const outgoing& message : subject().encode(read.records, options).messages) {
        exchange received;
        received.body = message.body;
        if (subject().decode(received, {}).report.rejects()) std::abort();
        if (message.records > 1 && subject().split(message).size() != 2) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    exchange received;
    received.body.assign(reinterpret_cast<const char*>(data), size);
    subject().recognises(received.body);
    const decoded read = subject().decode(received, {});

    disposition decided;
    if (read.report.rejects()) decided.what = disposition::outcome::invalid;
    decided.report = &read.report;
    subject().acknowledge(received, decided);

    received_answer answer;
    answer.status = 400;
    answer.body = received.body;
    subject().interpret({}, answer);

    if (read.report.rejects()) return 0;
    if (read.trace.total() != leaves(received.body)) std::abort();
    send_on(read);
    return 0;
}
