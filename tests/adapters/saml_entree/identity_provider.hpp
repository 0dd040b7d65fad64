// An identity provider for tests: it says whatever a test wants it to say, and signs it or not.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/crypto/key.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace schakel::test {

// The clock of every test: half past nine on the 21st of November 2026.
instant school_morning();

// One answer to a login, of which a test changes what it is about.
struct told_answer {
    std::string entity = "https://idp.school.example/metadata";
    std::string destination = "https://gw.example/saml/entree/acs";
    std::string audience = "https://gw.example/saml/entree/metadata";
    std::string in_response_to;
    std::string status = "urn:oasis:names:tc:SAML:2.0:status:Success";
    std::string version = "2.0";
    instant issued = school_morning();

    std::string name = "qj7cks8qdz9ph54@petteflat";
    std::string name_format = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
    std::string method = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    std::string recipient = "https://gw.example/saml/entree/acs";
    std::optional<std::string> confirmed_request; // as in_response_to
    std::optional<instant> confirmation_not_before;
    instant confirmed_until = school_morning() + 5min;
    instant not_before = school_morning() - 1min;
    instant not_on_or_after = school_morning() + 5min;
    std::optional<instant> session_until;
    std::string further_conditions, further_statements; // XML
    bool conditions = true, authentication = true;
    std::vector<std::pair<std::string, std::vector<std::string>>> attributes{
        {"uid", {"qj7cks8qdz9ph54@petteflat"}},
        {"givenName", {"Piet"}},
        {"eduPersonAffiliation", {"student"}},
        {"nlEduPersonHomeOrganizationId", {"11ZZ03"}},
        {"nlEduPersonHomeOrganization", {"Petteflat College"}}};

    std::string assertion_id = "_assertion-1", response_id = "_response-1";
};

class identity_provider {
public:
    identity_provider();

    const crypto::key& key() const { return key_; }
    const std::string& certificate() const { return certificate_; } // PEM

    std::string metadata(const std::vector<std::string>& certificates = {}) const; // its own when none are given
    std::string signed_metadata(const crypto::key& by) const;

    std::string assertion(const told_answer& what) const; // unsigned
    std::string signed_assertion(const told_answer& what) const;
    // A response around assertions, encrypted or not.
    std::string response(const told_answer& what, const std::string& assertions) const;
    std::string signed_response(const told_answer& what, const std::string& assertions) const;

    std::string sign(const std::string& message) const; // behind the issuer
    std::string logout_request(const std::string& name, const std::string& index) const;
    std::string logout_response(const std::string& in_response_to) const;

private:
    crypto::key key_;
    std::string certificate_;
};

// As an encrypting provider does it; the key is wrapped with RSA-OAEP.
std::string encrypted(const std::string& assertion, const crypto::key& to, bool cbc = false);

} // namespace schakel::test
