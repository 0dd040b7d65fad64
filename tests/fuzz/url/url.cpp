// Z4: any text as a URL. What is accepted must be safe to write into a request line and a Host header.
#include "gateway/transport/url.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace schakel::transport;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = parse_url(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!parsed) return 0;
    const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
    const std::string written = parsed->target + parsed->authority();
    if (!std::all_of(written.begin(), written.end(), visible)) std::abort();
    if (parsed->port == 0 || parsed->host.empty() || !parsed->target.starts_with('/')) std::abort();
    const auto again = parse_url(parsed->scheme + "://" + parsed->authority() + parsed->target);
    if (!again || again->origin() != parsed->origin() || again->target != parsed->target) std::abort();
    return 0;
}
