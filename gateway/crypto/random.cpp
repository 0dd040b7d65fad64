#include "gateway/crypto/random.hpp"

#include "gateway/crypto/base64.hpp"

#include <openssl/rand.h>

#include <stdexcept>

namespace schakel::crypto {

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
        throw std::runtime_error("the random number generator of OpenSSL failed");
    }
    return bytes;
}

std::string random_token(std::size_t count) {
    return to_base64url(random_bytes(count));
}

} // namespace schakel::crypto
