// Z1, Z2: any bytes as requests on one connection. The first byte chooses how the rest is cut into reads; the requests
// seen must not depend on it, or a proxy and we could count them differently.
#include "gateway/transport/request_reader.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace schakel::transport;

namespace {

std::string read_all(std::string_view bytes, std::size_t piece) {
    listener_limits limits;
    limits.header_bytes = 1024;
    limits.body_bytes = 4096;
    request_reader reader(limits);
    std::string buffer;
    std::string seen;
    for (;;) {
        std::string_view rest = buffer;
        const auto step = reader.advance(rest);
        buffer.erase(0, buffer.size() - rest.size());
        if (step == request_reader::step::refused) return seen + "refused " + std::to_string(reader.problem().status);
        if (step == request_reader::step::complete) {
            const auto& request = reader.request();
            if (request.body.size() > limits.body_bytes || path_segments(request).size() > limits.header_bytes)
                std::abort();
            seen += request.method + " " + request.path + " " + request.body + "\n";
            reader.next();
        }
        if (step != request_reader::step::need_more) continue;
        if (bytes.empty()) return seen;
        buffer += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
}

// How a broken request is refused may depend on what had arrived; whether it is refused may not.
std::string requests_of(const std::string& seen) {
    return seen.substr(0, seen.rfind("refused"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto whole = read_all(bytes, bytes.size() + 1);
    const auto pieces = read_all(bytes, data[0] % 16 + 1u);
    const bool both = (whole.find("refused") == std::string::npos) == (pieces.find("refused") == std::string::npos);
    if (!both || requests_of(whole) != requests_of(pieces)) std::abort();
    return 0;
}
