// A platform, a browser and a store for the tool side: what the core does between two requests, in its plainest form.
#pragma once

#include "adapters/lti_1_3/tool_side.hpp"
#include "gateway/crypto/jwt.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace schakel::test {

using fields = form_fields;

// Claims by name, as JSON values; an empty value leaves a claim out.
using claim_changes = std::map<std::string, std::string, std::less<>>;
std::string on(std::string_view claim); // its full name: "https://purl.imsglobal.org/spec/lti/claim/roles"

class listed_parties final : public launch_parties {
public:
    std::vector<launch_party> all;

    const launch_party* find(launch_side side, std::string_view system) const override;
    std::vector<const launch_party*>
    find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const override;
    const launch_party* find_by_key(launch_side side, std::string_view consumer_key) const override;
};

class own_keys final : public launch_keys {
public:
    own_keys();
    crypto::key current(crypto::algorithm how) const override;
    crypto::key_set published() const override;
    std::string jwks() const override;
    std::optional<certified> saml() const override { return std::nullopt; }

private:
    crypto::key key_;
};

// A browser's session of one launch at the platform "lms", with everything that the gateway is told.
class tool_world {
public:
    tool_world();

    launch_step get(std::string_view path, const fields& query);
    launch_step post(std::string_view path, const fields& form);

    // A login as the platform initiates it; gives the fields of the authentication request.
    fields log_in(const fields& changes = {});
    // The platform's answer to it.
    std::string token(const claim_changes& changes = {}) const;
    launch_step respond(const std::string& id_token);
    launch_step launched(const claim_changes& changes = {});
    launch_step answer(const model::content_return& choice, const model::launch& to);

    listed_parties parties;
    launch_party& lms() { return parties.all.front(); }
    crypto::key platform_key;
    instant now;
    same_browser browser = same_browser::yes;
    shown_in where = shown_in::unknown;
    std::string state, nonce;                                               // of the last authentication request
    std::map<std::string, result<crypto::key_set>, std::less<>> keys;       // answers to questions, by address
    std::map<std::string, result<crypto::key_set>, std::less<>> fresh_keys; // when asked afresh
    std::map<std::string, received_answer, std::less<>> answers;
    std::map<std::string, std::string, std::less<>> invitations; // and for whom they were made
    std::vector<launch_question> asked;
    std::map<std::string, remembering, std::less<>> store;
    own_keys ours;

private:
    launch_step go(browser_request request);
    launching told();

    std::unique_ptr<lti_1_3::tool_side> side_;
    int counter_ = 0;
};

// The code of a refusal, or "shown", "arrived", "asked", "registering".
std::string outcome_of(const launch_step& step);
std::string reason_of(const launch_step& step);

// The address that a browser is sent to, and its query decoded.
std::string location_of(const launch_step& step);
fields query_of(std::string_view url);

} // namespace schakel::test
