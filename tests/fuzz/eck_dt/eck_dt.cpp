// Any bytes as a message of ECK DT. What is accepted is written again, and what was written is accepted.
#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/access_bytes.hpp"

#include <cstdint>
#include <iterator>

namespace {

using namespace schakel;

const adapter& subject(std::size_t which) {
    static const std::unique_ptr<adapter> all[] = {
        make_eck_dt_2_1(schemas::bundled), make_eck_dt_2_2(schemas::bundled), make_eck_dt_2_3(schemas::bundled),
        make_eck_dt_2_4(schemas::bundled), make_eck_dt_2_5(schemas::bundled)};
    return *all[which % std::size(all)];
}

} // namespace

// The first byte chooses the version.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    fuzz::access_bytes(subject(data[0]), {reinterpret_cast<const char*>(data + 1), size - 1});
    return 0;
}
