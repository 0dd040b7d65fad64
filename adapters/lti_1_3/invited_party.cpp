#include "adapters/lti_1_3/invited_party.hpp"

namespace schakel::lti_1_3 {

const launch_party* invited_by(std::string_view invitation, launch_side side, const launching& with) {
    const auto system = invitation.empty() || !with.invited ? std::nullopt : with.invited(invitation);
    return system ? with.parties->find(side, *system) : nullptr;
}

} // namespace schakel::lti_1_3
