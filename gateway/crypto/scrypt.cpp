#include "gateway/crypto/scrypt.hpp"

#include <openssl/evp.h>

namespace schakel::crypto {

result<std::string>
scrypt(std::string_view secret, std::string_view salt, const scrypt_cost& cost, std::size_t length) {
    constexpr std::uint64_t beside = 1u << 20; // what OpenSSL takes besides
    std::string out(length, '\0');
    const int good = EVP_PBE_scrypt(
        secret.data(), secret.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), cost.n, cost.r,
        cost.p, cost.memory() + beside, reinterpret_cast<unsigned char*>(out.data()), out.size()
    );
    if (good != 1) return failure{"scrypt refuses its cost, or lacks " + std::to_string(cost.memory()) + " bytes"};
    return out;
}

} // namespace schakel::crypto
