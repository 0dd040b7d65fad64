// Any bytes as a message of ECK DT. What is accepted is written again, and what was written is accepted.
#include "adapters/all_adapters.hpp"
#include "gateway/entitlement/memory_holdings.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace schakel;

const adapter& subject(std::size_t which) {
    static const std::unique_ptr<adapter> all[] = {
        make_eck_dt_2_1(schemas::bundled), make_eck_dt_2_2(schemas::bundled), make_eck_dt_2_3(schemas::bundled),
        make_eck_dt_2_4(schemas::bundled), make_eck_dt_2_5(schemas::bundled)};
    return *all[which % std::size(all)];
}

std::string written(const adapter& by, const entitlement_view& view) {
    entitlement_writing_options options;
    options.document.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    const auto writer = by.entitlements()->write(view, options);
    std::string text;
    while (writer->next(text)) {
    }
    return text;
}

// The same bytes as the body of every request that the adapter takes.
void ask(const adapter& by, std::string_view bytes) {
    for (const endpoint& one : by.info().endpoints) {
        exchange asked;
        asked.method = one.method;
        asked.path = one.path;
        asked.body = bytes;
        asked.headers.set("Content-Type", std::string(by.info().media_types.front()));
        entitlement::memory_holdings taken;
        if (one.use == endpoint::purpose::grant) by.entitlements()->take(asked, {}, taken);
        if (one.use == endpoint::purpose::query) by.entitlements()->question(asked, {});
    }
}

} // namespace

// The first byte chooses the version.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const adapter& by = subject(data[0]);
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    by.recognises(bytes);
    ask(by, bytes);
    entitlement::memory_holdings first, second;
    if (by.entitlements()->read({bytes, nullptr, {}, {}}, {}, first).report.rejects()) return 0;
    const std::string text = written(by, first);
    if (by.entitlements()->read({text, nullptr, {}, {}}, {}, second).report.rejects()) std::abort();
    return 0;
}
