// What the tool side remembers of a login until the platform's answer comes through the browser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schakel::lti_1_3 {

struct login_state {
    std::string system, nonce, target;
    std::string deployment;     // as the login request named it; "" when it did not
    std::string storage_target; // lti_storage_target; "": the platform keeps no data for us
    std::string issuer, client_id, login_hint, message_hint; // to begin anew in another window
    bool own_window = false;                                 // this is that other window
    // When the answer came without our cookie: what the platform's storage must hold for this login.
    std::string stored_state, stored_value;

    friend bool operator==(const login_state&, const login_state&) = default;
};

std::string to_bytes(const login_state& what);
std::optional<login_state> read_login_state(std::string_view bytes); // none: bytes of something else

} // namespace schakel::lti_1_3
