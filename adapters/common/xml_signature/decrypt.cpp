#include "adapters/common/xml_signature/decrypt.hpp"

#include "adapters/common/xml_signature/algorithms.hpp"
#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/common/xml_signature/shape.hpp"
#include "gateway/crypto/aes.hpp"
#include "gateway/crypto/base64.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace schakel::xml_signature {

namespace {

constexpr std::string_view xenc = encryption_namespace;
constexpr std::string_view xenc11 = "http://www.w3.org/2009/xmlenc11#";
constexpr std::string_view element_type = "http://www.w3.org/2001/04/xmlenc#Element";

struct content_method {
    std::string_view uri;
    std::size_t key_size;
    bool cbc;
};
constexpr std::array<content_method, 6> content_methods{{
    {"http://www.w3.org/2009/xmlenc11#aes128-gcm", 16, false},
    {"http://www.w3.org/2009/xmlenc11#aes192-gcm", 24, false},
    {"http://www.w3.org/2009/xmlenc11#aes256-gcm", 32, false},
    {"http://www.w3.org/2001/04/xmlenc#aes128-cbc", 16, true},
    {"http://www.w3.org/2001/04/xmlenc#aes192-cbc", 24, true},
    {"http://www.w3.org/2001/04/xmlenc#aes256-cbc", 32, true},
}};

struct key_method {
    crypto::digest_kind hash = crypto::digest_kind::sha1;
    crypto::digest_kind mask = crypto::digest_kind::sha1;
};

result<content_method, finding> judge_content_method(xml::node data, bool cbc_allowed) {
    const xml::node method = data.child(xenc, "EncryptionMethod");
    const auto found = std::ranges::find(content_methods, method.attribute_or_empty("Algorithm"), &content_method::uri);
    if (found == content_methods.end() || (found->cbc && !cbc_allowed))
        return fault_at(fault::encryption_method, method ? method : data, "AES-GCM");
    return *found;
}

std::optional<crypto::digest_kind> mask_of(xml::node mgf) {
    const std::string_view uri = mgf.attribute_or_empty("Algorithm");
    if (!mgf || uri == "http://www.w3.org/2009/xmlenc11#mgf1sha1") return crypto::digest_kind::sha1;
    if (uri == "http://www.w3.org/2009/xmlenc11#mgf1sha256") return crypto::digest_kind::sha256;
    if (uri == "http://www.w3.org/2009/xmlenc11#mgf1sha384") return crypto::digest_kind::sha384;
    if (uri == "http://www.w3.org/2009/xmlenc11#mgf1sha512") return crypto::digest_kind::sha512;
    return std::nullopt;
}

// XML Encryption 1.1 5.5.2: SHA-1 where nothing is said; as part of OAEP it is no weakness.
result<key_method, finding> judge_key_method(xml::node encrypted_key) {
    const xml::node method = encrypted_key.child(xenc, "EncryptionMethod");
    const std::string_view uri = method.attribute_or_empty("Algorithm");
    const xml::node hash = method.child(signature_namespace, "DigestMethod");
    const auto digest = hash ? digest_of(hash.attribute_or_empty("Algorithm")) : digest::sha1;
    const auto mask = mask_of(method.child(xenc11, "MGF"));
    const bool known =
        uri == "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p" || uri == "http://www.w3.org/2009/xmlenc11#rsa-oaep";
    if (!known || !digest || !mask || method.child(xenc, "OAEPparams"))
        return fault_at(fault::encryption_method, method ? method : encrypted_key, "RSA-OAEP");
    return key_method{*digest, *mask};
}

std::optional<std::string> cipher_value(xml::node of) {
    const xml::node value = of.child(xenc, "CipherData").child(xenc, "CipherValue");
    if (!value || value.first_child()) return std::nullopt;
    std::string text(value.text());
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    return crypto::from_base64(text);
}

result<std::string, finding> content_key(xml::node encrypted_key, std::span<const crypto::key> own, std::size_t size) {
    const auto how = judge_key_method(encrypted_key);
    if (!how) return how.error();
    const auto bytes = cipher_value(encrypted_key);
    if (!bytes) return fault_at(fault::encryption_form, encrypted_key, "CipherValue");
    for (const crypto::key& one : own) {
        auto key = one.decrypt_oaep(how->hash, how->mask, *bytes);
        if (key && key->size() == size) return *std::move(key);
    }
    return fault_at(fault::decryption, encrypted_key);
}

} // namespace

result<std::string, finding> decrypt(xml::node around, std::span<const crypto::key> own, bool cbc_allowed) {
    const xml::node data = around.child(xenc, "EncryptedData");
    const xml::node inside = data.child(signature_namespace, "KeyInfo").child(xenc, "EncryptedKey");
    const xml::node encrypted_key = inside ? inside : around.child(xenc, "EncryptedKey");
    const std::string_view type = data.attribute("Type").value_or(element_type);
    if (!data || !encrypted_key || type != element_type)
        return fault_at(fault::encryption_form, around, "EncryptedData, EncryptedKey");
    const auto how = judge_content_method(data, cbc_allowed);
    if (!how) return how.error();
    const auto key = content_key(encrypted_key, own, how->key_size);
    if (!key) return key.error();
    const auto bytes = cipher_value(data);
    if (!bytes) return fault_at(fault::encryption_form, data, "CipherValue");
    auto plain = how->cbc ? crypto::decrypt_aes_cbc(*key, *bytes) : crypto::decrypt_aes_gcm(*key, *bytes);
    if (!plain) return fault_at(fault::decryption, data);
    return *std::move(plain);
}

} // namespace schakel::xml_signature
