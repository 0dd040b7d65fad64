#include "tests/support/self_signed.hpp"

#include <memory>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdexcept>

namespace schakel::test {

std::string self_signed(const crypto::key& key, const std::string& name) {
    const std::string pem = key.private_pem();
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> in(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all
    );
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> handle(
        PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), EVP_PKEY_free
    );
    const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 2L * 24 * 60 * 60);
    X509_set_pubkey(made.get(), handle.get());
    X509_NAME* subject = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(
        subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0
    );
    X509_set_issuer_name(made.get(), subject);
    const std::unique_ptr<BIO, decltype(&BIO_free_all)> out(BIO_new(BIO_s_mem()), BIO_free_all);
    if (X509_sign(made.get(), handle.get(), EVP_sha256()) == 0 || PEM_write_bio_X509(out.get(), made.get()) != 1)
        throw std::runtime_error("no certificate could be made");
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

} // namespace schakel::test
