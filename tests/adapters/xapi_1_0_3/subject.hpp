// The adapter under test and all that are built in.
#pragma once

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace schakel::test {

inline const adapter_registry& registry() {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return list;
}

inline const adapter& xapi() {
    return *registry().find("xapi-1.0.3");
}

inline exchange posted(std::string body, std::string_view content_type = "application/json") {
    exchange out;
    out.id = "01890000-0000-7000-8000-000000000001";
    out.method = "POST";
    out.path = "/statements";
    out.headers = {{"X-Experience-API-Version", "1.0.3"}, {"Content-Type", std::string(content_type)}};
    out.body = std::move(body);
    out.received_at = *parse_rfc3339("2026-11-21T09:30:00Z");
    return out;
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace schakel::test
