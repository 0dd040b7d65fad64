// Any bytes through the EDEXML readers. What is accepted is written again in both versions, and what is written is read
// without an error.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/memory_roster.hpp"
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

std::string written(const roster_adapter& by, const roster_view& view) {
    encode_options options;
    options.now = instant(std::chrono::sys_days(std::chrono::year{2026} / 11 / 22));
    const auto writer = by.write(view, options);
    std::string bytes;
    while (writer->next(bytes)) {
    }
    return bytes;
}

void read_and_return(const roster_adapter& subject, const std::string& bytes) {
    decode_options options;
    roster::memory_roster view;
    if (subject.read({bytes, nullptr, {}, {}}, options, view).report.rejects()) return;
    for (const std::string_view standard : {"edexml-2.0", "edexml-2.1"}) {
        const roster_adapter& target = *adapters().find(standard)->roster();
        discarding_sink nobody;
        options.limits = file_limits();
        if (target.read({written(target, view), nullptr, {}, {}}, options, nobody).report.rejects()) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const std::string_view standard : {"edexml-1.0.3", "edexml-2.0", "edexml-2.1"})
        read_and_return(*adapters().find(standard)->roster(), bytes);
    return 0;
}
