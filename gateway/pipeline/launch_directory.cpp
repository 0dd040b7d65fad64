#include "gateway/pipeline/launch_directory.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

constexpr auto read_every = std::chrono::seconds(1);

launch_party party_of(const settings::launch_end& from, launch_side side, const std::string& system) {
    launch_party out;
    out.side = side;
    out.system = system;
    out.standard = from.standard;
    out.issuer = from.issuer;
    out.client_id = from.client_id;
    for (const settings::consumer_key& one : from.keys) out.keys.push_back({one.key, one.secret});
    out.login_url = from.address("login_url");
    out.authorization_url = from.address("authorization_url");
    out.token_url = from.address("token_url");
    out.token_audience = from.token_audience;
    out.launch_url = from.address("launch_url");
    out.deep_linking_url = from.address("deep_linking_url");
    out.redirect_urls = from.redirect_urls;
    out.keys_url = from.address("keys_url");
    out.metadata_url = from.address("metadata_url");
    out.logout_url = from.address("logout_url");
    out.public_keys = from.public_keys;
    out.metadata = from.metadata;
    out.launch_prefixes = from.launch_prefixes;
    out.algorithms = from.algorithms;
    out.scopes = from.scopes;
    out.quirks = from.quirks;
    out.profile = from.profile;
    out.parameters = from.parameters;
    out.leeway = from.leeway;
    out.longest = from.longest_age;
    return out;
}

template <class Value>
void lay(const Value& over, Value& under) {
    if (!over.empty()) under = over;
}

// What a party told of itself; what the settings allow it stays theirs. A deployment at a source counts when somebody
// has said which school it belongs to.
void lay_over(const launch_party& told, launch_party& under) {
    lay(told.issuer, under.issuer);
    lay(told.client_id, under.client_id);
    lay(told.login_url, under.login_url);
    lay(told.authorization_url, under.authorization_url);
    lay(told.token_url, under.token_url);
    lay(told.token_audience, under.token_audience);
    lay(told.launch_url, under.launch_url);
    lay(told.deep_linking_url, under.deep_linking_url);
    lay(told.redirect_urls, under.redirect_urls);
    lay(told.keys_url, under.keys_url);
    lay(told.public_keys, under.public_keys);
    for (const auto& parameter : told.parameters) under.parameters.insert(parameter);
}

std::string deployment_key(std::string_view system, std::string_view deployment) {
    std::string out(system);
    return out.append(1, '\0').append(deployment);
}

} // namespace

const launch_party* known_parties::find(launch_side side, std::string_view system) const {
    for (const launch_party& one : all_) {
        if (one.side == side && one.system == system) return &one;
    }
    return nullptr;
}

std::vector<const launch_party*>
known_parties::find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const {
    std::vector<const launch_party*> found;
    for (const launch_party& one : all_) {
        const bool named = issuer.empty() || one.issuer == issuer;
        const bool same = client_id.empty() || one.client_id == client_id;
        if (one.side == side && named && same && !one.unregistered) found.push_back(&one);
    }
    return found;
}

const launch_party* known_parties::find_by_key(launch_side side, std::string_view consumer_key) const {
    for (const launch_party& one : all_) {
        if (one.side != side || one.unregistered) continue;
        if (std::ranges::any_of(one.keys, [&](const shared_key& each) { return each.key == consumer_key; }))
            return &one;
    }
    return nullptr;
}

const known_parties& launch_world::of(std::string_view standard) const {
    static const known_parties nobody;
    const auto found = by_standard.find(standard);
    return found == by_standard.end() ? nobody : found->second;
}

std::string_view launch_world::school_of(std::string_view system, std::string_view deployment) const {
    const auto found = schools.find(deployment_key(system, deployment));
    return found == schools.end() ? std::string_view{} : std::string_view(found->second);
}

std::shared_ptr<const launch_world> launch_directory::read(const std::shared_ptr<const configuration>& in_force) const {
    auto made = std::make_shared<launch_world>();
    made->in_force = in_force;
    made->read = time_.now();
    const auto accepted = stored_.list(launch::standing::accepted);
    const auto deployments = stored_.deployments(false);
    const auto take = [&](launch_party one, bool registers) {
        if (registers) {
            for (const launch::kept_registration& each : accepted) {
                if (each.system == one.system && each.party.side == one.side) lay_over(each.party, one);
            }
            one.unregistered = one.client_id.empty();
        }
        for (const launch::deployment& each : deployments) {
            if (each.system != one.system || one.side != launch_side::source || each.school.empty()) continue;
            one.deployments.push_back(each.id);
            made->schools.emplace(deployment_key(one.system, each.id), each.school);
        }
        made->by_standard[one.standard].add(std::move(one));
    };
    for (const settings::system& one : in_force->settings().systems) {
        if (one.launch_from) {
            launch_party source = party_of(*one.launch_from, launch_side::source, one.id);
            for (const auto& [id, school] : one.launch_from->deployments) {
                source.deployments.push_back(id);
                if (!school.empty()) made->schools.emplace(deployment_key(one.id, id), school);
            }
            take(std::move(source), one.launch_from->registers);
        }
        if (one.launch_to) {
            launch_party target = party_of(*one.launch_to, launch_side::target, one.id);
            target.deployments = {one.launch_to->deployment};
            take(std::move(target), one.launch_to->registers);
        }
    }
    return made;
}

std::shared_ptr<const launch_world> launch_directory::now(const std::shared_ptr<const configuration>& in_force) {
    {
        const std::lock_guard lock(mutex_);
        const instant now = time_.now();
        if (known_ && known_->in_force == in_force && now < known_->read + read_every && known_->read <= now)
            return known_;
    }
    auto made = read(in_force);
    const std::lock_guard lock(mutex_);
    known_ = made;
    return made;
}

} // namespace schakel::pipeline
