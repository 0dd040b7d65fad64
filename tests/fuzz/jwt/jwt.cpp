// Z17: any bytes as a token, as a key set, and as the claims of a token whose signature is right.
#include "gateway/crypto/jwt.hpp"

#include "tests/support/fake_clock.hpp"

#include <cstdint>
#include <cstdlib>

using namespace schakel;
using namespace schakel::crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const test::fake_clock time;
    static const key own = key::generate(key_kind::ec_p256);
    static const key_set keys({own});
    static const token_expectations expected{
        .issuer = "https://lms.example", .audiences = {"schakel"}, .longest_age = std::chrono::seconds{300}};
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);

    // Nobody but us has this key: a token from outside that verifies is a hole.
    if (verify_token(bytes, keys, expected, time)) std::abort();
    (void)key_set::from_jwks(bytes);
    (void)verify_token(*sign_token(own, algorithm::es256, bytes), keys, expected, time);
    return 0;
}
