// Signatures of LTI 1.1: forms that a browser carries (launches, choices) and XML messages of one server to another.
#pragma once

#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/codec/form_fields.hpp"

#include <string>
#include <string_view>

namespace schakel::lti_1_1 {

// What a good signature tells.
struct signed_by {
    const launch_party* party = nullptr;
    std::string key;           // oauth_consumer_key
    forms::field_list covered; // what was signed, decoded; what is not here must not be believed
    single_use nonce;
};

// Why there is none. `party` is null until the key is known.
struct bad_signature {
    const rule* broken = nullptr;
    std::string expected, got;
    const launch_party* party = nullptr;
};

// A form that came to `url` (without query). All of query and body is covered; where only the body is, as some senders
// do who move the query there, the query counts for nothing.
result<signed_by, bad_signature>
judge_form(const browser_request& request, std::string_view url, launch_side side, const launching& with);

// A message with an Authorization header and a body hash.
result<signed_by, bad_signature>
judge_message(const exchange& message, std::string_view url, launch_side side, const launching& with);

// The form of `parameters`, signed for `url` and its query. None of the parameters may begin with "oauth_".
page_form signed_form(
    std::string_view url, const forms::field_list& parameters, const shared_key& key, const launch_party& party,
    const launching& with
);

} // namespace schakel::lti_1_1
