#include "adapters/lti_1_3/party_keys.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace schakel::lti_1_3 {

namespace {

constexpr std::size_t most_remembered = 16;

party_keys read_anew(const std::string& text) {
    auto keys = crypto::key_set::from_jwks_or_pem(text);
    if (!keys) return keys.error();
    return std::move(*keys);
}

// Reading a key costs as much as judging a signature with it ten times over. What a thread read last it knows.
const party_keys& read_before(const std::string& text) {
    thread_local std::vector<std::pair<std::string, party_keys>> known;
    const auto found = std::ranges::find(known, text, &std::pair<std::string, party_keys>::first);
    if (found != known.end()) return found->second;
    if (known.size() == most_remembered) known.erase(known.begin());
    return known.emplace_back(text, read_anew(text)).second;
}

} // namespace

party_keys keys_of(const launch_party& party, const launching& with, bool afresh) {
    if (!party.public_keys.empty()) return read_before(party.public_keys);
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
