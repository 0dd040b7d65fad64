#include "gateway/crypto/ed25519.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <stdexcept>

namespace schakel::crypto {

namespace {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};

using pkey_pointer = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using digest_pointer = std::unique_ptr<EVP_MD_CTX, freed_by<EVP_MD_CTX_free>>;
using memory_pointer = std::unique_ptr<BIO, freed_by<BIO_free_all>>;

constexpr std::size_t key_bytes = 32, signature_bytes = 64;

// Throws for what cannot fail unless OpenSSL itself is broken or out of memory.
void require(bool fine, const char* what) {
    if (!fine) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

const unsigned char* unsigned_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

int no_password(char*, int, int, void*) {
    return -1;
} // an encrypted key is refused instead of asked for on the terminal

std::string drained(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string public_part(const EVP_PKEY* key) {
    std::string bytes(key_bytes, '\0');
    std::size_t size = bytes.size();
    require(
        EVP_PKEY_get_raw_public_key(key, reinterpret_cast<unsigned char*>(bytes.data()), &size) == 1,
        "a key has no public part"
    );
    return bytes;
}

std::string thumbprint(std::string_view public_bytes) {
    return to_base64url(sha256(R"({"crv":"Ed25519","kty":"OKP","x":")" + to_base64url(public_bytes) + "\"}"));
}

} // namespace

struct ed25519_content {
    pkey_pointer handle;
    bool is_private;
    std::string public_bytes, id;
};

namespace {

std::shared_ptr<const ed25519_content> content_of(pkey_pointer handle, bool is_private) {
    std::string bytes = public_part(handle.get());
    std::string id = thumbprint(bytes);
    return std::make_shared<const ed25519_content>(ed25519_content{
        std::move(handle), is_private, std::move(bytes), std::move(id)});
}

} // namespace

result<ed25519_key> ed25519_key::from_pem(std::string_view pem) {
    const bool is_private = pem.find("PRIVATE KEY-----") != std::string_view::npos;
    const memory_pointer memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    require(memory != nullptr, "no memory for a key");
    pkey_pointer handle(
        is_private ? PEM_read_bio_PrivateKey(memory.get(), nullptr, no_password, nullptr)
                   : PEM_read_bio_PUBKEY(memory.get(), nullptr, no_password, nullptr)
    );
    ERR_clear_error();
    if (!handle) return failure{"not a PEM file with an unencrypted private key or a public key"};
    if (EVP_PKEY_get_base_id(handle.get()) != EVP_PKEY_ED25519) return failure{"the key is no Ed25519 key"};
    return ed25519_key(content_of(std::move(handle), is_private));
}

result<ed25519_key> ed25519_key::from_public(std::string_view bytes) {
    if (bytes.size() != key_bytes) return failure{"a public Ed25519 key has 32 bytes"};
    pkey_pointer handle(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(bytes), bytes.size()));
    ERR_clear_error();
    if (!handle) return failure{"the bytes make no Ed25519 key"};
    return ed25519_key(content_of(std::move(handle), false));
}

result<ed25519_key> ed25519_key::from_seed(std::string_view seed) {
    if (seed.size() != key_bytes) return failure{"a private Ed25519 key has 32 bytes"};
    pkey_pointer handle(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(seed), seed.size()));
    ERR_clear_error();
    if (!handle) return failure{"the bytes make no Ed25519 key"};
    return ed25519_key(content_of(std::move(handle), true));
}

ed25519_key ed25519_key::generate() {
    pkey_pointer handle(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    require(handle != nullptr, "no key could be generated");
    return ed25519_key(content_of(std::move(handle), true));
}

bool ed25519_key::is_private() const {
    return content_->is_private;
}
const std::string& ed25519_key::id() const {
    return content_->id;
}
const std::string& ed25519_key::public_bytes() const {
    return content_->public_bytes;
}

std::string ed25519_key::private_pem() const {
    if (!is_private()) return {};
    const memory_pointer memory(BIO_new(BIO_s_mem()));
    require(
        PEM_write_bio_PKCS8PrivateKey(memory.get(), content_->handle.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
        "a private key cannot be written"
    );
    return drained(memory.get());
}

std::string ed25519_key::public_pem() const {
    const memory_pointer memory(BIO_new(BIO_s_mem()));
    require(PEM_write_bio_PUBKEY(memory.get(), content_->handle.get()) == 1, "a public key cannot be written");
    return drained(memory.get());
}

result<std::string> ed25519_key::sign(std::string_view bytes) const {
    if (!is_private()) return failure{"a public key cannot sign"};
    const digest_pointer context(EVP_MD_CTX_new());
    std::string signature(signature_bytes, '\0');
    std::size_t size = signature.size();
    require(
        context != nullptr &&
            EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, content_->handle.get()) == 1 &&
            EVP_DigestSign(
                context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, unsigned_bytes(bytes),
                bytes.size()
            ) == 1,
        "signing failed"
    );
    return signature;
}

bool ed25519_key::verify(std::string_view bytes, std::string_view signature) const {
    if (signature.size() != signature_bytes) return false;
    const digest_pointer context(EVP_MD_CTX_new());
    require(
        context != nullptr &&
            EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, content_->handle.get()) == 1,
        "a signature cannot be checked"
    );
    const bool good =
        EVP_DigestVerify(
            context.get(), unsigned_bytes(signature), signature.size(), unsigned_bytes(bytes), bytes.size()
        ) == 1;
    ERR_clear_error(); // a bad signature is no fault of this thread's later calls
    return good;
}

} // namespace schakel::crypto
