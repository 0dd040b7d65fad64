// Who is calling, and may they: credentials in a message, a question or a request's headers against the configured
// systems.
//
// Secrets are compared in constant time. Nothing here logs or returns a secret.
#pragma once

#include "gateway/access/oauth1.hpp"
#include "gateway/access/token_issuer.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/settings/settings.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::access {

// A system that calls us. It may send (its rights are in [system.receive]) or ask for rosters ([system.query]).
enum class purpose { sends, asks };

struct caller {
    const settings::system* system = nullptr;
    const settings::school_key* key = nullptr;          // the UWLR key that was shown
    std::optional<token_issuer::scope_set> scopes = {}; // of the token that was shown; none: scopes do not apply

    // Whether one of the demanded scopes was granted, or there is nothing to ask: nothing is demanded, or no token was
    // shown.
    template <class Names>
    bool granted_one_of(const Names& demanded) const {
        if (!scopes || demanded.empty()) return true;
        return std::ranges::any_of(demanded, [this](const auto& one) { return scopes->contains(one); });
    }
};

// Why somebody is not let in; maps one to one on adapter dispositions.
enum class refusal { unauthenticated, unknown_client, forbidden, unknown_school, overloaded };

class access_control {
public:
    // `nonces` are kept over reloads: a signed request counts once.
    access_control(
        const settings::settings& all, const token_issuer* tokens, std::shared_ptr<crypto::replay_guard> nonces = {}
    )
        : all_(all), tokens_(tokens), nonces_(std::move(nonces)) {}

    // Who shows these credentials. For a key triple an unknown client and a wrong key are told apart, as UWLR asks.
    result<caller, refusal>
    identify(const presented_credentials& shown, std::string_view standard, purpose what = purpose::sends) const;

    // Who signed this request with OAuth 1.0a. Only askers sign.
    result<caller, refusal>
    identify_signed(const oauth1::signed_request& request, std::string_view standard, instant now) const;

    // The configured school that a message names (all its identifiers must agree with those that hold at that moment),
    // or the caller's default school when it names none; refused when the caller may not have to do with it.
    result<const settings::school*, refusal>
    school_for(const caller& who, const model::identifiers& named, instant when, purpose what = purpose::sends) const;

    // The configured school that all these identifiers agree on at that moment, or null.
    const settings::school* find_school(const model::identifiers& named, instant when) const;

    const std::shared_ptr<crypto::replay_guard>& nonces() const { return nonces_; }

private:
    result<caller, refusal> by_key(const presented_credentials& shown, purpose what) const;
    result<caller, refusal> by_login(const presented_credentials& shown, purpose what) const;
    result<caller, refusal> by_token(const presented_credentials& shown, purpose what) const;
    const settings::school* only_school(const std::set<std::string, std::less<>>& allowed) const;

    const settings::settings& all_;
    const token_issuer* tokens_; // null without a token end point
    std::shared_ptr<crypto::replay_guard> nonces_;
};

} // namespace schakel::access
