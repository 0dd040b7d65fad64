// Why a launch goes no further, as the flow itself finds it, and the words for the person in front of the screen.
//
// A code is for school IT and the chain query and stays the same for ever; the words say what to do, in plain Dutch or
// English, and never whose fault it is.
#pragma once

#include "gateway/adapter/launch.hpp"
#include "gateway/entitlement/access_check.hpp"

#include <string>
#include <string_view>

namespace schakel::pipeline {

// Codes of the flow. Those of an adapter begin with the name of its family: "lti.", "saml.".
namespace launch_code {
inline constexpr std::string_view step_unknown = "launch.step-unknown";     // begun too long ago, or used before
inline constexpr std::string_view replayed = "launch.replayed";             // something counts once and came again
inline constexpr std::string_view peer_silent = "launch.peer-silent";       // a document could not be had
inline constexpr std::string_view party_unknown = "launch.party-unknown";   // the system left the settings meanwhile
inline constexpr std::string_view party_waits = "launch.party-waits";       // not registered, or not let in yet
inline constexpr std::string_view school_unknown = "launch.school-unknown"; // no school of ours, or not of this system
inline constexpr std::string_view person_unknown = "launch.person-unknown"; // not in the school's roster
inline constexpr std::string_view person_ambiguous = "launch.person-ambiguous"; // its names belong to several
inline constexpr std::string_view no_route = "launch.no-route";
inline constexpr std::string_view item_unknown = "launch.item-unknown"; // a link to chosen material that is not known
inline constexpr std::string_view product_unknown = "launch.product-unknown";
inline constexpr std::string_view not_entitled = "launch.not-entitled";
inline constexpr std::string_view entitlement_unknown = "launch.entitlement-unknown";
inline constexpr std::string_view no_choice = "launch.no-choice"; // nothing to choose from
inline constexpr std::string_view store_unavailable = "launch.store-unavailable";
inline constexpr std::string_view internal = "launch.internal";
} // namespace launch_code

refused refusal(std::string_view code, refusal_advice advice, std::string reason);
refused refusal_of(const entitlement::access_answer& answer);

int status_of(const refused& why); // of the page: 403, 404, 503 …

// `reference`: the trace, by which school IT finds the launch. `back`: where the person came from, "" for nowhere.
refusal_page page_of(const refused& why, std::string_view reference, std::string_view back);

} // namespace schakel::pipeline
