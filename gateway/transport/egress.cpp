#include "gateway/transport/egress.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace schakel::transport {

namespace {

struct special_range {
    const char* base;
    unsigned bits;
};

// IANA's special-purpose address registries (RFC 6890 and successors): what is not globally reachable, and multicast.
constexpr special_range special_v4[] = {
    {"0.0.0.0", 8},       {"10.0.0.0", 8},     {"100.64.0.0", 10}, {"127.0.0.0", 8},    {"169.254.0.0", 16},
    {"172.16.0.0", 12},   {"192.0.0.0", 24},   {"192.0.2.0", 24},  {"192.168.0.0", 16}, {"198.18.0.0", 15},
    {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 4},   {"240.0.0.0", 4},
};
constexpr special_range special_v6[] = {
    {"::", 128},        {"::1", 128},  {"64:ff9b:1::", 48}, {"100::", 64},  {"2001::", 23},
    {"2001:db8::", 32}, {"fc00::", 7}, {"fe80::", 10},      {"fec0::", 10}, {"ff00::", 8},
};
constexpr unsigned mapped_prefix = 96;

bool is_mapped_v4(const ip_address& address) {
    const auto& b = address.bytes;
    return std::all_of(b.begin(), b.begin() + 10, [](auto x) { return x == 0; }) && b[10] == 0xff && b[11] == 0xff;
}

bool in_range(const ip_address& address, const ip_address& base, unsigned bits) {
    const unsigned whole = bits / 8;
    if (!std::equal(base.bytes.begin(), base.bytes.begin() + whole, address.bytes.begin())) return false;
    const unsigned rest = bits % 8;
    return rest == 0 || ((base.bytes[whole] ^ address.bytes[whole]) >> (8 - rest)) == 0;
}

ip_address embedded_v4(const ip_address& address, std::size_t at) {
    ip_address out;
    out.bytes[10] = out.bytes[11] = 0xff;
    std::copy_n(address.bytes.begin() + static_cast<std::ptrdiff_t>(at), 4, out.bytes.begin() + 12);
    return out;
}

template <std::size_t N>
bool in_any(const ip_address& address, const special_range (&ranges)[N], unsigned prefix) {
    return std::any_of(std::begin(ranges), std::end(ranges), [&](const special_range& each) {
        return in_range(address, *parse_ip_address(each.base), prefix + each.bits);
    });
}

bool is_host_name(std::string_view text) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), good);
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

} // namespace

std::optional<ip_address> parse_ip_address(std::string_view text) {
    const std::string terminated(text);
    ip_address out;
    if (inet_pton(AF_INET6, terminated.c_str(), out.bytes.data()) == 1) return out;
    out = ip_address();
    if (inet_pton(AF_INET, terminated.c_str(), out.bytes.data() + 12) != 1) return std::nullopt;
    out.bytes[10] = out.bytes[11] = 0xff;
    return out;
}

bool is_special_address(const ip_address& address) {
    if (is_mapped_v4(address)) return in_any(address, special_v4, mapped_prefix);
    // Translation prefixes carry an IPv4 address that decides: NAT64 (RFC 6052), 6to4 (RFC 3056), IPv4-compatible.
    if (in_range(address, *parse_ip_address("64:ff9b::"), 96)) return is_special_address(embedded_v4(address, 12));
    if (in_range(address, *parse_ip_address("2002::"), 16)) return is_special_address(embedded_v4(address, 2));
    if (in_range(address, *parse_ip_address("::"), 96)) return true;
    return in_any(address, special_v6, 0);
}

result<egress_policy> egress_policy::from_list(const std::vector<std::string>& allowed) {
    egress_policy out;
    for (const auto& entry : allowed) {
        const auto slash = entry.find('/');
        const auto address = parse_ip_address(std::string_view(entry).substr(0, slash));
        if (!address && slash == std::string::npos && is_host_name(lower_case(entry))) {
            out.hosts_.push_back(lower_case(entry));
            continue;
        }
        if (!address) return failure{"not a host name, address or range: " + entry};
        const unsigned most = is_mapped_v4(*address) ? 32 : 128;
        unsigned bits = most;
        if (slash != std::string::npos) {
            const char* end = entry.data() + entry.size();
            const auto [stop, error] = std::from_chars(entry.data() + slash + 1, end, bits);
            if (error != std::errc() || stop != end || bits > most) return failure{"not a range: " + entry};
        }
        out.ranges_.push_back({*address, bits + (most == 32 ? mapped_prefix : 0)});
    }
    return out;
}

bool egress_policy::allows(std::string_view host, const ip_address& resolved) const {
    if (!is_special_address(resolved)) return true;
    if (std::find(hosts_.begin(), hosts_.end(), lower_case(host)) != hosts_.end()) return true;
    return std::any_of(ranges_.begin(), ranges_.end(), [&](const range& each) {
        return in_range(resolved, each.base, each.bits);
    });
}

} // namespace schakel::transport
