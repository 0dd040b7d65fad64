// EDEXML adapters, files and rosters for the tests beside the golden cases.
#pragma once

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/roster_json.hpp"

#include <doctest/doctest.h>

#include <string>

namespace schakel::test {

inline const roster_adapter& edexml(std::string_view version) {
    static const adapter_registry list = all_adapters(schemas::bundled);
    const adapter* found = list.find("edexml-" + std::string(version));
    REQUIRE(found != nullptr);
    return *found->roster();
}

inline decode_options generous() {
    decode_options options;
    options.limits = file_limits();
    return options;
}

inline encode_options today() {
    encode_options options;
    options.now = *parse_rfc3339("2026-11-22T12:00:00Z");
    return options;
}

struct written_file {
    std::string bytes;
    std::size_t largest_piece = 0;
    field_fate fate;
    findings refused;
};

inline written_file write(std::string_view version, const roster_view& view) {
    const encode_options options = today();
    const auto writer = edexml(version).write(view, options);
    written_file out;
    std::string piece;
    while (writer->next(piece)) {
        out.largest_piece = std::max(out.largest_piece, piece.size());
        out.bytes += piece;
        piece.clear();
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

inline roster_reading read(std::string_view version, std::string_view bytes, roster_sink& into) {
    return edexml(version).read({bytes, nullptr, {}, {}}, generous(), into);
}

} // namespace schakel::test
