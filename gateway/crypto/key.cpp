#include "gateway/crypto/key.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <mutex>
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
using context_pointer = std::unique_ptr<EVP_PKEY_CTX, freed_by<EVP_PKEY_CTX_free>>;
using digest_pointer = std::unique_ptr<EVP_MD_CTX, freed_by<EVP_MD_CTX_free>>;
using number_pointer = std::unique_ptr<BIGNUM, freed_by<BN_free>>;
using builder_pointer = std::unique_ptr<OSSL_PARAM_BLD, freed_by<OSSL_PARAM_BLD_free>>;
using parameters_pointer = std::unique_ptr<OSSL_PARAM, freed_by<OSSL_PARAM_free>>;
using signature_pointer = std::unique_ptr<ECDSA_SIG, freed_by<ECDSA_SIG_free>>;
using certificate_pointer = std::unique_ptr<X509, freed_by<X509_free>>;
using memory_pointer = std::unique_ptr<BIO, freed_by<BIO_free_all>>;

constexpr int fewest_rsa_bits = 2048;
constexpr int most_rsa_bits = 8192; // checking a signature costs the square of this
constexpr int most_exponent_bits = 64;

// A curve of FIPS 186-4 as JWK, OpenSSL and JWS name it.
struct curve {
    key_kind kind;
    const char* name;       // crv; OpenSSL takes it too
    const char* short_name; // as OpenSSL gives it
    std::size_t width;      // bytes of a coordinate, and of r and s
};

constexpr std::array<curve, 3> curves{
    {{key_kind::ec_p256, "P-256", SN_X9_62_prime256v1, 32},
     {key_kind::ec_p384, "P-384", SN_secp384r1, 48},
     {key_kind::ec_p521, "P-521", SN_secp521r1, 66}}};

// Null for RSA.
const curve* curve_of(key_kind kind) {
    for (const curve& one : curves) {
        if (one.kind == kind) return &one;
    }
    return nullptr;
}

std::string sha384(std::string_view bytes) {
    std::string out(48, '\0');
    if (EVP_Q_digest(
            nullptr, "SHA384", nullptr, bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(out.data()),
            nullptr
        ) != 1)
        throw std::runtime_error("OpenSSL: SHA-384 cannot be had");
    return out;
}

// What an algorithm of RFC 7518 3.1 is made of.
struct recipe {
    algorithm how;
    std::string_view name;
    key_kind kind;
    const EVP_MD* (*digest)();
    std::string (*digest_of)(std::string_view bytes);
    bool pss;
};

constexpr std::array<recipe, 7> recipes{
    {{algorithm::rs256, "RS256", key_kind::rsa, EVP_sha256, sha256, false},
     {algorithm::rs384, "RS384", key_kind::rsa, EVP_sha384, sha384, false},
     {algorithm::rs512, "RS512", key_kind::rsa, EVP_sha512, sha512, false},
     {algorithm::ps256, "PS256", key_kind::rsa, EVP_sha256, sha256, true},
     {algorithm::es256, "ES256", key_kind::ec_p256, EVP_sha256, sha256, false},
     {algorithm::es384, "ES384", key_kind::ec_p384, EVP_sha384, sha384, false},
     {algorithm::es512, "ES512", key_kind::ec_p521, EVP_sha512, sha512, false}}};

const recipe& recipe_of(algorithm how) {
    for (const recipe& one : recipes) {
        if (one.how == how) return one;
    }
    throw std::logic_error("an algorithm without a recipe");
}

// Throws for what cannot fail unless OpenSSL itself is broken or out of memory.
void require(bool fine, const char* what) {
    if (!fine) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

const unsigned char* unsigned_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* unsigned_bytes(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

number_pointer to_number(std::string_view big_endian) {
    number_pointer number(BN_bin2bn(unsigned_bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
    require(number != nullptr, "no memory for a number");
    return number;
}

std::string to_bytes(const BIGNUM* number, std::size_t width) {
    std::string bytes(width, '\0');
    require(
        BN_bn2binpad(number, unsigned_bytes(bytes), static_cast<int>(width)) >= 0, "a number is wider than its field"
    );
    return bytes;
}

std::string number_of(const EVP_PKEY* key, const char* name, std::size_t width = 0) {
    BIGNUM* raw = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &raw) == 1, "a key lacks a parameter");
    const number_pointer number(raw);
    return to_bytes(raw, width != 0 ? width : static_cast<std::size_t>(BN_num_bytes(raw)));
}

std::string drained(const memory_pointer& memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

int no_password(char*, int, int, void*) {
    return -1;
} // an encrypted key is refused instead of asked for on the terminal

pkey_pointer read_pem(std::string_view pem, bool as_private) {
    const memory_pointer memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    require(memory != nullptr, "no memory for a key");
    return pkey_pointer(
        as_private ? PEM_read_bio_PrivateKey(memory.get(), nullptr, no_password, nullptr)
                   : PEM_read_bio_PUBKEY(memory.get(), nullptr, no_password, nullptr)
    );
}

pkey_pointer from_parameters(const char* type, OSSL_PARAM* parameters) {
    const context_pointer context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    require(context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1, "this kind of key is not available");
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) ERR_clear_error();
    return pkey_pointer(key);
}

result<key_kind> kind_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "RSA") == 1) {
        const int bits = EVP_PKEY_get_bits(key);
        if (bits < fewest_rsa_bits) return failure{"the RSA key is shorter than 2048 bits"};
        if (bits > most_rsa_bits) return failure{"the RSA key is longer than 8192 bits"};
        return key_kind::rsa;
    }
    std::array<char, 32> group{};
    std::size_t length = 0;
    if (EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1) {
        for (const curve& one : curves) {
            if (std::string_view(group.data(), length) == one.short_name) return one.kind;
        }
    }
    return failure{"the key is neither RSA nor elliptic curve P-256, P-384 or P-521"};
}

