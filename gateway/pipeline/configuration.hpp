// What is in force: the settings with everything that is made of them. Immutable; a reload makes a new one and swaps
// the pointer.
#pragma once

#include "gateway/access/access_control.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/mapping/goal_references.hpp"
#include "gateway/mapping/mapper.hpp"
#include "gateway/outbox/delivery_policy.hpp"
#include "gateway/pipeline/partner_adapters.hpp"
#include "gateway/pipeline/release.hpp"
#include "gateway/routing/router.hpp"
#include "gateway/settings/settings.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::pipeline {

// A system that we deliver to.
struct destination {
    const settings::system* system = nullptr;
    const adapter* by = nullptr;
    mapping::destination_profile profile;
    outbox::retry_schedule schedule;
    std::optional<mapping::goal_wish> goals; // in which framework it reads learning goals
};

// Why a configuration cannot come into force. `faults` hold what has a place in a file.
struct configuration_refusal {
    std::string message;
    std::vector<settings::fault> faults;
};

class configuration {
public:
    // Reads identity lists, code lists and keys, and compiles partner schemas. Failure: one of those files is unusable;
    // nothing is half applied.
    static result<std::shared_ptr<const configuration>, configuration_refusal> create(
        settings::settings all, const adapter_registry& adapters, const clock& time,
        const configuration* former = nullptr // the one that this replaces
    );

    const settings::settings& settings() const { return settings_; }
    const routing::router& router() const { return router_; }
    const access::access_control& access() const { return *access_; }
    access::token_issuer* tokens() const { return tokens_.get(); } // null without a token end point
    const destination* find_destination(std::string_view system_id) const;
    // What is asked of learning goals on this way: the wish of the route, else of the destination; null when neither
    // names a framework.
    const mapping::goal_wish* goals_for(const schakel::settings::route& by, const destination& to) const;
    // What a system that asks for rosters gets of this school's; null when the school is not one that it may ask for.
    std::shared_ptr<const release> release_for(std::string_view system_id, std::string_view school_id) const;
    const mapping::identity_list* identities_of(std::string_view school_id) const;
    // The adapter for messages of this sender: with its partner schemas where it has any. Lives as long as this.
    const adapter& adapter_for(const settings::system& sender, const adapter& plain) const {
        return partners_.of(sender, plain);
    }
    language lang() const { return settings_.gateway.language == "en" ? language::en : language::nl; }

private:
    explicit configuration(settings::settings all) : settings_(std::move(all)), router_(settings_.routes) {}
    result<done> read_destinations(const adapter_registry& adapters);
    result<done> read_identities();
    void make_releases();
    mapping::goal_wish wish_of(const schakel::settings::goal_wish& asked) const;

    schakel::settings::settings settings_;
    routing::router router_;
    std::unique_ptr<access::token_issuer> tokens_;
    std::unique_ptr<access::access_control> access_;
    partner_adapters partners_;
    std::map<std::string, destination, std::less<>> destinations_;
    std::map<std::string, mapping::goal_wish, std::less<>> route_goals_; // by name of the route
    std::map<std::string, mapping::identity_list, std::less<>> identities_;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const release>, std::less<>> releases_;
};

} // namespace schakel::pipeline
