// Any bytes as a document of the administration services of Edu-V. What is accepted is written in the combined form,
// which passes the whole check again.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace schakel;

const adapter& subject(std::size_t which) {
    static const std::unique_ptr<adapter> services[] = {
        make_edu_v_students_1_1(schemas::bundled), make_edu_v_employees_1_1(schemas::bundled),
        make_edu_v_education_1_1(schemas::bundled), make_edu_v_association_1_1(schemas::bundled)};
    return *services[which % 4];
}

std::string written(const adapter& by, const roster_view& view) {
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    options.parameters["services"] = "all";
    const auto writer = by.roster()->write(view, options);
    std::string text;
    while (writer->next(text)) {
    }
    return text;
}

} // namespace

// The first byte chooses the service.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const adapter& by = subject(data[0]);
    const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    by.recognises(bytes);
    roster::memory_roster first;
    const roster_reading read = by.roster()->read({bytes, nullptr, {}, {}}, {}, first);
    if (read.report.rejects()) return 0;
    roster::memory_roster second;
    const std::string text = written(by, first);
    if (by.roster()->read({text, nullptr, {}, {}}, {}, second).report.rejects()) std::abort();
    return 0;
}
