#include "gateway/pipeline/launch_members.hpp"

#include "gateway/pipeline/launch_grants.hpp"
#include "gateway/pipeline/launch_release.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>

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

struct listed {
    model::launch_role as;
    bool left = false;
};
using listing = std::map<std::string, listed>; // by id of the person

// Of a roster, as members are told of it: when it last changed.
std::string version_of(const roster_view& view) {
    return std::to_string(view.changed_at().time_since_epoch().count());
}

std::optional<instant> moment_of(std::string_view version) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), count);
    const bool whole = error == std::errc{} && end == version.data() + version.size();
    if (!whole || count == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
    return instant(std::chrono::microseconds(count));
}

model::launch_person person_of(const roster::person& who, const listed& how) {
    model::launch_person out;
    out.ids = who.ids;
    if (how.left) return out; // no more than that they did
    out.given_name = who.preferred_name.empty() ? who.given_names : who.preferred_name;
    out.middle_name = who.middle_name;
    out.family_name = who.family_prefix.empty() ? who.family_name : who.family_prefix + " " + who.family_name;
    out.name = out.given_name.empty() ? out.family_name : out.given_name + " " + out.family_name;
    out.email = who.email;
    out.roles.push_back({how.as, model::role_scope::context, {}});
    return out;
}

listing everybody(const std::vector<std::string>& groups, const roster_view& view) {
    listing out;
    for (const std::string& group : groups) {
        for (const roster::membership& one : view.memberships_of_group(group))
            out.emplace(one.person, listed{role_of(one.what)});
    }
    return out;
}

const roster::membership* within(const std::vector<roster::membership>& all, const std::vector<std::string>& groups) {
    const auto found =
        std::ranges::find_if(all, [&](const auto& one) { return std::ranges::count(groups, one.group) != 0; });
    return found == all.end() ? nullptr : &*found;
}

// Who came, left, or is described in another way since then.
listing changed(const std::vector<std::string>& groups, const roster_view& view, instant since) {
    listing out;
    roster_range later;
    later.with_ended = true;
    later.changed_since = since + std::chrono::microseconds(1);
    const auto see = [&](const std::string& person, const roster::membership* ended) {
        const auto now = view.memberships_of_person(person);
        if (const auto* still = within(now, groups))
            out.insert_or_assign(person, listed{role_of(still->what)});
        else if (ended)
            out.emplace(person, listed{role_of(ended->what), true});
    };
    each<roster::membership>(view, later, [&](const roster::membership& one) {
        if (std::ranges::count(groups, one.group) != 0) see(one.person, &one);
        return true;
    });
    each<roster::person>(view, later, [&](const roster::person& one) {
        see(one.id, nullptr);
        return true;
    });
    return out;
}

// A learner is named by the school's own key, as in launches. Employees are named by what their system calls them,
// which no roster knows: they come with their first launch.
bool is_listed(const roster::person& who, const listed& how, const member_filter& which) {
    const bool wanted = which.role.empty() || which.role == model::to_string(how.as);
    return wanted && (how.left || !who.ended) && !who.ids.empty() && how.as == model::launch_role::learner;
}

} // namespace

result<member_page> class_members(
    const launch_class& of, const member_filter& which, std::string_view since, std::string_view after,
    std::size_t limit, const configuration& in_force, const launch_services& with
) {
    const settings::system* target = in_force.settings().find_system(of.target);
    const auto& routes = in_force.settings().launches;
    const auto route = std::ranges::find(routes, of.route, &settings::launch_route::name);
    if (!target || !target->launch_to || route == routes.end()) return failure{"the class is served no longer"};
    if (!route->release.contains("members")) return failure{"members are not released to this system"};
    const auto view = with.roster(of.school);
    if (!view) return failure{"the school has no roster"};

    const auto groups = groups_of(of.own_context, *view);
    const auto earlier = moment_of(since);
    const listing all = earlier ? changed(groups, *view, *earlier) : everybody(groups, *view);
    const stored_keys keys(with.messages);
    mapping::identity_map people(of.school, &keys, in_force.identities_of(of.school));
    const mapping::destination_profile profile = profile_of(*target);
    const launch_names names(profile, of.source, people);
    member_page out;
    out.version = version_of(*view);
    std::vector<std::string> fields;
    for (auto at = all.upper_bound(std::string(after)); at != all.end(); ++at) {
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
