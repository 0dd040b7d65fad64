#include "gateway/pipeline/access_why.hpp"

#include "gateway/mapping/identity_map.hpp"
#include "gateway/pipeline/access_why_words.hpp"
#include "gateway/pipeline/launch_routes.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace schakel::pipeline {

namespace {

namespace scheme = model::scheme;
using settings::launch_route;

constexpr std::size_t attempts_looked_at = 50;
constexpr std::size_t attempts_told = 10;
constexpr auto under_way = std::chrono::minutes(10); // longer: the browser did not come back

// What the pseudonym may be: nobody says of which kind it is.
model::identifiers readings_of(const std::string& pseudonym, const settings::settings& all) {
    model::identifiers out{{std::string(scheme::eckid), pseudonym, {}}, {std::string(scheme::las_key), pseudonym, {}}};
    const auto add = [&](std::string_view kind, const std::string& authority) {
        model::identifier one{std::string(kind), pseudonym, authority};
        if (std::ranges::find(out, one) == out.end()) out.push_back(std::move(one));
    };
    for (const settings::system& one : all.systems) {
        if (one.launch_to)
            for (const std::string& page :
                 {one.launch_to->account_home_page, one.launch_to->issuer, "urn:schakel:" + one.id})
                if (!page.empty()) add(scheme::account, page);
        if (!one.launch_from) continue;
        add(scheme::lti_user, one.launch_from->issuer);
        add(scheme::entree_uid, one.launch_from->issuer);
        for (const settings::consumer_key& key : one.launch_from->keys) add(scheme::lti_user, key.key);
    }
    return out;
}

// The person in one school, with all names that are known there.
struct seen_person {
    std::string school;
    model::identifiers ids; // empty: nothing knows the pseudonym here
    std::shared_ptr<const roster_view> roster;
    std::set<std::string> in_roster; // ids of records
    std::optional<model::roster::person> record;
    std::vector<std::string> groups;
};

void learn_names(seen_person& out, const model::identifiers& readings, const why_services& with) {
    const stored_keys keys(with.messages);
    const mapping::identity_map people(out.school, &keys, with.in_force.identities_of(out.school));
    for (const model::identifier& reading : readings)
        for (const model::identifier& wanted : readings) {
            if (reading.scheme == wanted.scheme || wanted.scheme == scheme::account) continue;
            auto known = people.find({reading}, wanted.scheme, wanted.authority);
            if (!known) continue;
            out.ids.push_back(reading);
            out.ids.push_back({wanted.scheme, std::move(*known), wanted.authority});
        }
}

void look_into_roster(seen_person& out, const model::identifiers& readings) {
    if (!out.roster) return;
    constexpr auto person = model::roster::record_kind::person;
    model::identifiers names = readings;
    names.insert(names.end(), out.ids.begin(), out.ids.end());
    for (const model::identifier& one : names)
        for (std::string& id : out.roster->find_by_identifier(person, one)) out.in_roster.insert(std::move(id));
    // Who has left is not found by names any more; the key of the administration still leads there.
    if (out.in_roster.empty())
        for (const model::identifier& one : names)
            if (one.scheme == scheme::las_key && out.roster->find(person, one.value)) out.in_roster.insert(one.value);
    if (out.in_roster.size() != 1) return;
    const std::string& id = *out.in_roster.begin();
    const auto record = out.roster->find(person, id);
    if (const auto* found = record ? std::get_if<model::roster::person>(&*record) : nullptr) out.record = *found;
    if (!out.record) return;
    for (const model::identifier& one : out.record->ids)
        if (std::ranges::find(out.ids, one) == out.ids.end()) out.ids.push_back(one);
    for (const auto& membership : out.roster->memberships_of_person(id)) {
        out.groups.push_back(membership.group);
        const auto group = out.roster->find(model::roster::record_kind::group, membership.group);
        if (!group) continue;
        for (const model::identifier& one : model::roster::tail_of(*group).ids) out.groups.push_back(one.value);
    }
}

seen_person look_in(const std::string& school, const model::identifiers& readings, const why_services& with) {
    seen_person out;
    out.school = school;
    out.roster = with.roster(school);
    learn_names(out, readings, with);
    look_into_roster(out, readings);
    return out;
}

// Where to look, the likeliest first.
std::vector<std::string>
schools_of(const why_question& asked, const std::vector<launch::attempt>& attempts, const settings::settings& all) {
    if (!asked.school.empty()) return {asked.school};
    std::vector<std::string> out;
    const auto add = [&](const std::string& id) {
        if (!id.empty() && std::ranges::find(out, id) == out.end()) out.push_back(id);
    };
    for (const launch::attempt& one : attempts) add(one.school);
    for (const settings::school& one : all.schools) add(one.id);
    return out;
}

// Those that were refused before the product was known belong to it as well as to any other.
std::vector<launch::attempt> attempts_of(const why_question& asked, outbox::launch_rows& launches) {
    outbox::attempt_filter which;
    which.person = launch::person_digest(asked.person);
    which.school = asked.school;
    which.limit = attempts_looked_at;
    std::vector<launch::attempt> out;
    for (const outbox::launch_attempt& row : launches.attempts(which))
        if ((row.product == asked.product || row.product.empty()) && out.size() < attempts_told)
            out.push_back(launch::from_row(row));
    return out;
}

why_hop identity_hop(const seen_person& who, bool launched) {
    if (!who.ids.empty() || who.record) return words::identity_known(who.school);
    if (launched) return words::identity_by_launches(who.school);
    return words::identity_unknown();
}

why_hop roster_hop(const seen_person& who, const launch_route* route) {
    const bool demanded = route && route->who == launch_route::person::known;
    if (!who.roster) return words::no_roster(demanded);
    if (who.in_roster.size() > 1) return words::several_in_roster();
    if (!who.record) return words::not_in_roster(who.roster->version(), demanded);
    if (who.record->ended) return words::left_the_roster(who.roster->version());
    return words::in_roster(who.roster->version(), who.groups.empty());
}

// Routes that let some source of the school open the product, whatever address the link has.
struct found_routes {
    const launch_route* best = nullptr;
    std::vector<std::string> reasons; // "name: condition" of those that do not hold
};

found_routes routes_of(
    const why_question& asked, const seen_person& who, const std::vector<launch::attempt>& attempts,
    const settings::settings& all
) {
    found_routes out;
    launch_facts facts;
    facts.school = who.school;
    facts.product = asked.product;
    const bool employee = who.record && who.record->kind == model::roster::person_kind::employee;
    facts.roles = {{employee ? model::launch_role::instructor : model::launch_role::learner, {}, {}}};
    std::set<std::string> sources;
    if (!attempts.empty() && !attempts.front().source.empty()) sources.insert(attempts.front().source);
    for (const settings::system& one : all.systems)
        if (sources.empty() && one.launch_from) sources.insert(one.id);
    for (const launch_route& one : all.launches) {
        std::string_view failed = "from";
        for (const std::string& source : sources) {
            facts.source = source;
            failed = failed_condition(one, facts);
            if (failed.empty() || failed == "target") break;
        }
        if (failed.empty() || failed == "target") {
            if (!out.best || one.priority > out.best->priority) out.best = &one;
        } else {
            out.reasons.push_back(one.name + ": " + std::string(failed));
        }
    }
    return out;
}

why_hop route_hop(const found_routes& routes, const settings::settings& all) {
    if (!routes.best) return words::no_route(routes.reasons);
    const settings::system* to = all.find_system(routes.best->to);
    return words::routed(routes.best->name, to && !to->name.empty() ? to->name : routes.best->to);
}

why_hop entitlement_hop(
    const why_question& asked, const seen_person& who, const launch_route* route, const why_services& with
) {
    if (route && route->entitled == launch_route::entitlement::not_checked) return words::not_checked();
    const bool employee = who.record && who.record->kind == model::roster::person_kind::employee;
    // Of somebody whom no roster or message named, the pseudonym itself may be what the entitlement names.
    const model::identifiers ids = who.ids.empty() ? readings_of(asked.person, with.in_force.settings()) : who.ids;
    return words::entitlement(
        with.entitlements.may_open({who.school, ids, employee, who.groups, asked.product, with.time.now()})
    );
}

why_hop launch_hop(const std::vector<launch::attempt>& attempts, instant now) {
    if (attempts.empty()) return words::never_launched();
    const launch::attempt& last = attempts.front();
    if (last.outcome == launch::opened_outcome) return words::opened(last);
    if (!last.outcome.empty()) return words::refused(last);
    return last.changed + under_way > now ? words::under_way(last) : words::stopped(last);
}

} // namespace

