#include "adapters/eck_id/first_level.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::eck_id {

namespace {

constexpr std::size_t bytes_of_hash = 32;

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

} // namespace

result<crypto::wiped_text> first_level(std::string_view number, std::string_view salt) {
    auto key = crypto::from_base64(salt);
    if (!key || key->empty()) return failure{"the salt is not a text in base64"};
    std::string text = lower_case(number);
    auto hashed = crypto::scrypt(text, *key, hash_cost, bytes_of_hash);
    crypto::wipe(text);
    crypto::wipe(*key);
    if (!hashed) return hashed.error();
    std::string digits = crypto::to_hex(*hashed);
    crypto::wipe(*hashed);
    crypto::wiped_text out(digits);
    crypto::wipe(digits);
    return out;
}

} // namespace schakel::eck_id
