#include "gateway/crypto/random.hpp"

#include "gateway/crypto/base64.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace schakel::crypto {

namespace {

void fill(unsigned char* bytes, std::size_t count) {
    if (RAND_bytes(bytes, static_cast<int>(count)) != 1)
        throw std::runtime_error("the random number generator of OpenSSL failed");
}

// A question to the generator costs as much for 24 bytes as for a thousand. Each thread draws ahead; what was given
// out is wiped here.
class reserve {
public:
    ~reserve() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

    std::string take(std::size_t count) {
        if (count > left_) {
            fill(bytes_.data(), bytes_.size());
            left_ = bytes_.size();
        }
        left_ -= count;
        std::string out(reinterpret_cast<const char*>(bytes_.data()) + left_, count);
        OPENSSL_cleanse(bytes_.data() + left_, count);
        return out;
    }

private:
    std::array<unsigned char, 1024> bytes_{};
    std::size_t left_ = 0;
};

constexpr std::size_t most_from_reserve = 64;

} // namespace

std::string random_bytes(std::size_t count) {
    if (count <= most_from_reserve) {
        thread_local reserve own;
        return own.take(count);
    }
    std::string bytes(count, '\0');
    fill(reinterpret_cast<unsigned char*>(bytes.data()), count);
    return bytes;
}

std::string random_token(std::size_t count) {
    return to_base64url(random_bytes(count));
}

} // namespace schakel::crypto
