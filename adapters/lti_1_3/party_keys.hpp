// Judging what a party signed, with the keys that its settings hold or that it publishes.
#pragma once

#include "gateway/adapter/launch.hpp"
#include "gateway/crypto/jwt.hpp"

#include <string>
#include <utility>
#include <variant>

namespace schakel::lti_1_3 {

// The question to ask first, or why there are no keys.
using party_keys = std::variant<crypto::key_set, launch_question, failure>;
party_keys keys_of(const launch_party& party, const launching& with, bool afresh);

// The algorithms of a party's signatures: those of its settings, else all that LTI allows. Never a symmetric one.
std::vector<crypto::algorithm> algorithms_of(const launch_party& party);

template <class T>
using judged = std::variant<T, launch_question, crypto::refused>;

// `judge` takes a key set and gives result<T, crypto::refused>. A key that is not among those known may be new: then
// they are asked for once more.
template <class T, class Judge>
judged<T> judge_with_keys(const launch_party& party, const launching& with, Judge judge) {
    for (const bool afresh : {false, true}) {
        const party_keys keys = keys_of(party, with, afresh);
        if (const auto* ask = std::get_if<launch_question>(&keys)) return *ask;
        if (const auto* none = std::get_if<failure>(&keys))
            return crypto::refused{crypto::refusal::unknown_key, none->message};
        result<T, crypto::refused> seen = judge(std::get<crypto::key_set>(keys));
        if (seen) return std::move(seen).value();
        const bool may_be_new = seen.error().why == crypto::refusal::unknown_key && party.public_keys.empty();
        if (afresh || !may_be_new) return seen.error();
    }
    return crypto::refused{crypto::refusal::unknown_key, "no key fits"};
}

} // namespace schakel::lti_1_3
