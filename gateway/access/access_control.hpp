// Who is sending, and may they: credentials in a message against the configured systems.
//
// Secrets are compared in constant time. Nothing here logs or returns a secret.
#pragma once

#include "gateway/access/token_issuer.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/settings/settings.hpp"

#include <string>
#include <string_view>

namespace schakel::access {

struct sender {
    const settings::system* system = nullptr;
    const settings::school_key* key = nullptr; // the UWLR key that was shown
};

// Why somebody is not let in; maps one to one on adapter dispositions.
enum class refusal { unauthenticated, unknown_client, forbidden, unknown_school };

class access_control {
public:
    access_control(const settings::settings& all, const token_issuer* tokens) : all_(all), tokens_(tokens) {}

    // Who shows these credentials. For a key triple an unknown client and a wrong key are told apart, as UWLR asks.
    result<sender, refusal> identify(const presented_credentials& shown, std::string_view standard) const;

    // The configured school that a message names (all its identifiers must agree), or the sender's default school when
    // it names none; refused when the sender may not send for it.
    result<const settings::school*, refusal> school_for(const sender& who, const model::identifiers& named) const;

private:
    result<sender, refusal> by_key(const presented_credentials& shown) const;
    result<sender, refusal> by_login(const presented_credentials& shown) const;
    result<sender, refusal> by_token(const presented_credentials& shown) const;
    const settings::school* find_school(const model::identifiers& named) const;

    const settings::settings& all_;
    const token_issuer* tokens_; // null without a token end point
};

} // namespace schakel::access
