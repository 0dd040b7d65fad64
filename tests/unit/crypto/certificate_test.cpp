#include "gateway/crypto/certificate.hpp"

#include "tests/support/certificates.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("the end of a certificate is read from its file") {
    tests::certificate_authority authority;
    const auto files = authority.issue("server", "/CN=server", "DNS:localhost", 20);
    const auto end = crypto::certificate_end(files.certificate);
    REQUIRE(end);
    const auto left = *end - system_clock().now();
    CHECK(left > std::chrono::days(19));
    CHECK(left < std::chrono::days(21));
}

TEST_CASE("a file without a certificate is a failure") {
    tests::certificate_authority authority;
    const auto files = authority.issue("server", "/CN=server", "DNS:localhost");
    CHECK_FALSE(crypto::certificate_end(files.key));
    CHECK_FALSE(crypto::certificate_end(authority.folder() / "none.pem"));
}
