// Where outbound connections may go (promise S2): public addresses always; private, loopback, link-local and other
// special ranges only when listed. The resolved address decides, so a public name that points inside is refused as
// well.
#pragma once

#include "gateway/core/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::transport {

// An IPv4 address is kept in its IPv6-mapped form, so that both spellings compare equal.
struct ip_address {
    std::array<std::uint8_t, 16> bytes{};
    bool operator==(const ip_address&) const = default;
};

std::optional<ip_address> parse_ip_address(std::string_view text);

// Addresses that are not reachable over the public internet, or carry one that is not (NAT64, 6to4).
bool is_special_address(const ip_address& address);

class egress_policy {
public:
    // Each entry is a host name ("las.school.example"), an address ("10.1.2.3", "fd00::1") or a range ("10.0.0.0/8").
    static result<egress_policy> from_list(const std::vector<std::string>& allowed);

    bool allows(std::string_view host, const ip_address& resolved) const;

private:
    struct range {
        ip_address base;
        unsigned bits; // of 128
    };
    std::vector<std::string> hosts_; // lower case
    std::vector<range> ranges_;
};

} // namespace schakel::transport
