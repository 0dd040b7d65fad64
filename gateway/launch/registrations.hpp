// Parties that registered themselves (LTI dynamic registration), and deployments that wait until an administrator says
// which school they belong to.
//
// A registration is of no use until an administrator accepted it; a deployment until it is paired.
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::launch {

enum class standing : std::uint8_t { waiting, accepted, refused }; // what an administrator said
std::string_view to_string(standing which);                        // "waiting", "accepted", "refused"
std::optional<standing> parse_standing(std::string_view text);

struct kept_registration {
    std::string system; // id that it has among systems: no id of the settings
    standing status = standing::waiting;
    std::string title; // as the party calls itself
    launch_party party;
    instant made{};
    std::string decided_by; // who let it in, or refused
};

struct deployment {
    std::string issuer, client_id, id; // the three name it
    std::string system;                // the source's id in our settings
    std::string school;                // empty: waits for pairing
    std::string described; // what the platform says of itself and its school: name, guid; nothing of persons
    instant first_seen{};
    std::string paired_by; // who said so
};

class registrations {
public:
    registrations(outbox::launch_rows& rows, const clock& time) : rows_(rows), time_(time) {}

    // In the place of one that waits or was refused. Failure: one that was accepted is there; it must be removed first.
    result<done> add(const kept_registration& what);
    std::optional<kept_registration> find(std::string_view system) const;
    std::vector<kept_registration> list(std::optional<standing> which = {}) const; // oldest first
    // False: there is none with this id.
    result<bool> decide(std::string_view system, standing how, std::string_view by);
    result<bool> remove(std::string_view system);

    // Makes it known when it is new; answers what is kept. Quick when it was known.
    result<deployment> see(const deployment& what);
    std::optional<deployment>
    find_deployment(std::string_view issuer, std::string_view client_id, std::string_view id) const;
    std::vector<deployment> deployments(bool only_waiting) const;
    // An empty school undoes it. False: nobody came from there yet.
    result<bool> pair(
        std::string_view issuer, std::string_view client_id, std::string_view id, std::string_view school,
        std::string_view by
    );

private:
    template <class Change>
    result<bool> change(std::uint8_t kind, std::string_view id, const Change& changed);

    outbox::launch_rows& rows_;
    const clock& time_;
};

} // namespace schakel::launch
