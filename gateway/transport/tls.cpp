#include "gateway/transport/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>

namespace schakel::transport {

namespace {

namespace ssl = boost::asio::ssl;

// A chain longer than this is not an honest one, and every link costs a signature check.
constexpr int longest_chain = 8;
constexpr std::array<unsigned char, 8> http_1_1{'h', 't', 't', 'p', '/', '1', '.', '1'};

failure openssl_failure(const std::string& what) {
    std::array<char, 256> text{};
    const auto code = ERR_get_error();
    ERR_error_string_n(code, text.data(), text.size());
    ERR_clear_error();
    return {code == 0 ? what : what + " (" + text.data() + ")"};
}

void set_protocol(SSL_CTX* context, tls_version minimum) {
    SSL_CTX_set_min_proto_version(context, minimum == tls_version::tls_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_verify_depth(context, longest_chain);
}

std::optional<failure>
use_identity(SSL_CTX* context, const std::filesystem::path& certificate, const std::filesystem::path& key) {
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
        return openssl_failure("cannot read a certificate from " + certificate.string());
    }
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
        return openssl_failure("cannot read a private key from " + key.string());
    }
    if (SSL_CTX_check_private_key(context) != 1) {
        return openssl_failure(
            "the key " + key.string() + " does not belong to the certificate " + certificate.string()
        );
    }
    return std::nullopt;
}

// Answers "http/1.1" to a client that offers it, and stays silent otherwise.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered, unsigned int size, void*) {
    for (unsigned int at = 0; at < size; at += offered[at] + 1u) {
        const auto name = offered + at + 1;
        if (offered[at] == http_1_1.size() && at + offered[at] < size &&
            std::equal(http_1_1.begin(), http_1_1.end(), name)) {
            *chosen = name;
            *length = offered[at];
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_NOACK;
}

std::optional<failure> ask_for_client_certificates(SSL_CTX* context, const tls_settings& settings) {
    if (settings.clients == client_certificates::none) return std::nullopt;
    if (SSL_CTX_load_verify_file(context, settings.client_ca.c_str()) != 1) {
        return openssl_failure("cannot read certificate authorities from " + settings.client_ca.string());
    }
    if (auto* names = SSL_load_client_CA_file(settings.client_ca.c_str())) SSL_CTX_set_client_CA_list(context, names);
    const int required = settings.clients == client_certificates::required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | required, nullptr);
    return std::nullopt;
}

std::string one_line(const X509_NAME* name) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return std::string(text, static_cast<std::size_t>(size));
}

std::vector<std::string> dns_names_of(const X509* certificate) {
    std::vector<std::string> out;
    auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
        const GENERAL_NAME* each = sk_GENERAL_NAME_value(names, i);
        if (each->type != GEN_DNS) continue;
        const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(each->d.dNSName));
        out.emplace_back(text, static_cast<std::size_t>(ASN1_STRING_length(each->d.dNSName)));
    }
    GENERAL_NAMES_free(names);
    return out;
}

std::string fingerprint_of(const X509* certificate) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    std::string out;
    for (unsigned int i = 0; i < size; ++i) {
        out += digits[digest[i] >> 4];
        out += digits[digest[i] & 15];
    }
    return out;
}

} // namespace

result<std::shared_ptr<const tls_context>> make_server_tls(const tls_settings& settings) {
    ssl::context context(ssl::context::tls_server);
    SSL_CTX* raw = context.native_handle();
    ERR_clear_error();
    set_protocol(raw, settings.minimum);
    // Resumption needs a name for the session when client certificates are asked for.
    SSL_CTX_set_session_id_context(raw, http_1_1.data(), http_1_1.size());
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF); // tickets carry the session
    SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
    if (auto error = use_identity(raw, settings.certificate, settings.key)) return *error;
    if (auto error = ask_for_client_certificates(raw, settings)) return *error;
    return std::shared_ptr<const tls_context>(std::make_shared<tls_context>(std::move(context)));
}

result<std::shared_ptr<const client_tls>> load_client_tls(const client_tls_settings& settings) {
    ssl::context context(ssl::context::tls_client);
    SSL_CTX* raw = context.native_handle();
    ERR_clear_error();
    set_protocol(raw, settings.minimum);
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
    const bool trusted = settings.ca_file.empty() ? SSL_CTX_set_default_verify_paths(raw) == 1
                                                  : SSL_CTX_load_verify_file(raw, settings.ca_file.c_str()) == 1;
    if (!trusted) return openssl_failure("cannot read certificate authorities from " + settings.ca_file.string());
    if (!settings.certificate.empty()) {
        if (auto error = use_identity(raw, settings.certificate, settings.key)) return *error;
    }
    std::array<unsigned char, http_1_1.size() + 1> offer{static_cast<unsigned char>(http_1_1.size())};
    std::copy(http_1_1.begin(), http_1_1.end(), offer.begin() + 1);
    SSL_CTX_set_alpn_protos(raw, offer.data(), offer.size());
    return std::shared_ptr<const client_tls>(std::make_shared<client_tls>(std::move(context)));
}

std::optional<client_certificate> describe_certificate(const X509* certificate) {
    if (!certificate) return std::nullopt;
    client_certificate out;
    out.subject = one_line(X509_get_subject_name(certificate));
    out.issuer = one_line(X509_get_issuer_name(certificate));
    out.fingerprint_sha256 = fingerprint_of(certificate);
    out.dns_names = dns_names_of(certificate);
    return out;
}

} // namespace schakel::transport
