// What the tests of the shared UWLR code start from.
#pragma once

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace schakel::test {

inline const adapter& uwlr(std::string_view version) {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return *list.find("uwlr-" + std::string(version));
}

inline std::string case_input(const std::string& version, const std::string& name) {
    std::ifstream in(
        SCHAKEL_SOURCE_DIR "/tests/adapters/uwlr_" + version + "/cases/" + name + "/input.xml", std::ios::binary
    );
    return {std::istreambuf_iterator<char>(in), {}};
}

inline exchange posted(std::string body) {
    exchange received;
    received.method = "POST";
    received.headers.add("Content-Type", "text/xml; charset=utf-8");
    received.body = std::move(body);
    return received;
}

// One pupil, one test, one score.
inline model::progress_report small_report() {
    model::progress_report report;
    report.school = {{"brin", "99XX", {}}};
    report.school_period = "2026-2027";
    report.assembled_at = parse_rfc3339("2026-11-20T15:00:00Z");
    report.assessments.push_back(
        {.id = "REK-1",
         .version = "1",
         .name = "Rekenen",
         .subjects = {},
         .year_level = {},
         .study_level = {},
         .scale_ids = {},
         .parts = {},
         .extra = {}}
    );
    model::sitting sitting;
    sitting.id = "3f0d3a86-0000-5000-8000-000000000001";
    sitting.pupil.ids = {{"las.key", "LL-0001", {}}, {"eckid", "https://ketenid.nl/pilot/0123", {}}};
    sitting.taken_at.at = *parse_rfc3339("2026-11-18T23:30:00Z");
    model::result result;
    result.scores.push_back({model::score_kind::points, decimal(17), {}, {}, {}, {}});
    sitting.results.push_back(result);
    report.sittings.push_back(sitting);
    return report;
}

inline encoded
encode(const model::progress_report& report, std::string_view version, const encode_options& options = {}) {
    const model::record record(report);
    return uwlr(version).encode({&record, 1}, options);
}

// Decodes a message that was written, which must be valid.
inline decoded read_back(const outgoing& message, std::string_view version) {
    exchange received;
    received.body = message.body;
    decode_options options;
    options.bare = true;
    return uwlr(version).decode(received, options);
}

inline bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace schakel::test
