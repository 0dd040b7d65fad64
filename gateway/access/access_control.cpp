#include "gateway/access/access_control.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::access {

namespace {

using names = std::set<std::string, std::less<>>;

const settings::caller_credentials* credentials_of(const settings::system& system, purpose what) {
    if (what == purpose::asks) return system.asks_with();
    return system.receive ? &*system.receive : nullptr;
}

struct rights {
    const names& standards;
    const names& schools;
    const std::string& default_school;
};

rights rights_of(const settings::system& system, purpose what) {
    if (what == purpose::asks) return {system.query->standards, system.query->schools, system.query->default_school};
    return {system.receive->standards, system.receive->schools, system.receive->default_school};
}

bool allows(const names& allowed, std::string_view one) {
    return allowed.empty() || allowed.contains(one);
}

bool same(const model::identifier& ours, const model::identifier& named) {
    const bool one_authority = ours.authority.empty() || named.authority.empty() || ours.authority == named.authority;
    return ours.scheme == named.scheme && ours.value == named.value && one_authority;
}

refusal refused(oauth1::refusal why) {
    switch (why) {
    case oauth1::refusal::unknown_client: return refusal::unknown_client;
    case oauth1::refusal::busy: return refusal::overloaded;
    default: return refusal::unauthenticated;
    }
}

} // namespace

result<caller, refusal>
access_control::identify(const presented_credentials& shown, std::string_view standard, purpose what) const {
    using form = presented_credentials::form;
    result<caller, refusal> found = refusal::unauthenticated;
    switch (shown.kind) {
    case form::none: return refusal::unauthenticated;
    case form::key_triple: found = by_key(shown, what); break;
    case form::basic: found = by_login(shown, what); break;
    case form::bearer: found = by_token(shown, what); break;
    }
    if (found && !allows(rights_of(*found->system, what).standards, standard)) return refusal::forbidden;
    return found;
}

result<caller, refusal> access_control::by_key(const presented_credentials& shown, purpose what) const {
    bool client_known = false;
    for (const settings::system& system : all_.systems) {
        const settings::caller_credentials* known = credentials_of(system, what);
        if (!known || known->keys.empty()) continue;
        if (known->client_code != shown.code || known->client_name != shown.name) continue;
        client_known = true;
        for (const settings::school_key& one : known->keys) {
            if (crypto::constant_time_equal(one.key, shown.key)) return caller{&system, &one};
        }
    }
    return client_known ? refusal::unauthenticated : refusal::unknown_client;
}

result<caller, refusal> access_control::by_login(const presented_credentials& shown, purpose what) const {
    for (const settings::system& system : all_.systems) {
        const settings::caller_credentials* known = credentials_of(system, what);
        if (!known || !known->basic || known->basic->user != shown.code) continue;
        if (crypto::constant_time_equal(known->basic->password, shown.key)) return caller{&system, nullptr};
    }
    return refusal::unauthenticated;
}

result<caller, refusal> access_control::by_token(const presented_credentials& shown, purpose what) const {
    if (!tokens_) return refusal::unauthenticated;
    auto holder = tokens_->holder_of(shown.key);
    if (!holder) return refusal::unauthenticated;
    for (const settings::system& system : all_.systems) {
        const settings::caller_credentials* known = credentials_of(system, what);
        if (known && known->token && known->token->client_id == holder->client_id) {
            return caller{&system, nullptr, std::move(holder->scopes)};
        }
    }
    return refusal::unauthenticated;
}

result<caller, refusal>
access_control::identify_signed(const oauth1::signed_request& request, std::string_view standard, instant now) const {
    const settings::system* found = nullptr;
    const auto secret_of = [&](std::string_view key) -> std::optional<std::string> {
        for (const settings::system& system : all_.systems) {
            const settings::caller_credentials* known = credentials_of(system, purpose::asks);
            if (!known || !known->oauth1 || known->oauth1->consumer_key != key) continue;
            found = &system;
            return known->oauth1->secret;
        }
        return std::nullopt;
    };
    if (!nonces_) return refusal::unauthenticated;
    auto verified = oauth1::verify(request, secret_of, now, *nonces_);
    if (!verified) return refused(verified.error());
    if (!allows(found->query->standards, standard)) return refusal::forbidden;
    return caller{found, nullptr};
}

const settings::school* access_control::find_school(const model::identifiers& named, instant when) const {
    const settings::school* whole_school = nullptr;
    for (const settings::school& school : all_.schools) {
        const model::identifiers ours = school.identifiers_at(when);
        bool known = false, agrees = true;
        for (const model::identifier& one : named) {
            const bool ours_too = std::ranges::any_of(ours, [&](const auto& each) { return same(each, one); });
            if (ours_too) {
                known = known || one.scheme != model::scheme::dependance;
            } else {
                // A school that is configured without a location has to do with all its locations.
                agrees = agrees && one.scheme == model::scheme::dependance && !model::find(ours, one.scheme);
            }
        }
        if (!known || !agrees) continue;
        if (model::find(ours, model::scheme::dependance)) return &school;
        whole_school = &school;
    }
    return whole_school;
}

const settings::school* access_control::only_school(const names& allowed) const {
    if (allowed.size() == 1) return all_.find_school(*allowed.begin());
    return allowed.empty() && all_.schools.size() == 1 ? &all_.schools.front() : nullptr;
}

result<const settings::school*, refusal>
access_control::school_for(const caller& who, const model::identifiers& named, instant when, purpose what) const {
    const rights may = rights_of(*who.system, what);
    const settings::school* school = named.empty() ? all_.find_school(may.default_school) : find_school(named, when);
    if (!school && named.empty() && what == purpose::asks) school = only_school(may.schools);
    if (!school) return refusal::unknown_school;
    const bool by_key = !who.key || allows(who.key->schools, school->id);
    if (!allows(may.schools, school->id) || !by_key) return refusal::forbidden;
    return school;
}

} // namespace schakel::access
