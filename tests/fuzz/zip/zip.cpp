// Z9: any bytes are an archive, or refused. What is unpacked is never more than was promised, and survives being packed
// again.
#include "gateway/codec/zip_reader.hpp"
#include "gateway/codec/zip_writer.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>

namespace {

using namespace schakel;
using fuzz::require;

// False when the content is refused.
bool content_of(const zip::archive& archive, const zip::entry& one, std::string& content) {
    zip::unpacking parts = archive.unpack(one);
    for (std::string_view part = parts.next(); !part.empty(); part = parts.next()) content += part;
    require(content.size() <= one.unpacked);
    require(parts.next().empty());
    if (!parts.refused()) require(content.size() == one.unpacked);
    return !parts.refused();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    findings found;
    const auto archive = zip::archive::open(bytes, {.entries = 50, .unpacked = 1u << 22}, found);
    require(archive.has_value() == found.empty());
    for (const finding& one : found) require(one.where.offset <= size);
    if (!archive) return 0;

    std::string again;
    zip::writer out(again);
    for (const zip::entry& one : archive->entries()) {
        require(archive->find(one.name) == &one);
        std::string content;
        if (!content_of(*archive, one, content)) return 0;
        out.begin(one.name);
        out.write(content);
        out.end();
    }
    out.finish();
    const auto copy = zip::archive::open(again, {.entries = 50, .unpacked = 1u << 22}, found);
    require(copy && copy->entries().size() == archive->entries().size());
    for (const zip::entry& one : copy->entries()) {
        std::string before, after;
        require(content_of(*archive, *archive->find(one.name), before) && content_of(*copy, one, after));
        require(before == after);
    }
    return 0;
}
