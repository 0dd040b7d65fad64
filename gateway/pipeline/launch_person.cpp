#include "gateway/pipeline/launch_person.hpp"

#include "gateway/adapter/roster_view.hpp"

#include <algorithm>
#include <set>

namespace schakel::pipeline {

namespace {

namespace scheme = model::scheme;

constexpr std::string_view custom_prefix = "custom.";

void add(model::identifiers& list, model::identifier one) {
    if (!one.value.empty() && std::ranges::find(list, one) == list.end()) list.push_back(std::move(one));
}

// "lti.user" = "las.key": what the source calls its users is the key of the administration. The value must not look
// like a variable that nobody filled in ("$Person.sourcedId").
void add_agreed(model::identifiers& list, const model::launch_resource& opens, const settings::launch_source& from) {
    for (const auto& [theirs, ours] : from.identifiers) {
        std::string_view value;
        if (theirs.starts_with(custom_prefix)) {
            for (const auto& [name, text] : opens.custom) {
                if (name == std::string_view(theirs).substr(custom_prefix.size())) value = text;
            }
        } else {
            value = model::value_of(list, theirs);
        }
        if (!value.empty() && !value.starts_with('$')) add(list, {ours, std::string(value), {}});
    }
}

// Persons of the roster that carry one of the names.
std::set<std::string> persons_with(const model::identifiers& names, const roster_view& roster) {
    std::set<std::string> found;
    for (const model::identifier& one : names) {
        for (std::string& id : roster.find_by_identifier(model::roster::record_kind::person, one))
            found.insert(std::move(id));
    }
    return found;
}

// Employees and pupils may be numbered alike: then the role tells them apart.
void keep_of_kind(std::set<std::string>& found, const roster_view& roster, bool learner) {
    if (found.size() < 2) return;
    std::erase_if(found, [&](const std::string& id) {
        const auto record = roster.find(model::roster::record_kind::person, id);
        const auto* person = record ? std::get_if<model::roster::person>(&*record) : nullptr;
        if (!person || person->ended) return true;
        return learner != (person->kind == model::roster::person_kind::pupil);
    });
}

void take_from_roster(found_person& out, const std::string& id, const roster_view& roster) {
    const auto record = roster.find(model::roster::record_kind::person, id);
    const auto* person = record ? std::get_if<model::roster::person>(&*record) : nullptr;
    if (!person || person->ended) return;
    out.known = true;
    out.employee = person->kind == model::roster::person_kind::employee;
    for (const model::identifier& one : person->ids) {
        if (!model::find(out.ids, one.scheme)) add(out.ids, one);
    }
    for (const auto& membership : roster.memberships_of_person(id)) {
        out.groups.push_back(membership.group);
        const auto group = roster.find(model::roster::record_kind::group, membership.group);
        if (!group) continue;
        for (const model::identifier& one : model::roster::tail_of(*group).ids) out.groups.push_back(one.value);
    }
}

bool may_launch_for(const settings::launch_source& from, const settings::school* school) {
    return school && (from.schools.empty() || from.schools.contains(school->id));
}

// What names a school in these settings: a deployment or a platform does so only where schools are told apart by it.
model::identifiers telling(const model::identifiers& named, const settings::settings& all, instant now) {
    model::identifiers some;
    for (const settings::school& school : all.schools) {
        for (const model::identifier& known : school.identifiers_at(now)) {
            for (const model::identifier& one : named)
                if (one.scheme == known.scheme) add(some, one);
        }
    }
    return some;
}

} // namespace

const settings::school*
school_of(const model::launch& what, const settings::system& source, const launch_world& world, instant now) {
    const settings::launch_source& from = *source.launch_from;
    const settings::settings& all = world.in_force->settings();
    const settings::school* found = nullptr;
    if (const std::string_view paired = world.school_of(source.id, what.deployment); !paired.empty()) {
        found = all.find_school(paired);
    } else if (const auto named = telling(what.school, all, now); !named.empty()) {
        found = world.in_force->access().find_school(named, now);
    } else if (!from.default_school.empty()) {
        found = all.find_school(from.default_school);
    } else if (from.schools.size() == 1) {
        found = all.find_school(*from.schools.begin());
    } else if (from.schools.empty() && all.schools.size() == 1) {
        found = &all.schools.front();
    }
    return may_launch_for(from, found) ? found : nullptr;
}

// Only learners are found by keys of the administration and learnt: employees may be numbered as pupils are.
found_person find_person(
    const model::launch_person& who, const model::launch_resource& opens, const settings::launch_source& from,
    mapping::identity_map& people, const roster_view* roster
) {
    found_person out;
    out.ids = who.ids;
    if (who.ids.empty()) return out;
    const bool learner = model::is_learner(who);
    out.employee = !learner;
    add_agreed(out.ids, opens, from);
    if (learner) {
        for (const std::string_view wanted : {scheme::las_key, scheme::eckid}) {
            if (model::find(out.ids, wanted)) continue;
            if (auto known = people.find(out.ids, wanted)) add(out.ids, {std::string(wanted), std::move(*known), {}});
        }
    }
    if (roster) {
        std::set<std::string> found = persons_with(out.ids, *roster);
        keep_of_kind(found, *roster, learner);
        out.ambiguous = found.size() > 1;
        if (found.size() == 1) take_from_roster(out, *found.begin(), *roster);
    }
    out.named_by = learner ? out.ids : model::identifiers{who.ids.front()};
    findings ignored; // a contradiction changes nothing
    if (learner && out.ids.size() > 1 && !out.ambiguous) people.learn(out.ids, ignored);
    return out;
}

} // namespace schakel::pipeline
