// Who takes part in launches now: the systems of the settings, with what they told of themselves in registrations that
// an administrator let in, and the deployments that were paired with a school.
//
// What the store holds is read anew once a second at most, so that a registration or a pairing counts on every node
// within that time.
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/launch/registrations.hpp"
#include "gateway/pipeline/configuration.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

// The parties of one standard, fixed at one moment.
class known_parties final : public launch_parties {
public:
    void add(launch_party one) { all_.push_back(std::move(one)); }

    const launch_party* find(launch_side side, std::string_view system) const override;
    std::vector<const launch_party*>
    find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const override;
    const launch_party* find_by_key(launch_side side, std::string_view consumer_key) const override;

private:
    std::vector<launch_party> all_;
};

struct launch_world {
    std::shared_ptr<const configuration> in_force; // of which the parties were made
    std::map<std::string, known_parties, std::less<>> by_standard;
    std::map<std::string, std::string, std::less<>> schools; // "system\0deployment" -> school that it was paired with
    instant read{};

    const known_parties& of(std::string_view standard) const;
    std::string_view school_of(std::string_view system, std::string_view deployment) const;
};

class launch_directory {
public:
    launch_directory(launch::registrations& stored, const clock& time) : stored_(stored), time_(time) {}

    std::shared_ptr<const launch_world> now(const std::shared_ptr<const configuration>& in_force);

private:
    std::shared_ptr<const launch_world> read(const std::shared_ptr<const configuration>& in_force) const;

    launch::registrations& stored_;
    const clock& time_;
    std::mutex mutex_;
    std::shared_ptr<const launch_world> known_;
};

} // namespace schakel::pipeline
