#include "gateway/crypto/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace schakel::crypto {

namespace {

using buffer = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string_view taken(const buffer& bytes, unsigned length) {
    return {reinterpret_cast<const char*>(bytes.data()), length};
}

// Looked up once: OpenSSL otherwise searches its providers at every digest.
const EVP_MD* fetched(const char* name) {
    const EVP_MD* const found = EVP_MD_fetch(nullptr, name, nullptr);
    if (found == nullptr) throw std::runtime_error("OpenSSL offers no digest of this kind");
    return found;
}

// In `out`.
std::string_view digest_into(buffer& out, const EVP_MD* kind, std::string_view bytes, std::string_view more) {
    struct freed {
        void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
    };
    thread_local const std::unique_ptr<EVP_MD_CTX, freed> state(EVP_MD_CTX_new());
    unsigned length = 0;
    if (EVP_DigestInit_ex(state.get(), kind, nullptr) != 1 ||
        EVP_DigestUpdate(state.get(), bytes.data(), bytes.size()) != 1 ||
        EVP_DigestUpdate(state.get(), more.data(), more.size()) != 1 ||
        EVP_DigestFinal_ex(state.get(), out.data(), &length) != 1)
        throw std::runtime_error("OpenSSL could not make a digest");
    return taken(out, length);
}

std::string digest(const EVP_MD* kind, std::string_view bytes, std::string_view more = {}) {
    buffer out;
    return std::string(digest_into(out, kind, bytes, more));
}

const EVP_MD* sha1_digest() {
    static const EVP_MD* const kind = fetched("SHA1");
    return kind;
}
const EVP_MD* sha256_digest() {
    static const EVP_MD* const kind = fetched("SHA256");
    return kind;
}
const EVP_MD* sha384_digest() {
    static const EVP_MD* const kind = fetched("SHA384");
    return kind;
}
const EVP_MD* sha512_digest() {
    static const EVP_MD* const kind = fetched("SHA512");
    return kind;
}

// RFC 2104. Written out because OpenSSL searches its providers for every HMAC of its own, which costs ten times as
// much.
std::string hmac(const EVP_MD* kind, std::string_view key, std::string_view bytes) {
    constexpr std::size_t largest_block = 128; // SHA-512
    const auto block = static_cast<std::size_t>(EVP_MD_get_block_size(kind));
    buffer short_key, within, out;
    if (key.size() > block) key = digest_into(short_key, kind, key, {});
    std::array<char, largest_block> inner{}, outer{};
    std::ranges::copy(key, inner.begin());
    outer = inner;
    for (char& c : inner) c = static_cast<char>(c ^ 0x36);
    for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
    const std::string_view middle = digest_into(within, kind, {inner.data(), block}, bytes);
    const std::string made(digest_into(out, kind, {outer.data(), block}, middle));
    OPENSSL_cleanse(inner.data(), inner.size());
    OPENSSL_cleanse(outer.data(), outer.size());
    OPENSSL_cleanse(short_key.data(), short_key.size());
    return made;
}

} // namespace

std::string sha1(std::string_view bytes) {
    return digest(sha1_digest(), bytes);
}
std::string sha256(std::string_view bytes) {
    return digest(sha256_digest(), bytes);
}
std::string sha512(std::string_view bytes) {
    return digest(sha512_digest(), bytes);
}

std::string sha1_hex(std::string_view bytes) {
    return to_hex(sha1(bytes));
}
std::string sha256_hex(std::string_view bytes) {
    buffer out;
    return to_hex(digest_into(out, sha256_digest(), bytes, {}));
}
std::string sha384_hex(std::string_view bytes) {
    return to_hex(digest(sha384_digest(), bytes));
}
std::string sha512_hex(std::string_view bytes) {
    return to_hex(sha512(bytes));
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
    return hmac(sha1_digest(), key, bytes);
}
std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    return hmac(sha256_digest(), key, bytes);
}

bool constant_time_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(bytes.size() * 2, '\0');
    std::size_t at = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text[at++] = digits[byte >> 4];
        text[at++] = digits[byte & 15];
    }
    return text;
}

} // namespace schakel::crypto
