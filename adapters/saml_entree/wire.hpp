// The messages of SAML 2.0 as far as a service provider reads and writes them, in the standard's own words.
#pragma once

#include "gateway/core/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace schakel::saml_entree::wire {

// ---------------------------------------------------------------- what every message has

struct message {
    std::string id;
    std::string version;
    instant issued{};
    std::string destination, issuer;
    std::string in_response_to; // of answers
};

struct status {
    std::string code;  // the first level
    std::string finer; // the second, "" for none
};

struct name_id {
    std::string value;
    std::string format, name_qualifier, sp_name_qualifier;
};

// ---------------------------------------------------------------- what comes in

struct subject_confirmation {
    std::string method, recipient, in_response_to;
    std::optional<instant> not_before, not_on_or_after;
};

struct conditions {
    bool present = false;
    std::optional<instant> not_before, not_on_or_after;
    std::vector<std::vector<std::string>> audiences; // each restriction must hold
    std::string unknown;                             // a condition that nobody here knows, "" for none
};

struct authentication {
    std::string session_index;
    std::optional<instant> session_until;
};

struct attribute {
    std::string name;
    std::vector<std::string> values;
};

struct assertion {
    message head;
    std::optional<name_id> name;
    std::vector<subject_confirmation> confirmations;
    wire::conditions conditions;
    std::vector<authentication> authentications;
    std::vector<attribute> attributes;
};

// The envelope; its assertion is read by itself, once it is known to be signed.
struct response {
    message head;
    wire::status status;
};

struct logout_request {
    message head;
    std::optional<name_id> name;
    std::vector<std::string> session_indexes; // none: all sessions
    std::optional<instant> not_on_or_after;
};

// ---------------------------------------------------------------- what goes out

struct authn_request {
    message head;
    std::string consumer; // where the response is to come, by POST
    std::string provider; // identity provider behind the hub (Scoping), "" for the hub's own choice
};

} // namespace schakel::saml_entree::wire
