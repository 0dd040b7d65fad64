#include "gateway/crypto/aes.hpp"

#include "gateway/crypto/random.hpp"

#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdexcept>

namespace schakel::crypto {

namespace {

constexpr std::size_t nonce_size = 12, tag_size = 16, block_size = 16;

struct free_context {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using context_pointer = std::unique_ptr<EVP_CIPHER_CTX, free_context>;

const failure not_decrypted{"the bytes do not decrypt with this key"};

const EVP_CIPHER* gcm_for(std::string_view key) {
    switch (key.size()) {
    case 16: return EVP_aes_128_gcm();
    case 24: return EVP_aes_192_gcm();
    case 32: return EVP_aes_256_gcm();
    default: return nullptr;
    }
}

const EVP_CIPHER* cbc_for(std::string_view key) {
    switch (key.size()) {
    case 16: return EVP_aes_128_cbc();
    case 24: return EVP_aes_192_cbc();
    case 32: return EVP_aes_256_cbc();
    default: return nullptr;
    }
}

const unsigned char* unsigned_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* unsigned_bytes(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

// Begins, without padding of OpenSSL's own.
context_pointer begun(const EVP_CIPHER* cipher, std::string_view key, std::string_view start, bool encrypting) {
    context_pointer context(EVP_CIPHER_CTX_new());
    const bool good = context != nullptr &&
                      EVP_CipherInit_ex(
                          context.get(), cipher, nullptr, unsigned_bytes(key), unsigned_bytes(start), encrypting ? 1 : 0
                      ) == 1 &&
                      EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1;
    if (!good) throw std::runtime_error("OpenSSL: AES cannot be prepared");
    return context;
}

std::string passed_through(EVP_CIPHER_CTX* context, std::string_view bytes) {
    std::string out(bytes.size() + block_size, '\0');
    int size = 0;
    if (EVP_CipherUpdate(context, unsigned_bytes(out), &size, unsigned_bytes(bytes), static_cast<int>(bytes.size())) !=
        1)
        throw std::runtime_error("OpenSSL: AES does not take the bytes");
    out.resize(static_cast<std::size_t>(size));
    return out;
}

bool ends_well(EVP_CIPHER_CTX* context) {
    std::string rest(block_size, '\0');
    int size = 0;
    const bool good = EVP_CipherFinal_ex(context, unsigned_bytes(rest), &size) == 1;
    ERR_clear_error();
    return good;
}

} // namespace

result<std::string> encrypt_aes_gcm(std::string_view key, std::string_view plain) {
    const EVP_CIPHER* cipher = gcm_for(key);
    if (cipher == nullptr) return failure{"an AES key has 16, 24 or 32 bytes"};
    const std::string nonce = random_bytes(nonce_size);
    const context_pointer context = begun(cipher, key, nonce, true);
    const std::string coded = passed_through(context.get(), plain);
    std::string tag(tag_size, '\0');
    if (!ends_well(context.get()) ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, unsigned_bytes(tag)) != 1)
        throw std::runtime_error("OpenSSL: AES-GCM gives no tag");
    return nonce + coded + tag;
}

result<std::string> decrypt_aes_gcm(std::string_view key, std::string_view bytes) {
    const EVP_CIPHER* cipher = gcm_for(key);
    if (cipher == nullptr || bytes.size() < nonce_size + tag_size) return not_decrypted;
    const context_pointer context = begun(cipher, key, bytes.substr(0, nonce_size), false);
    std::string tag(bytes.substr(bytes.size() - tag_size));
    if (EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, unsigned_bytes(tag)) != 1)
        throw std::runtime_error("OpenSSL: AES-GCM takes no tag");
    std::string plain = passed_through(context.get(), bytes.substr(nonce_size, bytes.size() - nonce_size - tag_size));
    if (!ends_well(context.get())) return not_decrypted;
    return plain;
}

result<std::string> encrypt_aes_cbc(std::string_view key, std::string_view plain) {
    const EVP_CIPHER* cipher = cbc_for(key);
    if (cipher == nullptr) return failure{"an AES key has 16, 24 or 32 bytes"};
    const std::string start = random_bytes(block_size);
    const std::size_t pad = block_size - plain.size() % block_size;
    const std::string padded = std::string(plain) + std::string(pad - 1, '\0') + static_cast<char>(pad);
    const context_pointer context = begun(cipher, key, start, true);
    return start + passed_through(context.get(), padded);
}

result<std::string> decrypt_aes_cbc(std::string_view key, std::string_view bytes) {
    const EVP_CIPHER* cipher = cbc_for(key);
    if (cipher == nullptr || bytes.size() < 2 * block_size || bytes.size() % block_size != 0) return not_decrypted;
    const context_pointer context = begun(cipher, key, bytes.substr(0, block_size), false);
    std::string plain = passed_through(context.get(), bytes.substr(block_size));
    const std::size_t pad = static_cast<unsigned char>(plain.back());
    if (!ends_well(context.get()) || pad == 0 || pad > block_size) return not_decrypted;
    plain.resize(plain.size() - pad);
    return plain;
}

} // namespace schakel::crypto
