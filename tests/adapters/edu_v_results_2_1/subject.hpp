// The adapter under test with the bundled schemas, and the message it is tried on.
#pragma once

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <fstream>
#include <iterator>
#include <string>

namespace schakel::test {

inline const adapter_registry& registry() {
    static const adapter_registry all = all_adapters(schemas::bundled);
    return all;
}

inline const adapter& edu_v_results() {
    return *registry().find("edu-v-results-2.1");
}

inline std::string input_of(const std::string& name) {
    const std::string cases = SCHAKEL_SOURCE_DIR "/tests/adapters/edu_v_results_2_1/cases/";
    std::ifstream in(cases + name + "/input.json", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline exchange posted(std::string body) {
    exchange received;
    received.method = "POST";
    received.path = "/results";
    received.headers.set("Content-Type", "application/json");
    received.body = std::move(body);
    return received;
}

inline decoded decode(std::string body) {
    return edu_v_results().decode(posted(std::move(body)), {});
}

inline encode_options at_noon() {
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    return options;
}

} // namespace schakel::test
