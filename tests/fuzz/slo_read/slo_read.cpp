// Any bytes as a document of SLO, under the name of a file, as an answer of the API and without a name. Findings are
// sound, every record has an id, and a goal has an id that is a UUID.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/goals.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>

namespace {

using namespace schakel;

class checking_sink final : public goal_sink {
public:
    void add(model::goals::record&& what) override {
        fuzz::require(!model::goals::tail_of(what).id.empty());
        if (const auto* goal = std::get_if<model::goals::goal>(&what))
            fuzz::require(model::goals::uuid_key(goal->id) == goal->id);
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto slo = make_slo(schemas::bundled);
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const char* path :
         {"", "fo/data/doelzinnen.json", "basis/data/alias.json", "lpib-2020.2/data/deprecated.json"}) {
        checking_sink sink;
        goal_reading_options options;
        const goal_reading seen = slo->goals()->read({bytes, nullptr, {}, path}, options, sink);
        for (const layer which : all_layers)
            for (const finding& one : seen.report.at(which).findings) fuzz::require_sound(bytes, one);
    }
    return 0;
}
