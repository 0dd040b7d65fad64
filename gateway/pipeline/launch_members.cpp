#include "gateway/pipeline/launch_members.hpp"

#include "gateway/pipeline/launch_grants.hpp"
#include "gateway/pipeline/launch_release.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>
#include <map>

namespace schakel::pipeline {

namespace {

namespace roster = model::roster;
namespace scheme = model::scheme;

// Groups of the roster that the class of the launch is: by its sourcedid, or by its own id.
std::vector<std::string> groups_of(const model::launch_context& own, const roster_view& view) {
    for (const std::string* id : {&own.course_section, &own.course_offering, &own.id}) {
        if (id->empty()) continue;
        for (const std::string_view each : {scheme::oneroster_id, scheme::eduv_id, scheme::las_key}) {
            auto found = view.find_by_identifier(roster::record_kind::group, {std::string(each), *id, {}});
            if (!found.empty()) return found;
        }
        if (view.find(roster::record_kind::group, *id)) return {*id};
    }
    return {};
}

model::launch_role role_of(roster::role what) {
    switch (what) {
    case roster::role::pupil: return model::launch_role::learner;
    case roster::role::teaching_assistant:
    case roster::role::teaching_supporter: return model::launch_role::teaching_assistant;
    case roster::role::mentor:
    case roster::role::parent:
    case roster::role::guardian:
    case roster::role::relative: return model::launch_role::mentor;
    default: return model::launch_role::instructor;
    }
}

model::launch_person person_of(const roster::person& who, model::launch_role as) {
    model::launch_person out;
    out.ids = who.ids;
    out.given_name = who.preferred_name.empty() ? who.given_names : who.preferred_name;
    out.middle_name = who.middle_name;
    out.family_name = who.family_prefix.empty() ? who.family_name : who.family_prefix + " " + who.family_name;
    out.name = out.given_name.empty() ? out.family_name : out.given_name + " " + out.family_name;
    out.email = who.email;
    out.roles.push_back({as, model::role_scope::context, {}});
    return out;
}

// A learner is named by the school's own key, as in launches. Employees are named by what their system calls them,
// which no roster knows: they come with their first launch.
bool is_listed(const roster::person& who, model::launch_role as, const member_filter& which) {
    const bool wanted = which.role.empty() || which.role == model::to_string(as);
    return wanted && !who.ended && !who.ids.empty() && as == model::launch_role::learner;
}

} // namespace

result<member_page> class_members(
    const launch_class& of, const member_filter& which, std::string_view after, std::size_t limit,
    const configuration& in_force, const launch_services& with
) {
    const settings::system* target = in_force.settings().find_system(of.target);
    const auto& routes = in_force.settings().launches;
    const auto route = std::ranges::find(routes, of.route, &settings::launch_route::name);
    if (!target || !target->launch_to || route == routes.end()) return failure{"the class is served no longer"};
    if (!route->release.contains("members")) return failure{"members are not released to this system"};
    const auto view = with.roster(of.school);
    if (!view) return failure{"the school has no roster"};

    std::map<std::string, model::launch_role> listed; // by id of the person
    for (const std::string& group : groups_of(of.own_context, *view)) {
        for (const roster::membership& one : view->memberships_of_group(group))
            listed.emplace(one.person, role_of(one.what));
    }
    const stored_keys keys(with.messages);
    mapping::identity_map people(of.school, &keys, in_force.identities_of(of.school));
    const mapping::destination_profile profile = profile_of(*target);
    const launch_names names(profile, of.source, people);
    member_page out;
    out.version = view->version();
    std::vector<std::string> fields;
    for (auto at = listed.upper_bound(std::string(after)); at != listed.end(); ++at) {
        if (out.members.size() == limit) break;
        const auto record = view->find(roster::record_kind::person, at->first);
        const auto* who = record ? std::get_if<roster::person>(&*record) : nullptr;
        if (!who || !is_listed(*who, at->second, which)) continue;
        const model::launch_person person = person_of(*who, at->second);
        out.members.push_back(released_person(person, person.ids, *route, names, fields));
        out.next = at->first;
    }
    if (out.members.size() < limit) out.next.clear();
    return out;
}

} // namespace schakel::pipeline
