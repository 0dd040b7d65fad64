// The gateway's side of logins for tests: one party, own keys, and what the core remembers between two requests.
#pragma once

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/launch.hpp"
#include "tests/adapters/saml_entree/identity_provider.hpp"

#include <map>
#include <memory>
#include <string>

namespace schakel::test {

class login_desk {
public:
    login_desk();

    const identity_provider& provider() const;

    launch_party party;                               // tests change it before they begin
    std::map<std::string, received_answer> documents; // by address, as fetched
    std::vector<launch_keys::certified> decryption;   // own
    bool has_signing_key = true;
    instant now = school_morning();
    same_browser browser = same_browser::yes;

    // A login begins; gives the ID of the request, and keeps what was remembered.
    std::string begin();
    launch_step begin_step();
    launch_step sign_out(const model::launch_session& session);

    // The browser brings this.
    launch_step post(const std::string& xml, const std::string& field = "SAMLResponse", const std::string& to = "/acs");
    launch_step get(const std::string& raw_query, const std::string& to = "/acs");

    reply metadata(const std::string& of = {});
    const crypto::key& own_key() const { return own_.key; }
    std::string relay_state; // as the browser brings it back
    std::map<std::string, remembering> remembered;

private:
    launching now_known();
    launch_step proceed(browser_request request);
    launch_step keep(launch_step step);

    std::unique_ptr<adapter> adapter_;
    std::unique_ptr<launch_parties> parties_;
    std::unique_ptr<launch_keys> keys_;
    launch_keys::certified own_;
    int made_ = 0;
};

// "arrived", "show", "ask-first", "signed-out", or the code of the refusal.
std::string outcome(const launch_step& step);
std::string value_between(const std::string& text, const std::string& before, const std::string& after);
std::string without(std::string text, const std::string& part);
std::string with(std::string text, const std::string& part, const std::string& instead);

} // namespace schakel::test
