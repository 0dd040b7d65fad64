#include "gateway/core/id.hpp"
#include "gateway/crypto/name_uuid.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::crypto;

TEST_CASE("a name gives the uuid of RFC 9562, whatever the case of its namespace") {
    CHECK(name_uuid(dns_namespace, "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    CHECK(
        name_uuid("6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2"
    );
}

TEST_CASE("another name or namespace gives another uuid, and an invalid namespace none") {
    const auto id = name_uuid(url_namespace, "https://voorbeeld.nl/1");
    REQUIRE(id);
    CHECK(is_uuid(*id));
    CHECK(id != name_uuid(url_namespace, "https://voorbeeld.nl/2"));
    CHECK(id != name_uuid(dns_namespace, "https://voorbeeld.nl/1"));
    CHECK_FALSE(name_uuid("voorbeeld", "https://voorbeeld.nl/1"));
}

TEST_CASE("a namespace of the program and a list of texts name what the same text names") {
    constexpr known_namespace here("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    CHECK(name_uuid(here, "pupil", {}) == name_uuid(url_namespace, "pupil"));
    CHECK(name_uuid(here, "pupil", {"", "1"}) == name_uuid(url_namespace, "pupil\n\n1"));
}