// JWS wants r and s side by side, OpenSSL speaks DER.
std::string to_side_by_side(std::string_view der, std::size_t width) {
    const unsigned char* data = unsigned_bytes(der);
    const signature_pointer signature(d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(der.size())));
    require(signature != nullptr, "an own signature does not read back");
    return to_bytes(ECDSA_SIG_get0_r(signature.get()), width) + to_bytes(ECDSA_SIG_get0_s(signature.get()), width);
}

std::string to_der(std::string_view side_by_side) {
    const signature_pointer signature(ECDSA_SIG_new());
    require(signature != nullptr, "no memory for a signature");
    number_pointer r = to_number(side_by_side.substr(0, side_by_side.size() / 2));
    number_pointer s = to_number(side_by_side.substr(side_by_side.size() / 2));
    require(ECDSA_SIG_set0(signature.get(), r.release(), s.release()) == 1, "a signature takes no numbers");
    const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
    std::string der(static_cast<std::size_t>(size), '\0');
    unsigned char* out = unsigned_bytes(der);
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

// RFC 7518 3.5: MGF1 with the same digest, and a salt as long as the digest.
bool set_padding(EVP_PKEY_CTX* context, bool pss) {
    if (!pss) return true;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

const EVP_MD* digest_of(digest_kind kind) {
    switch (kind) {
    case digest_kind::sha256: return EVP_sha256();
    case digest_kind::sha384: return EVP_sha384();
    case digest_kind::sha512: return EVP_sha512();
    case digest_kind::sha1: return EVP_sha1();
    }
    return EVP_sha256();
}

// True when the signature over SHA-1 of the bytes is the RSA key's.
bool is_sha1_signature(EVP_PKEY* by, std::string_view bytes, std::string_view signature) {
    const digest_pointer context(EVP_MD_CTX_new());
    require(
        context != nullptr && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha1(), nullptr, by) == 1,
        "a signature cannot be checked"
    );
    const bool good =
        EVP_DigestVerify(
            context.get(), unsigned_bytes(signature), signature.size(), unsigned_bytes(bytes), bytes.size()
        ) == 1;
    ERR_clear_error(); // a bad signature is no fault of this thread's later calls
    return good;
}

} // namespace

// A context that is ready to sign or verify with a key, made once and copied for each use: OpenSSL searches its
// providers for every context that is made anew.
class readied {
public:
    using begin = int (*)(EVP_PKEY_CTX*);

    context_pointer copy(EVP_PKEY* with, const recipe& made_of, begin how) const {
        std::call_once(made_, [&] { original_ = ready(with, made_of, how); });
        context_pointer out(EVP_PKEY_CTX_dup(original_.get()));
        require(out != nullptr, "a context cannot be copied");
        return out;
    }

private:
    static context_pointer ready(EVP_PKEY* with, const recipe& made_of, begin how) {
        context_pointer out(EVP_PKEY_CTX_new_from_pkey(nullptr, with, nullptr));
        require(
            out != nullptr && how(out.get()) == 1 && set_padding(out.get(), made_of.pss) &&
                EVP_PKEY_CTX_set_signature_md(out.get(), made_of.digest()) == 1,
            "a signature cannot be prepared"
        );
        return out;
    }

    mutable std::once_flag made_;
    mutable context_pointer original_;
};

struct key_content {
    pkey_pointer handle;
    key_kind kind = key_kind::rsa;
    bool is_private = false;
    std::string id;
    std::array<readied, recipes.size()> signing{}, verifying{}; // by algorithm
};

