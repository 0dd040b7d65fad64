// Arbitrary bytes as a stored record of learning goals: none, or one that is written and read again as it is.
#include "gateway/goals/goal_load.hpp"
#include "gateway/goals/record_bytes.hpp"

#include <cstdint>
#include <cstdlib>

using namespace schakel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    constexpr goals::shared_words shared{"slo:fo#1", "slo:fo"};
    if (const auto read = goals::decode(bytes, shared)) {
        std::string again;
        goals::encode(*read, shared, again);
        if (goals::decode(again, shared) != read) std::abort();
    }
    static_cast<void>(goals::read_head(bytes));
    return 0;
}
