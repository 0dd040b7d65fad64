#include "adapters/saml_entree/peer.hpp"

#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"
#include "adapters/saml_entree/write.hpp"
#include "gateway/crypto/base64.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

constexpr std::size_t most_remembered = 200;

bool sha1_is_agreed(const launch_party& party, instant now) {
    const auto until = party.parameters.find("sha1_until");
    const auto last = until == party.parameters.end() ? std::nullopt : parse_date(until->second);
    return last && now < start_of_day_in_amsterdam(std::chrono::sys_days(*last) + std::chrono::days{1});
}

// Public keys and certificates, one PEM block after another.
std::vector<xml_signature::trusted_key> pinned_keys(std::string_view pem) {
    std::vector<xml_signature::trusted_key> keys;
    for (std::size_t at = pem.find("-----BEGIN"); at != pem.npos;) {
        const std::size_t next = pem.find("-----BEGIN", at + 1);
        const std::string_view block = pem.substr(at, next - at);
        const auto der = crypto::from_base64(certificate_body(block));
        auto key = der && !der->empty() ? crypto::key::from_certificate(*der) : crypto::key::from_pem(block);
        if (key) keys.emplace_back(*std::move(key));
        at = next;
    }
    return keys;
}

} // namespace

xml_signature::allowed_algorithms allowed_for(const launch_party& party, instant now) {
    xml_signature::allowed_algorithms allowed;
    if (party.algorithms.empty()) return allowed;
    const auto is_unnamed = [&](xml_signature::method how) { return party.algorithms.count(name_of(how)) == 0; };
    std::erase_if(allowed.methods, is_unnamed);
    if (party.algorithms.count(name_of(xml_signature::method::rsa_sha1)) > 0 && sha1_is_agreed(party, now))
        allowed.allow_sha1();
    return allowed;
}

result<std::shared_ptr<const identity_provider>, finding> peer_memory::read(
    const launch_party& party, std::string_view bytes, bool fetched, const xml_signature::allowed_algorithms& allowed
) const {
    const std::lock_guard lock(mutex_);
    if (known_.size() > most_remembered) known_.clear();
    reading_of& known = known_[party.system];
    if (known.provider && known.bytes == bytes && known.issuer == party.issuer && known.pinned == party.public_keys &&
        known.methods == allowed.methods.size())
        return known.provider;
    const auto pinned = pinned_keys(party.public_keys);
    if (fetched && pinned.empty()) return fault_of(fault::metadata_unpinned);
    auto read = read_metadata(bytes, party.issuer, pinned, allowed);
    if (!read) return read.error();
    known = {
        std::string(bytes), party.issuer, party.public_keys, allowed.methods.size(),
        std::make_shared<const identity_provider>(*std::move(read))};
    return known.provider;
}

std::variant<peer, ask_first, finding> peer_memory::find(const launch_party& party, const launching& with) const {
    const bool fetched = party.metadata.empty();
    const received_answer* answer = fetched ? with.answer_of(party.metadata_url) : nullptr;
    if (fetched && answer == nullptr)
        return ask_first{{{.kind = launch_question::what::document, .url = party.metadata_url}}};
    if (fetched && answer->status != 200) return fault_of(fault::metadata_unreachable);
    peer made{nullptr, allowed_for(party, with.now)};
    auto provider = read(party, fetched ? answer->body : party.metadata, fetched, made.allowed);
    if (!provider) return provider.error();
    made.provider = *std::move(provider);
    if (made.provider->valid_until && with.now >= *made.provider->valid_until) return fault_of(fault::metadata_expired);
    return made;
}

} // namespace schakel::saml_entree