const why_hop* why_answer::first_failed() const {
    const auto at = std::ranges::find(hops, why_verdict::failed, &why_hop::what);
    return at == hops.end() ? nullptr : &*at;
}

std::string_view to_string(why_verdict value) {
    switch (value) {
    case why_verdict::good: return "good";
    case why_verdict::failed: return "failed";
    case why_verdict::unknown: break;
    }
    return "unknown";
}

why_answer access_why(const why_question& asked, const why_services& with) {
    const settings::settings& all = with.in_force.settings();
    const model::identifiers readings = readings_of(asked.person, all);
    why_answer out;
    out.attempts = attempts_of(asked, with.launches);
    seen_person who;
    for (const std::string& school : schools_of(asked, out.attempts, all)) {
        seen_person here = look_in(school, readings, with);
        const bool known = !here.ids.empty() || !here.in_roster.empty();
        if (known || who.school.empty()) who = std::move(here);
        if (known) break;
    }
    const bool known = !who.ids.empty() || !who.in_roster.empty();
    const bool launched = !out.attempts.empty();
    out.hops.push_back(identity_hop(who, launched));
    if (!known && !launched && asked.school.empty()) return out;
    out.school = who.school;
    // Who is called the same at another school is somebody else.
    std::erase_if(out.attempts, [&](const launch::attempt& one) {
        return !one.school.empty() && one.school != out.school;
    });
    const found_routes routes = routes_of(asked, who, out.attempts, all);
    out.hops.push_back(roster_hop(who, routes.best));
    out.hops.push_back(route_hop(routes, all));
    out.hops.push_back(entitlement_hop(asked, who, routes.best, with));
    out.hops.push_back(launch_hop(out.attempts, with.time.now()));
    return out;
}

} // namespace schakel::pipeline
