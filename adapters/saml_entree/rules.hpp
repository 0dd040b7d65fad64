// Whether an answer may let somebody in: the list of the standard and the federation, each point by itself.
#pragma once

#include "adapters/saml_entree/wire.hpp"
#include "gateway/core/finding.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace schakel::saml_entree {

// What the answer must agree with.
struct expectation {
    std::string consumer; // the address where it arrived, in full
    std::string own_entity, identity_provider;
    std::string in_response_to; // ID of our request; "": the answer was not asked for, and says so
    instant now{};
    std::chrono::seconds leeway{120};  // what clocks may differ, both ways
    std::chrono::seconds longest{300}; // from making the message to its arrival, besides the leeway
};

// None: nothing against it.
std::optional<finding> judge_envelope(const wire::response& answer, const expectation& expected);
std::optional<finding> judge_assertion(const wire::assertion& what, const expectation& expected);
// Of a logout message of the other side; `answer` null for a request.
std::optional<finding> judge_logout_head(const wire::message& head, const expectation& expected);
std::optional<finding> judge_logout_request(const wire::logout_request& asked, const expectation& expected);

// From when the assertion would be refused for its age; until then it must be remembered as used.
instant end_of(const wire::assertion& what, const expectation& expected);

} // namespace schakel::saml_entree
