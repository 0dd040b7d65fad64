#include "gateway/pipeline/catalogue_address.hpp"

#include <algorithm>
#include <array>

namespace schakel::pipeline {

namespace {

std::string_view site_of(std::string_view url) {
    const std::size_t host = url.find("://");
    if (host == std::string_view::npos) return {};
    return url.substr(0, url.find_first_of("/?#", host + 3));
}

// What a browser would read as a way upwards or as another host.
bool is_straight(std::string_view address) {
    constexpr std::array<std::string_view, 3> upwards{"/..", "/%2e", "/%2E"};
    if (address.find_first_of("\\\t\r\n @") != std::string_view::npos) return false;
    const std::string_view path = address.substr(0, address.find_first_of("?#"));
    return std::ranges::none_of(upwards, [&](std::string_view one) { return path.find(one) != path.npos; });
}

bool is_below(std::string_view address, std::string_view prefix) {
    if (prefix.empty() || !address.starts_with(prefix)) return false;
    const std::string_view rest = address.substr(prefix.size());
    return rest.empty() || prefix.ends_with('/') || rest.find_first_of("/?#") == 0;
}

} // namespace

bool is_of_target(std::string_view address, const launch_party& target) {
    if (!is_straight(address)) return false;
    if (target.launch_prefixes.empty()) return is_below(address, site_of(target.launch_url));
    return std::ranges::any_of(target.launch_prefixes, [&](const std::string& one) { return is_below(address, one); });
}

} // namespace schakel::pipeline