namespace {

// The public parts as RFC 7638 hashes them: required members only, in alphabetical order, no white space.
std::string required_members(const EVP_PKEY* handle, key_kind kind) {
    json::writer out;
    out.begin_object();
    if (kind == key_kind::rsa) {
        out.member("e", to_base64url(number_of(handle, OSSL_PKEY_PARAM_RSA_E)));
        out.member("kty", "RSA");
        out.member("n", to_base64url(number_of(handle, OSSL_PKEY_PARAM_RSA_N)));
    } else {
        const curve& on = *curve_of(kind);
        out.member("crv", on.name).member("kty", "EC");
        out.member("x", to_base64url(number_of(handle, OSSL_PKEY_PARAM_EC_PUB_X, on.width)));
        out.member("y", to_base64url(number_of(handle, OSSL_PKEY_PARAM_EC_PUB_Y, on.width)));
    }
    return out.end_object().finish();
}

result<std::shared_ptr<const key_content>> judged(pkey_pointer handle, bool is_private, std::string id) {
    const auto kind = kind_of(handle.get());
    if (!kind) return kind.error();
    if (id.empty()) id = to_base64url(sha256(required_members(handle.get(), *kind)));
    auto content = std::make_shared<key_content>();
    content->handle = std::move(handle);
    content->kind = *kind;
    content->is_private = is_private;
    content->id = std::move(id);
    return std::shared_ptr<const key_content>(std::move(content));
}

} // namespace

std::string_view to_string(algorithm how) {
    return recipe_of(how).name;
}

std::optional<algorithm> parse_algorithm(std::string_view name) {
    for (const recipe& one : recipes) {
        if (one.name == name) return one.how;
    }
    return std::nullopt;
}

algorithm usual_algorithm(key_kind kind) {
    for (const recipe& one : recipes) {
        if (one.kind == kind) return one.how;
    }
    throw std::logic_error("a kind of key without an algorithm");
}

result<key> key::from_pem(std::string_view pem, std::string id) {
    const bool is_private = pem.find("PRIVATE KEY-----") != std::string_view::npos;
    pkey_pointer handle = read_pem(pem, is_private);
    ERR_clear_error();
    if (!handle) return failure{"not a PEM file with an unencrypted private key or a public key"};
    auto content = judged(std::move(handle), is_private, std::move(id));
    if (!content) return content.error();
    return key(*std::move(content));
}

result<key> key::from_certificate(std::string_view der, std::string id) {
    const unsigned char* at = unsigned_bytes(der);
    const certificate_pointer certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    const bool whole = certificate != nullptr && at == unsigned_bytes(der) + der.size();
    pkey_pointer handle(whole ? X509_get_pubkey(certificate.get()) : nullptr);
    ERR_clear_error();
    if (!handle) return failure{"not an X.509 certificate with a public key"};
    auto content = judged(std::move(handle), false, std::move(id));
    if (!content) return content.error();
    return key(*std::move(content));
}

result<key> key::from_rsa(std::string_view modulus, std::string_view exponent, std::string id) {
    const number_pointer n =
        to_number(modulus.substr(0, most_rsa_bits / 8 + 1)); // longer ones are refused by their bits
    const number_pointer e = to_number(exponent.substr(0, most_exponent_bits / 8 + 1));
    if (BN_num_bits(e.get()) > most_exponent_bits || BN_is_odd(e.get()) == 0 || BN_is_one(e.get())) {
        return failure{"the exponent of the RSA key is not an odd number above 1 of at most 64 bits"};
    }
    const builder_pointer builder(OSSL_PARAM_BLD_new());
    require(
        builder != nullptr && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
            OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1,
        "no memory for a key"
    );
    const parameters_pointer parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    pkey_pointer handle = from_parameters("RSA", parameters.get());
    if (!handle) return failure{"the modulus and exponent make no RSA key"};
    auto content = judged(std::move(handle), false, std::move(id));
    if (!content) return content.error();
    return key(*std::move(content));
}

result<key> key::from_point(std::string_view curve_name, std::string_view x, std::string_view y, std::string id) {
    const auto* on = std::ranges::find(curves, curve_name, &curve::name);
    if (on == curves.end()) return failure{"the curve is not P-256, P-384 or P-521"};
    if (x.size() != on->width || y.size() != on->width) {
        return failure{
            "a coordinate of a " + std::string(on->name) + " key is not " + std::to_string(on->width) + " bytes"};
    }
    std::string group = on->name;
    std::string point = '\x04' + std::string(x) + std::string(y); // uncompressed
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end()};
    pkey_pointer handle = from_parameters("EC", parameters);
    if (!handle) return failure{"the point does not lie on curve " + group};
    auto content = judged(std::move(handle), false, std::move(id));
    if (!content) return content.error();
    return key(*std::move(content));
}

