#include "gateway/crypto/sealed.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace schakel::crypto {

namespace {

constexpr std::size_t nonce_size = 12, tag_size = 16;

// One for each thread: making one costs more than sealing some bytes with it. Emptied after use, for it holds the key.
class state {
public:
    state() : context_(of_this_thread()) {}
    ~state() { EVP_CIPHER_CTX_reset(context_); }
    state(const state&) = delete;
    state& operator=(const state&) = delete;
    EVP_CIPHER_CTX* get() const { return context_; }

private:
    static EVP_CIPHER_CTX* of_this_thread() {
        struct freed {
            void operator()(EVP_CIPHER_CTX* one) const { EVP_CIPHER_CTX_free(one); }
        };
        thread_local const std::unique_ptr<EVP_CIPHER_CTX, freed> own(EVP_CIPHER_CTX_new());
        return own.get();
    }

    EVP_CIPHER_CTX* context_;
};

// Looked up once: OpenSSL otherwise searches its providers at every use.
const EVP_CIPHER* aes_256_gcm() {
    static const EVP_CIPHER* const kind = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    if (kind == nullptr) throw std::runtime_error("OpenSSL offers no AES-256-GCM");
    return kind;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void check_key(std::string_view key) {
    if (key.size() != sealing_key_size) throw std::invalid_argument("a sealing key has 32 bytes");
}

} // namespace

std::string seal(std::string_view key, std::string_view bytes, std::string_view about) {
    check_key(key);
    std::string out = random_bytes(nonce_size);
    out.resize(nonce_size + bytes.size() + tag_size);
    unsigned char *const nonce = bytes_of(out), *const body = nonce + nonce_size, *const tag = body + bytes.size();
    const state with;
    int written = 0, rest = 0;
    if (EVP_EncryptInit_ex2(with.get(), aes_256_gcm(), bytes_of(key), nonce, nullptr) != 1 ||
        EVP_EncryptUpdate(with.get(), nullptr, &written, bytes_of(about), static_cast<int>(about.size())) != 1 ||
        EVP_EncryptUpdate(with.get(), body, &written, bytes_of(bytes), static_cast<int>(bytes.size())) != 1 ||
        EVP_EncryptFinal_ex(with.get(), nullptr, &rest) != 1 ||
        EVP_CIPHER_CTX_ctrl(with.get(), EVP_CTRL_AEAD_GET_TAG, tag_size, tag) != 1)
        throw std::runtime_error("OpenSSL could not seal");
    return out;
}

std::optional<std::string> open_sealed(std::string_view key, std::string_view sealed, std::string_view about) {
    check_key(key);
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const std::string_view nonce = sealed.substr(0, nonce_size);
    const std::string_view body = sealed.substr(nonce_size, sealed.size() - nonce_size - tag_size);
    std::string tag(sealed.substr(sealed.size() - tag_size)), out(body.size(), '\0');
    const state with;
    int written = 0, rest = 0;
    const bool whole =
        EVP_DecryptInit_ex2(with.get(), aes_256_gcm(), bytes_of(key), bytes_of(nonce), nullptr) == 1 &&
        EVP_DecryptUpdate(with.get(), nullptr, &written, bytes_of(about), static_cast<int>(about.size())) == 1 &&
        EVP_DecryptUpdate(with.get(), bytes_of(out), &written, bytes_of(body), static_cast<int>(body.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(with.get(), EVP_CTRL_AEAD_SET_TAG, tag_size, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(with.get(), nullptr, &rest) == 1;
    if (!whole) return std::nullopt;
    return out;
}

// Extract with a salt of zeros, then one block of expand.
std::string derived_key(std::string_view secret, std::string_view purpose) {
    constexpr std::array<char, sealing_key_size> zeros{};
    const std::string middle = hmac_sha256({zeros.data(), zeros.size()}, secret);
    return hmac_sha256(middle, std::string(purpose) + '\x01');
}

} // namespace schakel::crypto
