// Arbitrary bytes as a stored roster record: none, or one that is written and read again as it is.
#include "gateway/roster/record_bytes.hpp"

#include <cstdint>
#include <cstdlib>

using namespace schakel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    static_cast<void>(roster::links_in(bytes));
    if (const auto read = roster::decode(bytes)) {
        const std::string again = roster::encode(*read);
        if (roster::decode(again) != read || roster::id_in(again) != model::roster::tail_of(*read).id) std::abort();
    }
    model::roster::head head;
    if (roster::decode(bytes, head)) {
        model::roster::head same;
        if (!roster::decode(roster::encode(head), same) || same != head) std::abort();
    }
    return 0;
}
