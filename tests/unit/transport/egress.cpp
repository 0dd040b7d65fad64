#include "gateway/transport/egress.hpp"

#include <doctest/doctest.h>

using namespace schakel::transport;

namespace {

ip_address address(std::string_view text) {
    const auto parsed = parse_ip_address(text);
    REQUIRE(parsed.has_value());
    return *parsed;
}

} // namespace

TEST_CASE("S2: private, loopback, link-local and other special addresses are known in every spelling") {
    for (const auto text :
         {"0.0.0.0",
          "10.1.2.3",
          "100.64.0.1",
          "127.0.0.1",
          "127.255.255.254",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.1.1",
          "198.18.0.1",
          "224.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::127.0.0.1",
          "::ffff:10.0.0.1",
          "::ffff:169.254.169.254",
          "64:ff9b::10.0.0.1",
          "2002:7f00:1::",
          "fe80::1",
          "fec0::1",
          "fc00::1",
          "fd12:3456::1",
          "ff02::1",
          "2001:db8::1",
          "100::1"}) {
        CAPTURE(text);
        CHECK(is_special_address(address(text)));
    }
    for (const auto text :
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "126.255.255.255", "128.0.0.1", "172.15.255.255",
          "172.32.0.0", "192.167.255.255", "223.255.255.255", "2a00:1450:4001::1", "64:ff9b::1.1.1.1",
          "2002:101:101::1", "::ffff:8.8.8.8"}) {
        CAPTURE(text);
        CHECK_FALSE(is_special_address(address(text)));
    }
}

TEST_CASE("the default lets public addresses through and nothing else, whatever the name") {
    const egress_policy policy;
    CHECK(policy.allows("public.example", address("93.184.216.34")));
    CHECK_FALSE(policy.allows("public.example", address("127.0.0.1")));
    CHECK_FALSE(policy.allows("localhost", address("::1")));
}

TEST_CASE("hosts, addresses and ranges may be listed") {
    const auto policy =
        egress_policy::from_list({"LAS.school.example", "10.20.0.0/16", "192.168.7.9", "fd00:1::/32", "10.99.128.0/17"}
        );
    REQUIRE(policy.has_value());
    CHECK(policy->allows("las.SCHOOL.example", address("10.0.0.1")));
    CHECK_FALSE(policy->allows("evil.las.school.example", address("10.0.0.1")));
    CHECK(policy->allows("x", address("10.20.255.1")));
    CHECK(policy->allows("x", address("::ffff:10.20.1.1")));
    CHECK_FALSE(policy->allows("x", address("10.21.0.1")));
    CHECK(policy->allows("x", address("10.99.200.1")));
    CHECK_FALSE(policy->allows("x", address("10.99.127.1")));
    CHECK(policy->allows("x", address("192.168.7.9")));
    CHECK_FALSE(policy->allows("x", address("192.168.7.8")));
    CHECK(policy->allows("x", address("fd00:1:ffff::1")));
    CHECK_FALSE(policy->allows("x", address("fd00:2::1")));
}

TEST_CASE("an entry that means nothing is refused, not ignored") {
    for (const std::string entry :
         {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "fd00::/129", "a b", "host/8", "http://x"}) {
        CAPTURE(entry);
        CHECK_FALSE(egress_policy::from_list({entry}).has_value());
    }
}
