// The attributes of Entree under their plain names, whatever name the sender gives them.
#pragma once

#include "adapters/saml_entree/wire.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::saml_entree {

// What this gateway looks at. Birth dates, addresses and telephone numbers are not among them: they are dropped here.
struct known_attributes {
    std::string uid, eckid, real_id, profile_id;
    std::string given_name, prefix, surname, initials, mail;
    std::string organisation_id, organisation, branch_id, digidelivery;
    std::vector<std::string> affiliations, units;
};

// `renamed`: parameters "attribute.<plain name>" of the party, with the name that it uses. The finding is for an
// attribute that must have one value and has more, and for what is in eckId and is no ECK iD.
result<known_attributes, finding> know_attributes(
    const std::vector<wire::attribute>& given, const std::map<std::string, std::string, std::less<>>& parameters
);

} // namespace schakel::saml_entree
