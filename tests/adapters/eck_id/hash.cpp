// The first-level hash against the published test vector, and against scrypt as RFC 7914 has it.
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/scrypt.hpp"
#include "tests/adapters/eck_id/subject.hpp"

#include <doctest/doctest.h>

#include <clocale>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view test_salt = "rktYml0MIp9TC9u6Ny6uqw=="; // published for tests

} // namespace

TEST_CASE("scrypt gives the vectors of RFC 7914") {
    const auto short_one = crypto::scrypt("", "", {16, 1, 1}, 64);
    REQUIRE(short_one);
    CHECK(
        crypto::to_hex(*short_one) == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                                      "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    );
    const auto lanes = crypto::scrypt("password", "NaCl", {1024, 8, 16}, 64);
    REQUIRE(lanes);
    CHECK(crypto::to_hex(*lanes).starts_with("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"));
    CHECK_FALSE(crypto::scrypt("", "", {17, 1, 1}, 64));
}

TEST_CASE("The hash of a number is the one that the service's own software computes") {
    const auto hashed = issuing().hash("063138219", test_salt);
    REQUIRE(hashed);
    CHECK(hashed->view() == "9735dfd2235eaeb5f0300886bcc99c82ffc1d6420c4e0bde8de7218def2135fa");
}

TEST_CASE("Capitals do not count, whatever the locale") {
    const char* known = std::setlocale(LC_ALL, "tr_TR.UTF-8"); // where I has no dot; not on every machine
    const auto large = issuing().hash("99XX JUF.INGRID@SCHOOL.EXAMPLE", test_salt);
    const auto small = issuing().hash("99xx juf.ingrid@school.example", test_salt);
    if (known) std::setlocale(LC_ALL, "C");
    REQUIRE(large);
    CHECK(large->view() == small->view());
}

TEST_CASE("A salt that is none is refused, and not shown") {
    for (const std::string_view salt : {"", "no base64!"}) {
        const auto hashed = issuing().hash("063138219", salt);
        REQUIRE_FALSE(hashed);
        CHECK(hashed.error().message.find("063138219") == std::string::npos);
    }
}