key key::generate(key_kind kind) {
    pkey_pointer handle(kind == key_kind::rsa ? EVP_RSA_gen(fewest_rsa_bits) : EVP_EC_gen(curve_of(kind)->name));
    require(handle != nullptr, "no key could be generated");
    return key(judged(std::move(handle), true, {}).value());
}

key_kind key::kind() const {
    return content_->kind;
}
bool key::is_private() const {
    return content_->is_private;
}
const std::string& key::id() const {
    return content_->id;
}
bool key::fits(algorithm how) const {
    return recipe_of(how).kind == kind();
}

std::string key::private_pem() const {
    if (!is_private()) return {};
    const memory_pointer memory(BIO_new(BIO_s_mem()));
    require(
        PEM_write_bio_PKCS8PrivateKey(memory.get(), content_->handle.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
        "a private key cannot be written"
    );
    return drained(memory);
}

std::string key::public_pem() const {
    const memory_pointer memory(BIO_new(BIO_s_mem()));
    require(PEM_write_bio_PUBKEY(memory.get(), content_->handle.get()) == 1, "a public key cannot be written");
    return drained(memory);
}

std::string key::public_jwk(std::optional<algorithm> only) const {
    std::string text = required_members(content_->handle.get(), kind());
    json::writer rest;
    rest.begin_object().member("kid", id()).member("use", "sig");
    if (only) rest.member("alg", to_string(*only));
    rest.end_object();
    text.back() = ',';
    return text + rest.finish().substr(1);
}

std::string key::thumbprint() const {
    return to_base64url(sha256(required_members(content_->handle.get(), kind())));
}

result<std::string> key::sign(algorithm how, std::string_view bytes) const {
    if (!is_private()) return failure{"a public key cannot sign"};
    if (!fits(how)) return failure{"the key does not fit " + std::string(to_string(how))};
    const recipe& made_of = recipe_of(how);
    const context_pointer context =
        content_->signing[static_cast<std::size_t>(how)].copy(content_->handle.get(), made_of, EVP_PKEY_sign_init);
    const std::string digest = made_of.digest_of(bytes);
    auto size = static_cast<std::size_t>(EVP_PKEY_get_size(content_->handle.get()));
    std::string signature(size, '\0');
    require(
        EVP_PKEY_sign(
            context.get(), unsigned_bytes(signature), &size, unsigned_bytes(std::string_view(digest)), digest.size()
        ) == 1,
        "signing failed"
    );
    signature.resize(size);
    const curve* on = curve_of(kind());
    return on != nullptr ? to_side_by_side(signature, on->width) : signature;
}

bool key::verify(algorithm how, std::string_view bytes, std::string_view signature) const {
    if (!fits(how)) return false;
    const curve* on = curve_of(kind());
    if (on != nullptr && signature.size() != 2 * on->width) return false;
    const std::string native = on != nullptr ? to_der(signature) : std::string(signature);
    const recipe& made_of = recipe_of(how);
    const context_pointer context =
        content_->verifying[static_cast<std::size_t>(how)].copy(content_->handle.get(), made_of, EVP_PKEY_verify_init);
    const std::string digest = made_of.digest_of(bytes);
    const bool good = EVP_PKEY_verify(
                          context.get(), unsigned_bytes(std::string_view(native)), native.size(),
                          unsigned_bytes(std::string_view(digest)), digest.size()
                      ) == 1;
    ERR_clear_error(); // a bad signature is no fault of this thread's later calls
    return good;
}

bool key::verify_rsa_sha1(std::string_view bytes, std::string_view signature) const {
    return kind() == key_kind::rsa && is_sha1_signature(content_->handle.get(), bytes, signature);
}

result<std::string> key::decrypt_oaep(digest_kind hash, digest_kind mask, std::string_view bytes) const {
    if (!is_private() || kind() != key_kind::rsa) return failure{"only a private RSA key decrypts"};
    const context_pointer context(EVP_PKEY_CTX_new(content_->handle.get(), nullptr));
    require(
        context != nullptr && EVP_PKEY_decrypt_init(context.get()) == 1 &&
            EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
            EVP_PKEY_CTX_set_rsa_oaep_md(context.get(), digest_of(hash)) == 1 &&
            EVP_PKEY_CTX_set_rsa_mgf1_md(context.get(), digest_of(mask)) == 1,
        "decryption cannot be prepared"
    );
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(content_->handle.get()));
    std::string plain(size, '\0');
    const bool good =
        EVP_PKEY_decrypt(context.get(), unsigned_bytes(plain), &size, unsigned_bytes(bytes), bytes.size()) == 1;
    ERR_clear_error();
    if (!good) return failure{"not encrypted for this key"};
    plain.resize(size);
    return plain;
}

} // namespace schakel::crypto
