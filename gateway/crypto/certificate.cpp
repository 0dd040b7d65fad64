#include "gateway/crypto/certificate.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>

namespace schakel::crypto {

result<instant> certificate_end(const std::filesystem::path& pem) {
    const std::unique_ptr<BIO, int (*)(BIO*)> file(BIO_new_file(pem.c_str(), "r"), BIO_free);
    const std::unique_ptr<X509, void (*)(X509*)> first(
        file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr) : nullptr, X509_free
    );
    ERR_clear_error();
    if (!first) return failure{pem.string() + " holds no certificate"};
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(first.get()), &end) != 1)
        return failure{pem.string() + " holds a certificate without an end"};
    return instant(std::chrono::seconds(::timegm(&end)));
}

} // namespace schakel::crypto
