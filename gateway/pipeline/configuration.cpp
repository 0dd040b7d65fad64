#include "gateway/pipeline/configuration.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/pipeline/named_policy.hpp"

namespace schakel::pipeline {

namespace {

constexpr std::size_t remembered_signatures = 100'000; // signed requests of ten minutes

// Whether there is something to tell those who tell us of entitlements.
bool confirms(const adapter& by) {
    return by.entitlements() && by.entitlements()->abilities().takes;
}

configuration_refusal because(failure why) {
    return {std::move(why.message), {}};
}

configuration_refusal because(std::vector<schakel::settings::fault> faults) {
    std::string message = "a schema of a partner cannot be used";
    return {std::move(message), std::move(faults)};
}

} // namespace

result<std::shared_ptr<const configuration>, configuration_refusal> configuration::create(
    schakel::settings::settings all, const adapter_registry& adapters, const clock& time, const configuration* former
) {
    std::shared_ptr<configuration> made(new configuration(std::move(all)));
    if (auto read = made->read_destinations(adapters); !read) return because(read.error());
    if (auto read = made->read_identities(); !read) return because(read.error());
    made->make_releases();
    auto partners = partner_adapters::create(made->settings_, adapters);
    if (!partners) return because(std::move(partners.error()));
    made->partners_ = *std::move(partners);
    if (!made->settings_.tokens.issuer.empty()) {
        auto issuer = access::token_issuer::create(made->settings_, time, former ? former->tokens() : nullptr);
        if (!issuer) return because(issuer.error());
        made->tokens_ = std::move(*issuer);
    }
    auto nonces =
        former ? former->access().nonces() : std::make_shared<crypto::replay_guard>(time, remembered_signatures);
    made->access_ = std::make_unique<access::access_control>(made->settings_, made->tokens_.get(), std::move(nonces));
    return std::shared_ptr<const configuration>(std::move(made));
}

result<done> configuration::read_destinations(const adapter_registry& adapters) {
    for (const settings::system& system : settings_.systems) {
        if (!system.send) continue;
        destination to{&system, adapters.find(system.send->standard), {}, {}, {}};
        if (!to.by || !(to.by->info().sends || confirms(*to.by))) {
            return failure{"system \"" + system.id + "\": no adapter sends " + system.send->standard};
        }
        to.profile.destination = system.id;
        to.profile.release = system.send->release;
        if (to.profile.release.empty()) {
            const auto& named = to.by->info().person_schemes;
            to.profile.release.assign(named.begin(), named.end());
        }
        to.profile.pseudonym_key = system.send->pseudonym_key;
        to.profile.account_home_page = system.send->account_home_page;
        for (const std::string& file : system.send->code_lists) {
            auto list = mapping::code_list::read(file);
            if (!list) return list.error();
            to.profile.code_lists.push_back(std::move(*list));
        }
        if (!system.send->retry_delays.empty()) to.schedule.delays = system.send->retry_delays;
        if (system.send->goals) to.goals = wish_of(*system.send->goals);
        destinations_.emplace(system.id, std::move(to));
    }
    for (const schakel::settings::route& route : settings_.routes)
        if (route.goals) route_goals_.emplace(route.name, wish_of(*route.goals));
    return done{};
}

result<done> configuration::read_identities() {
    for (const settings::school& school : settings_.schools) {
        if (school.identities_file.empty()) continue;
        auto list = mapping::identity_list::read(school.identities_file);
        if (!list) return list.error();
        identities_.emplace(school.id, std::move(*list));
    }
    return done{};
}

void configuration::make_releases() {
    for (const settings::system& system : settings_.systems) {
        if (!system.query) continue;
        const settings::querying& asks = *system.query;
        for (const settings::school& school : settings_.schools) {
            if (!asks.schools.empty() && !asks.schools.contains(school.id)) continue;
            const settings::release_profile* profile = settings_.find_release(asks.release_for(school.id));
            if (!profile) continue; // settings that are checked name none that does not exist
            auto made = std::make_shared<const release>(*profile, asks.pseudonym_key, school.id);
            releases_.emplace(std::pair(system.id, school.id), std::move(made));
        }
    }
}

std::shared_ptr<const release>
configuration::release_for(std::string_view system_id, std::string_view school_id) const {
    const auto found = releases_.find(std::pair<std::string, std::string>(system_id, school_id));
    return found == releases_.end() ? nullptr : found->second;
}

mapping::goal_wish configuration::wish_of(const schakel::settings::goal_wish& asked) const {
    mapping::goal_wish out;
    out.framework = asked.framework;
    out.explain = asked.explain == "en" ? language::en : language::nl;
    out.as_of_today = asked.as_of == schakel::settings::goal_wish::date_of::today;
    out.release = asked.release;
    out.address = asked.address;
    out.attained_means_all = asked.attained_means_all;
    // Without a name the standard policy: settings that are checked name none that does not exist.
    if (auto policy = named_policy(settings_, asked.policy)) out.policy = std::move(*policy);
    return out;
}

const mapping::goal_wish* configuration::goals_for(const schakel::settings::route& by, const destination& to) const {
    const auto found = route_goals_.find(by.name);
    if (found != route_goals_.end()) return &found->second;
    return to.goals ? &*to.goals : nullptr;
}

const destination* configuration::find_destination(std::string_view system_id) const {
    const auto found = destinations_.find(system_id);
    return found == destinations_.end() ? nullptr : &found->second;
}

const mapping::identity_list* configuration::identities_of(std::string_view school_id) const {
    const auto found = identities_.find(school_id);
    return found == identities_.end() ? nullptr : &found->second;
}

} // namespace schakel::pipeline
