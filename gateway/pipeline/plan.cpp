#include "gateway/pipeline/plan.hpp"

#include "gateway/pipeline/division.hpp"
#include "gateway/pipeline/stored_exchange.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

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

// What a translation works with.
struct surroundings {
    const judged& source;
    const configuration& in_force;
    mapping::identity_map& people;
    const goal_graph_in_force& goals;
    const clock& time;
};

// A message on its way by one route to one destination.
class translation {
public:
    translation(const surroundings& with, const settings::route& route, const destination& to)
        : with_(with), route_(route), to_(to) {
        const exchange& message = with.source.message;
        options_.parameters = to.system->send->parameters;
        options_.quirks = to.system->send->quirks;
        options_.school = with.source.school->identifiers_at(message.received_at);
        options_.now = message.received_at;
        // Ids that are minted of it are those of the school's roster.
        options_.school.push_back({std::string(model::scheme::own_school), with.source.school->id, {}});
        options_.launches = with.source.launches;
        if (const mapping::goal_wish* wish = with.in_force.goals_for(route, to))
            goals_ = std::make_unique<mapping::goal_translation_for>(
                *wish, with.goals, date_in_amsterdam(message.received_at)
            );
    }

    void add(std::vector<model::record> records, plan& out) {
        records = mapping::for_destination(std::move(records), to_.profile, with_.people, fate_);
        if (goals_) goals_->translate(records, fate_);
        encoded made = to_.by->encode(records, options_);
        fate_.add(made.fate);
        for (outgoing& message : made.messages) keep(std::move(message), out);
        std::ranges::move(made.refused, std::back_inserter(refused_));
    }

    // `untold`: why values went nowhere, where that is not for the receiver's standard alone.
    void finish(const field_trace& trace, std::string_view untold, plan& out) {
        if (!refused_.empty()) keep_held(out);
        if (first_) {
            loss_report loss = join(with_.source.message.standard, to_.by->info().standard, trace, fate_, untold);
            outbox::delivery& told = out.deliveries[*first_];
            if (goals_) {
                mapping::goal_account& account = goals_->account();
                loss.goals = account.to_json();
                told.goal_sources = sources_of(account);
                told.unknown_goals = std::move(account.unknown);
            }
            told.loss = loss.to_json();
        }
        std::ranges::move(refused_, std::back_inserter(out.notes));
    }

private:
    outbox::delivery& keep(outgoing message, plan& out) {
        if (!first_) first_ = out.deliveries.size();
        outbox::delivery& one =
            out.deliveries.emplace_back(stored_delivery(std::move(message), with_.source.message, with_.time));
        one.route = route_.name;
        one.destination = to_.system->id;
        one.standard = to_.by->info().standard;
        return one;
    }

    // What the receiver's standard cannot say waits for a person; nothing is sent for it.
    void keep_held(plan& out) {
        outgoing nothing;
        nothing.key = "held|" + with_.source.message.id;
        nothing.records = refused_.size();
        outbox::delivery& one = keep(std::move(nothing), out);
        one.status = outbox::state::held;
        std::set<std::string_view> ids;
        for (const finding& why : refused_) ids.insert(why.broken->id);
        for (const std::string_view id : ids) one.reason += (one.reason.empty() ? "" : ", ") + std::string(id);
    }

    const surroundings& with_;
    const settings::route& route_;
    const destination& to_;
    encode_options options_;
    field_fate fate_;
    std::unique_ptr<mapping::goal_translation_for> goals_; // null: nobody asks for any
    findings refused_;
    std::optional<std::size_t> first_; // of its deliveries
};

// Groups of assessments that go by the same route travel together.
struct way {
    const settings::route* route = nullptr;
    std::vector<assessment_group> groups;
    std::vector<translation> to;
};

class planning {
public:
    planning(judged& accepted, const surroundings& with, const mapping::key_source* keys)
        : accepted_(accepted), with_(with), sittings_(accepted.school->id, accepted.message.sender, keys),
          trace_(std::move(accepted.content.trace)) {}

    plan run() {
        std::vector<model::record> records = std::move(accepted_.content.records);
        accepted_.content.records.clear();
        find_ways(records);
        pass(std::move(records));
        const auto further = std::exchange(accepted_.further, nullptr);
        for (std::size_t i = 0; further && i < further->portions(); ++i) {
            records = further->read(i);
            recognise_persons(accepted_, records);
            pass(std::move(records));
        }
        return finish();
    }

private:
    void find_ways(const std::vector<model::record>& records) {
        const routing::router& router = with_.in_force.router();
        divided_ = router.looks_at_assessments() && groups_of(records).size() > 1;
        std::map<const settings::route*, std::vector<assessment_group>> by_route;
        for (const routing::facts& of : facts_of(accepted_, records, router)) {
            if (const settings::route* route = router.match(of))
                by_route[route].push_back({of.subject, of.level});
            else
                unrouted_.push_back({&unrouted_part, {}, {}, of.subject, {}});
        }
        for (auto& [route, groups] : by_route) {
            way& one = ways_.emplace_back(way{route, std::move(groups), {}});
            for (const std::string& system_id : route->to) {
                const destination& to = *with_.in_force.find_destination(system_id);
                if (is_for(to, accepted_)) one.to.emplace_back(with_, *route, to);
            }
        }
    }

    void pass(std::vector<model::record> records) {
        out_.terms.add(records);
        mapping::recognise(records, trace_, accepted_.agreed().accounts, with_.people, out_.notes);
        sittings_.settle(records);
        for (way& one : ways_) {
            const bool last = &one == &ways_.back();
            if (divided_)
                pass(only(records, one.groups), one);
            else if (last)
                pass(std::move(records), one);
            else
                pass(records, one);
        }
    }

    void pass(std::vector<model::record> part, way& by) {
        for (translation& each : by.to) {
            if (&each == &by.to.back())
                each.add(std::move(part), out_);
            else
                each.add(part, out_);
        }
    }

    plan finish() {
        const std::string_view untold = divided_ ? divided_reason : std::string_view{};
        for (way& one : ways_)
            for (translation& each : one.to) each.finish(trace_, untold, out_);
        out_.routed = !ways_.empty();
        if (out_.routed) std::ranges::move(unrouted_, std::back_inserter(out_.notes));
        out_.new_keys = with_.people.take_added();
        std::ranges::move(sittings_.take_added(), std::back_inserter(out_.new_keys));
        return std::move(out_);
    }

    judged& accepted_;
    const surroundings& with_;
    mapping::sitting_keys sittings_;
    field_trace trace_;
    bool divided_ = false;
    std::vector<way> ways_;
    findings unrouted_;
    plan out_;
};

} // namespace

std::vector<routing::facts>
facts_of(const judged& accepted, const std::vector<model::record>& records, const routing::router& router) {
    if (!router.looks_at_assessments()) return {common_facts(accepted)};
    std::vector<routing::facts> list;
    for (const assessment_group& group : groups_of(records)) {
        routing::facts of = common_facts(accepted);
        of.subject = group.subject;
        of.level = group.level;
        list.push_back(std::move(of));
    }
    return list;
}

plan make_plan(
    judged& accepted, const configuration& in_force, const mapping::key_source* keys, const goal_graph_in_force& goals,
    const clock& time
) {
    mapping::identity_map people(accepted.school->id, keys, in_force.identities_of(accepted.school->id));
    const surroundings with{accepted, in_force, people, goals, time};
    return planning(accepted, with, keys).run();
}

std::span<const rule> plan_rules() {
    return rule_list;
}

} // namespace schakel::pipeline
