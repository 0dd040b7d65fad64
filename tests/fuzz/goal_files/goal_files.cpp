// Any bytes through the readers of goal and crosswalk files. What one of them accepts is written again, and what is
// written is read without an error.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/goals/memory_goals.hpp"
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

void read_and_return(const goal_adapter& subject, const std::string& bytes) {
    goal_reading_options options;
    goals::memory_goals view;
    if (subject.read({bytes, nullptr, {}, {}}, options, view).report.rejects()) return;
    goal_writing_options writing;
    const auto writer = subject.write(view, writing);
    std::string again;
    while (writer->next(again)) {
    }
    if (!writer->refused().empty()) return; // several frameworks in one document
    options.document.limits = file_limits();
    discarding_goal_sink nobody;
    if (subject.read({again, nullptr, {}, {}}, options, nobody).report.rejects()) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const std::string_view standard : {"mapping-set", "nl-lom", "obk", "onderwijsdoelen", "skos", "sssom", "vdex"})
        read_and_return(*adapters().find(standard)->goals(), bytes);
    return 0;
}
