// What settings say of launches: where people come from, where they go, who may open what there and what the other
// side gets to know of them.
#pragma once

#include "gateway/settings/place.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::settings {

struct consumer_key {
    std::string key, secret;
};

// The other side of a launch. Which of these a standard needs is told by its adapter.
struct launch_end {
    std::string standard;
    std::string issuer, client_id;
    std::vector<consumer_key> keys;
    // login_url, authorization_url, token_url, launch_url, deep_linking_url, keys_url, metadata_url, logout_url.
    std::map<std::string, std::string, std::less<>> addresses;
    std::string token_audience;
    std::vector<std::string> redirect_urls, launch_prefixes;
    std::string public_keys, metadata; // what the files hold
    std::set<std::string, std::less<>> algorithms, scopes, quirks;
    std::string profile;
    std::map<std::string, std::string, std::less<>> parameters;
    std::chrono::seconds leeway{120}, longest_age{300};
    bool registers = false; // it introduces itself (dynamic registration): addresses, keys and client_id come from that
    place where;

    std::string_view address(std::string_view key) const;
    bool has(std::string_view key) const; // whether the key of this name says something
};

// [system.launch_from]
struct launch_source : launch_end {
    std::map<std::string, std::string, std::less<>> deployments; // deployment -> school; "" when the launch tells
    std::set<std::string, std::less<>> schools;                  // whose people come from it; empty: all
    std::string default_school;                                  // of launches that name none
    // What its names of people really are: "lti.user" = "las.key", "custom.eckid" = "eckid".
    std::map<std::string, std::string, std::less<>> identifiers;
};

// [system.launch_to]
struct launch_target : launch_end {
    std::string deployment = "1";  // how we call ourselves there
    std::string pseudonym_key;     // secret; what it calls people, classes and links is derived from it
    std::string account_home_page; // of the accounts it names in messages to us; empty: our issuer
};

// [[launch]]: who may open material of whom. All conditions must hold; an empty one always holds. Among matching routes
// the highest priority wins; of several with the same priority the person chooses (deep linking), or the first wins.
struct launch_route {
    std::string name;
    std::int64_t priority = 0;
    std::set<std::string, std::less<>> from, schools, products, roles, kinds;
    std::vector<std::string> targets; // addresses that are asked for begin with one of these
    std::string opens;                // the product of links that name none, and of whose address no catalogue tells
    std::string to;                   // system id
    enum class entitlement { required, not_checked } entitled = entitlement::required;
    enum class person { any, known } who = person::any; // known: in the school's roster
    std::set<std::string, std::less<>> release;         // besides what is always released
    std::vector<std::string> identifiers;               // schemes of persons, besides the pseudonym
    std::set<std::string, std::less<>> custom;          // parameters that travel on
    std::string agreement;                              // on which the release rests
    place where;
};

// [launches]: where the gateway keeps what passes between two steps of a launch, and the keys that it signs with.
struct launch_keeping {
    std::string store;                   // file; empty: beside the message store
    std::string key_encryption_key_file; // empty: in the data directory
    std::chrono::seconds keys_sign_for = std::chrono::days(90);
    std::chrono::seconds keys_overlap = std::chrono::hours(25); // published before and after they sign
    std::chrono::seconds jwks_max_age = std::chrono::minutes(15);
    std::chrono::seconds keep_attempts = std::chrono::days(30);
    // Our SAML certificates with their keys, PEM; the second pair is for what is encrypted to us. Empty: none.
    std::string saml_certificate_file, saml_key_file, saml_decryption_certificate_file, saml_decryption_key_file;
    place where;
};

// What `release` may hold; whether an agreement must be named for it.
struct releasable_in_launch {
    std::string_view name;
    bool needs_agreement;
};
const std::vector<releasable_in_launch>& releasable_in_launches();

} // namespace schakel::settings
