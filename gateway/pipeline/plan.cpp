#include "gateway/pipeline/plan.hpp"

#include "gateway/pipeline/division.hpp"
#include "gateway/pipeline/stored_exchange.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

namespace schakel::pipeline {

namespace {

constexpr rule unrouted_part{
    "routing.unrouted-part",
    severity::warning,
    "Routes: a message is divided by subject and level",
    "Geen route wil toetsen van vakgebied \"{got}\" uit dit bericht; dat deel gaat nergens heen.",
    "No route wants assessments of the subject \"{got}\" in this message; that part goes nowhere.",
    "Voeg een route toe voor dit vakgebied, of een zonder bestemming om het met opzet te laten vallen.",
    "Add a route for this subject, or one without destination to drop it on purpose."};

constexpr std::array rule_list{unrouted_part};

constexpr std::string_view divided_reason =
    "no place in the receiver's standard, or routed elsewhere by subject or level";

routing::facts common_facts(const judged& it) {
    routing::facts of;
    of.school = it.message.school;
    of.sender = it.message.sender;
    of.standard = it.message.standard;
    of.kind = it.content.kind;
    of.at = it.message.received_at;
    const auto& families = it.by->info().families;
    if (!families.empty()) of.family = to_string(families.front());
    return of;
}

// Releases and mapping sets, and the frameworks between which was translated: another release of one of these, or
// another way between them, may say something else.
std::vector<std::string> sources_of(const mapping::goal_account& account) {
    std::set<std::string> all(account.sources.begin(), account.sources.end());
    for (const mapping::goal_translation& one : account.translations)
        for (const std::string* framework : {&one.record.goal.framework, &one.record.target.framework})
            if (!framework->empty()) all.insert(*framework);
    return {all.begin(), all.end()};
}

// A score goes back to where its launch came from, and to no other system that people come from: in a standard of
// launches those have no place for it.
bool is_for(const destination& to, const judged& source) {
    if (!to.system->launch_from || !to.by->launch() || source.launches == nullptr) return true;
    return std::ranges::all_of(source.content.scores, [&](const ledger_score& one) {
        const auto item = source.launches->find_line_item(one.line_item);
        const auto of = item ? source.launches->find_class(item->class_handle) : std::nullopt;
        return !of || of->source == to.system->id;
    });
}

struct translation {
    const judged& source;
    const field_trace& trace;
    const configuration& in_force;
    mapping::identity_map& people;
    const goal_graph_in_force& goals;
    const clock& time;
    plan& out;

    void to_destination(
        const settings::route& route, const std::string& system_id, const std::vector<model::record>& records,
        bool divided
    ) {
        const destination& to = *in_force.find_destination(system_id);
        if (!is_for(to, source)) return;
        field_fate fate;
        auto seen = mapping::for_destination(records, to.profile, people, fate);
        mapping::goal_account account;
        if (const mapping::goal_wish* wish = in_force.goals_for(route, to)) {
            const auto today = date_in_amsterdam(source.message.received_at);
            account = mapping::translate_goals(seen, *wish, goals, today, fate);
        }
        encode_options options{
            to.system->send->parameters, to.system->send->quirks,
            source.school->identifiers_at(source.message.received_at), source.message.received_at};
        // Ids that are minted of it are those of the school's roster.
        options.school.push_back({std::string(model::scheme::own_school), source.school->id, {}});
        options.launches = source.launches;
        encoded made = to.by->encode(seen, options);
        fate.add(made.fate);
        const std::string_view untold = divided ? divided_reason : std::string_view{};
        loss_report loss = join(source.message.standard, to.by->info().standard, trace, fate, untold);
        loss.goals = account.to_json();

        const std::size_t first = out.deliveries.size();
        for (outgoing& message : made.messages) add(route, to, std::move(message));
        if (!made.refused.empty()) add_held(route, to, made.refused);
        if (out.deliveries.size() > first) {
            outbox::delivery& told = out.deliveries[first];
            told.loss = loss.to_json();
            told.goal_sources = sources_of(account);
            told.unknown_goals = std::move(account.unknown);
        }
        out.notes.insert(out.notes.end(), made.refused.begin(), made.refused.end());
    }

    outbox::delivery& add(const settings::route& route, const destination& to, outgoing message) {
        outbox::delivery& one = out.deliveries.emplace_back(stored_delivery(std::move(message), source.message, time));
        one.route = route.name;
        one.destination = to.system->id;
        one.standard = to.by->info().standard;
        return one;
    }

    // What the receiver's standard cannot say waits for a person; nothing is sent for it.
    void add_held(const settings::route& route, const destination& to, const findings& refused) {
        outgoing nothing;
        nothing.key = "held|" + source.message.id;
        nothing.records = refused.size();
        outbox::delivery& one = add(route, to, std::move(nothing));
        one.status = outbox::state::held;
        std::set<std::string_view> ids;
        for (const finding& why : refused) ids.insert(why.broken->id);
        for (const std::string_view id : ids) one.reason += (one.reason.empty() ? "" : ", ") + std::string(id);
    }
};

} // namespace

std::vector<routing::facts> facts_of(const judged& accepted, const routing::router& router) {
    if (!router.looks_at_assessments()) return {common_facts(accepted)};
    std::vector<routing::facts> list;
    for (const assessment_group& group : groups_of(accepted.content.records)) {
        routing::facts of = common_facts(accepted);
        of.subject = group.subject;
        of.level = group.level;
        list.push_back(std::move(of));
    }
    return list;
}

plan make_plan(
    const judged& accepted, const configuration& in_force, const mapping::key_source* keys,
    const goal_graph_in_force& goals, const clock& time
) {
    plan out;
    mapping::identity_map people(accepted.school->id, keys, in_force.identities_of(accepted.school->id));
    std::vector<model::record> records = accepted.content.records;
    field_trace trace = accepted.content.trace;
    mapping::recognise(records, trace, accepted.agreed().accounts, people, out.notes);
    mapping::sitting_keys sittings(accepted.school->id, accepted.message.sender, keys);
    sittings.settle(records);

    // Groups that go by the same route travel together.
    const bool divided = in_force.router().looks_at_assessments() && groups_of(records).size() > 1;
    std::map<const settings::route*, std::vector<assessment_group>> by_route;
    findings unrouted;
    for (const routing::facts& of : facts_of(accepted, in_force.router())) {
        if (const settings::route* route = in_force.router().match(of))
            by_route[route].push_back({of.subject, of.level});
        else
            unrouted.push_back({&unrouted_part, {}, {}, of.subject, {}});
    }
    translation translate{accepted, trace, in_force, people, goals, time, out};
    for (const auto& [route, groups] : by_route) {
        const auto part = divided ? only(records, groups) : records;
        for (const std::string& system_id : route->to) translate.to_destination(*route, system_id, part, divided);
    }
    out.routed = !by_route.empty();
    if (out.routed) std::ranges::move(unrouted, std::back_inserter(out.notes));
    out.new_keys = people.added();
    out.new_keys.insert(out.new_keys.end(), sittings.added().begin(), sittings.added().end());
    return out;
}

std::span<const rule> plan_rules() {
    return rule_list;
}

} // namespace schakel::pipeline
