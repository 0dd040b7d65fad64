// Any bytes through both UWLR decoders, with all leniencies on. What is accepted is encoded again, and that must be
// accepted without any leniency.
#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace schakel;

const adapter_registry& adapters() {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return list;
}

void decode_and_return(const adapter& subject, const std::string& bytes) {
    exchange received;
    received.body = bytes;
    decode_options options;
    options.bare = true;
    for (const std::string_view quirk : subject.info().quirks) options.quirks.emplace(quirk);
    const decoded read = subject.decode(received, options);
    disposition decided;
    if (read.report.rejects()) decided.what = disposition::outcome::invalid;
    decided.report = &read.report;
    subject.acknowledge(received, decided);
    for (const outgoing& message : subject.encode(read.records, {}).messages) {
        received.body = message.body;
        options.quirks.clear();
        const decoded again = subject.decode(received, options);
        if (again.report.at(layer::well_formed).outcome != verdict::valid) std::abort();
        if (again.report.at(layer::schema).outcome != verdict::valid) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const std::string_view standard : {"uwlr-2.2", "uwlr-2.3"})
        decode_and_return(*adapters().find(standard), bytes);
    return 0;
}
