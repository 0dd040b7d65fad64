#include "gateway/pipeline/outcomes.hpp"

namespace schakel::pipeline {

using outcome = disposition::outcome;

std::string_view to_string(disposition::outcome decided) {
    switch (decided) {
    case outcome::accepted: return "accepted";
    case outcome::repeated: return "repeated";
    case outcome::invalid: return "invalid";
    case outcome::conflict: return "conflict";
    case outcome::unauthenticated: return "unauthenticated";
    case outcome::unknown_client: return "unknown_client";
    case outcome::forbidden: return "forbidden";
    case outcome::insufficient_scope: return "insufficient_scope";
    case outcome::unknown_school: return "unknown_school";
    case outcome::unroutable: return "unroutable";
    case outcome::unsupported_media: return "unsupported_media";
    case outcome::too_large: return "too_large";
    case outcome::not_found: return "not_found";
    case outcome::method_not_allowed: return "method_not_allowed";
    case outcome::overloaded: return "overloaded";
    case outcome::unavailable: return "unavailable";
    case outcome::internal: return "internal";
    }
    return "internal";
}

outcome outcome_of(access::refusal why) {
    switch (why) {
    case access::refusal::unauthenticated: return outcome::unauthenticated;
    case access::refusal::unknown_client: return outcome::unknown_client;
    case access::refusal::forbidden: return outcome::forbidden;
    case access::refusal::unknown_school: return outcome::unknown_school;
    case access::refusal::overloaded: return outcome::overloaded;
    }
    return outcome::internal;
}

} // namespace schakel::pipeline
