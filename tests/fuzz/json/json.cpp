// Any bytes: parsed or refused with located findings; what is parsed survives being written and parsed again.
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <cstdint>
#include <cstdlib>

using namespace schakel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const document_limits limits{.bytes = 1 << 16, .depth = 64, .nodes = 10'000, .findings = 20};
    findings found;
    const auto doc = json::document::parse(bytes, limits, found);
    if (doc.has_value() == has_error(found)) std::abort();
    for (const finding& f : found)
        if (f.where.offset != location::nowhere && (f.where.offset > size || f.where.line == 0)) std::abort();
    if (!doc) return 0;
    if (doc->root().find(doc->root().pointer()) != doc->root()) std::abort();

    json::writer out;
    const std::string text = out.copy(doc->root()).finish();
    findings again;
    const auto copy = json::document::parse(text, {.nodes = 10'000}, again);
    if (!copy || !json::equal(doc->root(), copy->root())) std::abort();
    return 0;
}
