// The algorithms of XML Signature and XML Encryption that exist here. Every other URI is refused by name, "none", HMAC
// and RSA 1.5 key transport among them; which of these a peer may use is its list's business.
#pragma once

#include "gateway/crypto/key.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace schakel::xml_signature {

inline constexpr std::string_view signature_namespace = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr std::string_view exclusive_canonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
inline constexpr std::string_view enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

enum class method { rsa_sha256, rsa_sha384, rsa_sha512, ecdsa_sha256, ecdsa_sha384, ecdsa_sha512, rsa_sha1 };
using digest = crypto::digest_kind;

std::string_view uri_of(method how);
std::string_view uri_of(digest how);
std::optional<method> method_of(std::string_view uri);
std::optional<digest> digest_of(std::string_view uri);
std::string_view name_of(method how); // "rsa-sha256": as settings write it
std::optional<method> method_named(std::string_view name);
bool fits(const crypto::key& key, method how);
method usual_method(const crypto::key& own); // SHA-256 for RSA and P-256, as wide as the curve for the others

// What one peer may use. The default is what is sound without any agreement; SHA-1 is never in it.
struct allowed_algorithms {
    std::vector<method> methods{method::rsa_sha256,   method::rsa_sha384,   method::rsa_sha512,
                                method::ecdsa_sha256, method::ecdsa_sha384, method::ecdsa_sha512};
    std::vector<digest> digests{digest::sha256, digest::sha384, digest::sha512};

    bool allows(method how) const;
    bool allows(digest how) const;
    void allow_sha1(); // agreed with this peer, for as long as the agreement says
};

// A signature over bytes that are no XML (the query string of the redirect binding).
bool verify_bytes(const crypto::key& with, method how, std::string_view bytes, std::string_view signature);

} // namespace schakel::xml_signature
