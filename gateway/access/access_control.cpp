#include "gateway/access/access_control.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::access {

result<sender, refusal> access_control::identify(const presented_credentials& shown, std::string_view standard) const {
    using form = presented_credentials::form;
    result<sender, refusal> found = refusal::unauthenticated;
    switch (shown.kind) {
    case form::none: return refusal::unauthenticated;
    case form::key_triple: found = by_key(shown); break;
    case form::basic: found = by_login(shown); break;
    case form::bearer: found = by_token(shown); break;
    }
    if (!found) return found;
    const auto& standards = found->system->receive->standards;
    if (!standards.empty() && !standards.contains(standard)) return refusal::forbidden;
    return found;
}

result<sender, refusal> access_control::by_key(const presented_credentials& shown) const {
    bool client_known = false;
    for (const settings::system& system : all_.systems) {
        if (!system.receive || system.receive->keys.empty()) continue;
        if (system.receive->client_code != shown.code || system.receive->client_name != shown.name) continue;
        client_known = true;
        for (const settings::school_key& one : system.receive->keys) {
            if (crypto::constant_time_equal(one.key, shown.key)) return sender{&system, &one};
        }
    }
    return client_known ? refusal::unauthenticated : refusal::unknown_client;
}

result<sender, refusal> access_control::by_login(const presented_credentials& shown) const {
    for (const settings::system& system : all_.systems) {
        if (!system.receive || !system.receive->basic || system.receive->basic->user != shown.code) continue;
        if (crypto::constant_time_equal(system.receive->basic->password, shown.key)) return sender{&system, nullptr};
    }
    return refusal::unauthenticated;
}

result<sender, refusal> access_control::by_token(const presented_credentials& shown) const {
    if (!tokens_) return refusal::unauthenticated;
    const auto client = tokens_->client_of(shown.key);
    if (!client) return refusal::unauthenticated;
    for (const settings::system& system : all_.systems) {
        if (system.receive && system.receive->token && system.receive->token->client_id == *client) {
            return sender{&system, nullptr};
        }
    }
    return refusal::unauthenticated;
}

const settings::school* access_control::find_school(const model::identifiers& named) const {
    const auto knows_all = [&](const settings::school& school) {
        return std::ranges::all_of(named, [&](const model::identifier& one) {
            const model::identifier* ours = model::find(school.identifiers, one.scheme);
            // A school that is configured without a location takes messages of all its locations.
            if (!ours) return one.scheme == model::scheme::dependance;
            return ours->value == one.value;
        });
    };
    const auto knows_one = [&](const settings::school& school) {
        return std::ranges::any_of(named, [&](const model::identifier& one) {
            return one.scheme != model::scheme::dependance &&
                   model::value_of(school.identifiers, one.scheme) == one.value;
        });
    };
    const settings::school* whole_school = nullptr;
    for (const settings::school& school : all_.schools) {
        if (!knows_one(school) || !knows_all(school)) continue;
        if (model::find(school.identifiers, model::scheme::dependance)) return &school;
        whole_school = &school;
    }
    return whole_school;
}

result<const settings::school*, refusal>
access_control::school_for(const sender& who, const model::identifiers& named) const {
    const settings::receiving& rights = *who.system->receive;
    const settings::school* school = named.empty() ? all_.find_school(rights.default_school) : find_school(named);
    if (!school) return refusal::unknown_school;
    const bool by_system = rights.schools.empty() || rights.schools.contains(school->id);
    const bool by_key = !who.key || who.key->schools.empty() || who.key->schools.contains(school->id);
    if (!by_system || !by_key) return refusal::forbidden;
    return school;
}

} // namespace schakel::access
