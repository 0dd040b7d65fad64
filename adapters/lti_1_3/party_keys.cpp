#include "adapters/lti_1_3/party_keys.hpp"

namespace schakel::lti_1_3 {

party_keys keys_of(const launch_party& party, const launching& with, bool afresh) {
    if (!party.public_keys.empty()) {
        auto keys = crypto::key_set::from_jwks_or_pem(party.public_keys);
        if (!keys) return keys.error();
        return std::move(*keys);
    }
    if (party.keys_url.empty()) return failure{"no keys are known of this party"};
    const auto* known = with.keys_at(party.keys_url, afresh);
    if (!known) return launch_question{launch_question::what::keys, party.keys_url, afresh};
    if (!*known) return failure{"its keys cannot be had: " + known->error().message};
    return known->value();
}

std::vector<crypto::algorithm> algorithms_of(const launch_party& party) {
    using enum crypto::algorithm;
    if (party.algorithms.empty()) return {rs256, rs384, rs512, es256, es384, es512};
    std::vector<crypto::algorithm> out;
    for (const std::string& name : party.algorithms) {
        if (const auto how = crypto::parse_algorithm(name)) out.push_back(*how);
    }
    return out;
}

} // namespace schakel::lti_1_3
