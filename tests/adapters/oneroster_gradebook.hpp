// What the tests of both versions of the gradebook adapter share: every case held against what any case must keep.
#pragma once

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <string>

namespace schakel::test::gradebook {

inline const adapter_registry& registry() {
    static const adapter_registry all = all_adapters(schemas::bundled);
    return all;
}

inline const adapter& subject(std::string_view standard = "oneroster-1.2-gradebook") {
    return *registry().find(standard);
}

inline exchange put(std::string path, std::string body) {
    exchange received;
    received.method = "PUT";
    received.path = std::move(path);
    received.headers.set("Content-Type", "application/json");
    received.body = std::move(body);
    return received;
}

inline encode_options at_noon() {
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    options.school = {{std::string(model::scheme::brin), "99XX", {}}};
    return options;
}

// The cases of one version: golden files, good ones without finding, every value traced, and what is written again
// reads back as the same records.
void check_cases(std::string_view standard);

} // namespace schakel::test::gradebook
