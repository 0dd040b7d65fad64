// How other systems prove to us who they are, and how we reach them and prove who we are.
#pragma once

#include "gateway/settings/place.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace schakel::settings {

// One key of a UWLR client: which schools it opens.
struct school_key {
    std::string key;
    std::set<std::string, std::less<>> schools; // empty: all
    place where;
};

struct basic_login {
    std::string user, password;
};

// A client of our token end point. It proves itself with a signed assertion or with a secret.
struct token_client {
    std::string client_id;
    std::string public_keys; // PEM or JWKS text
    std::set<std::string, std::less<>> scopes;
    std::string secret = {};       // empty: assertions only
    std::string scope_prefix = {}; // that it may put before the scopes for which it asks
};

// Somebody who signs requests with OAuth 1.0a (OneRoster 1.1).
struct signing_client {
    std::string consumer_key, secret;
};

// Whoever comes to us shows one of these.
struct caller_credentials {
    std::string client_code, client_name; // UWLR klantcode, klantnaam
    std::vector<school_key> keys;
    std::optional<basic_login> basic;
    std::optional<token_client> token;
    std::optional<signing_client> oauth1;

    bool none() const { return keys.empty() && !basic && !token && !oauth1; }
};

// Where we get a token for requests to a system, and how we prove ourselves there: with a key (private_key_jwt), or
// with a secret in HTTP Basic or in the body.
struct token_source {
    std::string token_url, client_id, key_file, key_id, scope, audience;
    std::string secret;
    bool secret_in_body = false;
    std::string scope_prefix = {}; // put before each scope that we ask for
    bool launch_keys = false;      // the assertion is signed with the keys of launches, which rotate
};

struct signing_source {
    std::string consumer_key, secret;
    std::string method = "HMAC-SHA256"; // or HMAC-SHA1
};

// How we reach a system.
struct remote {
    std::string url;
    std::string client_code, client_name; // UWLR
    std::vector<school_key> keys;         // UWLR: the key we show per school
    std::optional<basic_login> basic;
    std::optional<token_source> token;
    std::optional<signing_source> oauth1;
    std::string ca_file, certificate_file, key_file;
    std::chrono::milliseconds time_out{30'000};
};

} // namespace schakel::settings
