#include "tests/support/oaep.hpp"

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdexcept>

namespace schakel::test {

std::string encrypt_oaep(const crypto::key& to, std::string_view plain) {
    const std::string pem = to.public_pem();
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> memory(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all
    );
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr), EVP_PKEY_free
    );
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new(key.get(), nullptr), EVP_PKEY_CTX_free
    );
    std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())), '\0');
    std::size_t size = out.size();
    const bool good = EVP_PKEY_encrypt_init(context.get()) == 1 &&
                      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
                      EVP_PKEY_encrypt(
                          context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                          reinterpret_cast<const unsigned char*>(plain.data()), plain.size()
                      ) == 1;
    if (!good) throw std::runtime_error("OAEP does not encrypt");
    out.resize(size);
    return out;
}

} // namespace schakel::test
