#include "gateway/crypto/key_set.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"

#include <algorithm>
#include <utility>

namespace schakel::crypto {

namespace {

constexpr document_limits set_limits{.bytes = 1 << 20, .depth = 16, .nodes = 20'000, .findings = 1};
constexpr std::size_t most_keys = 1000;

std::optional<std::string> bytes_of(const json::value& entry, std::string_view member) {
    const std::string_view text = entry.member(member).text();
    if (text.empty()) return std::nullopt;
    return from_base64url(text);
}

result<key> to_key(const json::value& entry) {
    const std::string_view kind = entry.member("kty").text();
    const std::string id{entry.member("kid").text()};
    if (kind == "RSA") {
        const auto n = bytes_of(entry, "n");
        const auto e = bytes_of(entry, "e");
        if (n && e) return key::from_rsa(*n, *e, id);
    }
    if (kind == "EC") {
        const auto x = bytes_of(entry, "x");
        const auto y = bytes_of(entry, "y");
        if (x && y) return key::from_point(entry.member("crv").text(), *x, *y, id);
    }
    return failure{"not an RSA or elliptic curve key"};
}

// Whether the owner of the key means it for signatures.
bool is_for_signatures(const json::value& entry) {
    const json::value use = entry.member("use");
    return !use || use.text() == "sig";
}

} // namespace

key_set::key_set(std::vector<key> keys) {
    for (key& k : keys) add(std::move(k));
}

result<key_set> key_set::from_jwks(std::string_view text) {
    findings found;
    const auto document = json::document::parse(text, set_limits, found);
    if (!document) return failure{"the key set is not well-formed JSON of at most 1 MiB"};
    const json::value keys = document->root().member("keys");
    if (!keys.is(json::kind::array)) return failure{"the key set has no array \"keys\""};
    if (keys.size() > most_keys) return failure{"the key set has more than 1000 keys"};
    key_set set;
    for (json::value entry = keys.first_child(); entry; entry = entry.next_sibling()) {
        const json::value alg = entry.member("alg");
        const auto only = parse_algorithm(alg.text());
        if (!is_for_signatures(entry) || (alg && !only)) continue;
        auto read = to_key(entry);
        if (!read) continue;
        set.add(*std::move(read), only);
        set.entries_.back().named = !entry.member("kid").text().empty();
    }
    if (set.size() == 0)
        return failure{"the key set holds no RSA or elliptic curve key for signatures that is strong enough"};
    return set;
}

result<key_set> key_set::from_jwks_or_pem(std::string_view text) {
    if (text.find("-----BEGIN") == std::string_view::npos) return from_jwks(text);
    auto one = key::from_pem(text);
    if (!one) return one.error();
    key_set set({std::move(*one)});
    set.entries_.back().named = false;
    return set;
}

void key_set::add(key added, std::optional<algorithm> only) {
    entries_.push_back({std::move(added), only, true});
}

const key* key_set::find(std::string_view id, algorithm how) const {
    if (entries_.size() == 1 && !entries_.front().named) id = {};
    const key* found = nullptr;
    for (const entry& e : entries_) {
        if (!e.key.fits(how) || (e.only && *e.only != how)) continue;
        if (!id.empty() && e.key.id() == id) return &e.key;
        if (id.empty() && std::exchange(found, &e.key) != nullptr) return nullptr;
    }
    return found;
}

std::string to_jwks(std::span<const key> keys) {
    json::writer out;
    out.begin_object().name("keys").begin_array();
    for (const key& k : keys) out.raw(k.public_jwk());
    return out.end_array().end_object().finish();
}

} // namespace schakel::crypto
