// Asymmetric keys: RSA (2048 to 8192 bits) and the elliptic curves P-256, P-384 and P-521, private or public, and the
// signatures they make (RFC 7518 3).
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::crypto {

enum class key_kind { rsa, ec_p256, ec_p384, ec_p521 };
enum class algorithm { rs256, ps256, es256, rs384, rs512, es384, es512 };
enum class digest_kind { sha256, sha384, sha512, sha1 };

std::string_view to_string(algorithm how);                       // "RS256", "PS256", …
std::optional<algorithm> parse_algorithm(std::string_view name); // none for any other name, "none" and "HS256" too
algorithm usual_algorithm(key_kind kind); // RS256, ES256, ES384, ES512: what everybody who takes such a key knows

struct key_content; // private to key.cpp: holds OpenSSL's key

// Cheap to copy; immutable. Its id (`kid`) is the one it was given, or else its RFC 7638 thumbprint.
class key {
public:
    static result<key> from_pem(std::string_view pem, std::string id = {}); // private or public; no password
    static result<key>
    from_rsa(std::string_view modulus, std::string_view exponent, std::string id = {}); // public, big endian
    // Public. `curve`: "P-256", "P-384", "P-521"; a coordinate is 32, 48 or 66 bytes.
    static result<key> from_point(std::string_view curve, std::string_view x, std::string_view y, std::string id = {});
    static result<key>
    from_certificate(std::string_view der, std::string id = {}); // its public key; nothing else is judged
    static key generate(key_kind kind);

    key_kind kind() const;
    bool is_private() const;
    const std::string& id() const;
    bool fits(algorithm how) const; // RS… and PS256 take an RSA key, ES256 one on P-256, …

    std::string private_pem() const; // PKCS #8; empty for a public key
    std::string public_pem() const;
    // A JSON object with kty, kid, use "sig" and the public parts; with `alg` where the key serves one algorithm only.
    std::string public_jwk(std::optional<algorithm> only = {}) const;
    std::string thumbprint() const; // RFC 7638, SHA-256, base64url

    // Signatures as JWS has them: for ES… r || s in the width of the curve.
    result<std::string> sign(algorithm how, std::string_view bytes) const;
    bool verify(algorithm how, std::string_view bytes, std::string_view signature) const;

    // RSA (PKCS #1 1.5) over SHA-1, for peers with whom that is agreed; no token may be signed so.
    bool verify_rsa_sha1(std::string_view bytes, std::string_view signature) const;

    // What was encrypted for this RSA key with OAEP and no label (XML Encryption 1.1 5.5.2), both digests as given.
    // Failure: it was not, or this key is public or no RSA key.
    result<std::string> decrypt_oaep(digest_kind hash, digest_kind mask, std::string_view bytes) const;

private:
    explicit key(std::shared_ptr<const key_content> content) : content_(std::move(content)) {}
    std::shared_ptr<const key_content> content_;
};

} // namespace schakel::crypto
