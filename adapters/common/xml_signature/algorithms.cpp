#include "adapters/common/xml_signature/algorithms.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel::xml_signature {

namespace {

// RFC 9231 2.2 and 2.3, XML Signature 1.1 6.2 and 6.4.
constexpr std::array<std::pair<method, std::string_view>, 7> methods{{
    {method::rsa_sha256, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"},
    {method::rsa_sha384, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384"},
    {method::rsa_sha512, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"},
    {method::ecdsa_sha256, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"},
    {method::ecdsa_sha384, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"},
    {method::ecdsa_sha512, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"},
    {method::rsa_sha1, "http://www.w3.org/2000/09/xmldsig#rsa-sha1"},
}};

constexpr std::array<std::pair<digest, std::string_view>, 4> digests{{
    {digest::sha256, "http://www.w3.org/2001/04/xmlenc#sha256"},
    {digest::sha384, "http://www.w3.org/2001/04/xmldsig-more#sha384"},
    {digest::sha512, "http://www.w3.org/2001/04/xmlenc#sha512"},
    {digest::sha1, "http://www.w3.org/2000/09/xmldsig#sha1"},
}};

template <class Table, class Kind>
std::string_view find_uri(const Table& table, Kind how) {
    return std::ranges::find(table, how, &Table::value_type::first)->second;
}

template <class Kind, class Table>
std::optional<Kind> find_kind(const Table& table, std::string_view uri) {
    const auto found = std::ranges::find(table, uri, &Table::value_type::second);
    return found == table.end() ? std::nullopt : std::optional(found->first);
}

// The same signature under the name that tokens have for it; none for SHA-1, which tokens do not know.
std::optional<crypto::algorithm> token_algorithm(method how) {
    switch (how) {
    case method::rsa_sha256: return crypto::algorithm::rs256;
    case method::rsa_sha384: return crypto::algorithm::rs384;
    case method::rsa_sha512: return crypto::algorithm::rs512;
    case method::ecdsa_sha256: return crypto::algorithm::es256;
    case method::ecdsa_sha384: return crypto::algorithm::es384;
    case method::ecdsa_sha512: return crypto::algorithm::es512;
    case method::rsa_sha1: return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::string_view uri_of(method how) {
    return find_uri(methods, how);
}

std::string_view uri_of(digest how) {
    return find_uri(digests, how);
}

std::optional<method> method_of(std::string_view uri) {
    return find_kind<method>(methods, uri);
}

std::optional<digest> digest_of(std::string_view uri) {
    return find_kind<digest>(digests, uri);
}

std::string_view name_of(method how) {
    const std::string_view uri = uri_of(how);
    return uri.substr(uri.find('#') + 1);
}

std::optional<method> method_named(std::string_view name) {
    for (const auto& [how, uri] : methods)
        if (name_of(how) == name) return how;
    return std::nullopt;
}

bool fits(const crypto::key& key, method how) {
    const std::optional<crypto::algorithm> same = token_algorithm(how);
    return same ? key.fits(*same) : key.kind() == crypto::key_kind::rsa;
}

method usual_method(const crypto::key& own) {
    const auto usual = [&](const auto& one) {
        return token_algorithm(one.first) == crypto::usual_algorithm(own.kind());
    };
    return std::ranges::find_if(methods, usual)->first;
}

bool allowed_algorithms::allows(method how) const {
    return std::ranges::find(methods, how) != methods.end();
}

bool allowed_algorithms::allows(digest how) const {
    return std::ranges::find(digests, how) != digests.end();
}

void allowed_algorithms::allow_sha1() {
    methods.push_back(method::rsa_sha1);
    digests.push_back(digest::sha1);
}

bool verify_bytes(const crypto::key& with, method how, std::string_view bytes, std::string_view signature) {
    const std::optional<crypto::algorithm> same = token_algorithm(how);
    return same ? with.verify(*same, bytes, signature) : with.verify_rsa_sha1(bytes, signature);
}

} // namespace schakel::xml_signature
