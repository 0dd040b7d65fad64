// Any bytes as a file: JSON or multipart. What is accepted is encoded again and must be accepted as it was sent.
#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace schakel;

namespace {

const adapter& xapi() {
    static const std::unique_ptr<adapter> one = make_xapi_1_0_3(schemas::bundled);
    return *one;
}

decoded decode(const std::string& body) {
    exchange received;
    received.id = "01890000-0000-7000-8000-000000000001";
    received.body = body;
    decode_options options;
    options.limits = {.bytes = 1 << 16, .depth = 64, .nodes = 10'000, .findings = 20};
    return xapi().decode(received, options);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const decoded read = decode(std::string(reinterpret_cast<const char*>(data), size));
    disposition decided;
    if (read.report.rejects()) decided.what = disposition::outcome::invalid;
    decided.report = &read.report;
    xapi().acknowledge({}, decided);
    if (read.report.rejects() && !(read.records.empty() && read.keys.empty())) std::abort();
    for (const outgoing& message : xapi().encode(read.records, {}).messages) {
        if (message.body.size() < (1 << 16) && decode(message.body).report.rejects()) std::abort();
        xapi().split(message);
    }
    return 0;
}
