#include "adapters/common/oneroster/seen_user.hpp"

namespace schakel::oneroster {

void see(const user& from, seen_user& into) {
    into.id = from.id;
    into.status = from.status;
    into.modified = from.modified;
    into.own = {};
    into.metadata.clear();
    for (const metadata_entry& one : from.metadata)
        into.add_metadata({one.name, one.value, one.json}, own_metadata::place_of(one.name));
    into.master_identifier = from.master_identifier;
    into.user_name = from.user_name;
    into.ids.clear();
    for (const user_id& one : from.ids) into.ids.push_back({one.type, one.identifier});
    into.enabled = from.enabled;
    into.given_name = from.given_name;
    into.family_name = from.family_name;
    into.middle_name = from.middle_name;
    into.preferred_first_name = from.preferred_first_name;
    into.preferred_middle_name = from.preferred_middle_name;
    into.preferred_last_name = from.preferred_last_name;
    into.pronouns = from.pronouns;
    into.role = from.role;
    into.orgs.clear();
    for (const reference& one : from.orgs) into.orgs.push_back(one.id);
    into.roles.clear();
    for (const role& one : from.roles)
        into.roles.push_back({one.type, one.word, one.org.id, parse_date(one.begin), parse_date(one.end)});
    into.identifier = from.identifier;
    into.email = from.email;
    into.sms = from.sms;
    into.phone = from.phone;
    into.grades.assign(from.grades.begin(), from.grades.end());
    into.has_agents = !from.agents.empty();
    into.has_profiles = !from.profiles.empty();
    into.has_resources = !from.resources.empty();
}

} // namespace schakel::oneroster
