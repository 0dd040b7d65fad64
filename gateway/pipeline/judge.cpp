#include "gateway/pipeline/judge.hpp"

#include "gateway/adapter/scopes_by_operation.hpp"
#include "gateway/pipeline/launch_grants.hpp"
#include "gateway/pipeline/outcomes.hpp"

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

bool identify(judged& it, const presented_credentials& shown, const configuration& in_force) {
    auto who = in_force.access().identify(shown, it.by->info().standard);
    if (!who) {
        it.decided = outcome_of(who.error());
        return false;
    }
    it.who = *who;
    it.message.sender = it.who.system->id;
    it.by = &in_force.adapter_for(*it.who.system, *it.by);
    return true;
}

void decode(judged& it, const document_limits& limits) {
    decode_options options;
    options.limits = limits;
    options.launches = it.launches;
    if (it.who.system) {
        options.quirks = it.agreed().quirks;
        options.profile = it.agreed().profile;
    }
    it.content = it.by->decode(it.message, options);
    it.further = further_than(it.content, *it.by, it.message, options);
}

void visit_persons(model::record& one, const std::function<void(model::person&)>& visit) {
    if (auto* report = std::get_if<model::progress_report>(&one)) {
        for (model::sitting& each : report->sittings) {
            visit(each.pupil);
            visit(each.processor);
        }
    } else if (auto* activity = std::get_if<model::activity>(&one)) {
        visit(activity->actor);
    }
}

void recognise_launched(judged& it) {
    it.names_are_ours = it.who.system->launch_to.has_value();
    recognise_persons(it, it.content.records);
}

void take_launch_sender(judged& it, const launch_sender& sender, const configuration& in_force) {
    it.who.system = in_force.settings().find_system(sender.system);
    if (!it.who.system) {
        it.decided = outcome::unauthenticated;
        return;
    }
    it.message.sender = it.who.system->id;
    if (sender.school.empty()) return;
    it.school = in_force.settings().find_school(sender.school);
    if (it.school) it.message.school = it.school->id;
}

// A message inside which the sender names itself is decoded twice only when that sender has leniencies, a profile or
// schemas of its own.
void identify_by_message(judged& it, const configuration& in_force, const document_limits& limits) {
    const adapter* plain = it.by;
    if (!identify(it, it.content.credentials, in_force)) return;
    const settings::receiving& agreed = it.agreed();
    if (!agreed.quirks.empty() || !agreed.profile.empty() || it.by != plain) decode(it, limits);
}

void check_scope(judged& it) {
    const auto* by_operation = dynamic_cast<const scopes_by_operation*>(it.by);
    const auto demanded = by_operation ? by_operation->demanded_scopes(it.message) : it.by->info().demanded_scopes;
    if (!it.who.granted_one_of(demanded)) it.decided = outcome::insufficient_scope;
}

void find_school(judged& it, const configuration& in_force) {
    auto school = in_force.access().school_for(it.who, it.content.school, it.message.received_at);
    if (!school) {
        it.decided = outcome_of(school.error());
        return;
    }
    it.school = *school;
    it.message.school = it.school->id;
}

} // namespace

const settings::receiving& judged::agreed() const {
    static const settings::receiving nothing;
    return who.system && who.system->receive ? *who.system->receive : nothing;
}

// Who sends scores of launches names people as we named them to it: the accounts that we made.
void recognise_persons(const judged& it, std::vector<model::record>& records) {
    if (!it.names_are_ours) return;
    const std::string home = profile_of(*it.who.system).account_home_page;
    for (model::record& one : records) {
        visit_persons(one, [&](model::person& who) {
            for (model::identifier& id : who.ids) {
                if (id.scheme == model::scheme::lti_user && id.authority == it.who.system->id)
                    id = {std::string(model::scheme::account), id.value, home};
            }
        });
    }
}

judged judge(
    exchange message, const adapter& by, const configuration& in_force, const document_limits& limits,
    const launch_evidence& launched
) {
    judged it{std::move(message), &by, {}, nullptr, {}, {}, outcome::accepted, launched.launches, {}};
    if (launched.sender) {
        take_launch_sender(it, *launched.sender, in_force);
        if (it.decided != outcome::accepted) return it;
        decode(it, limits);
        if (it.content.report.rejects()) it.decided = outcome::invalid;
        if (it.decided == outcome::accepted) recognise_launched(it);
        if (it.decided == outcome::accepted && !it.school) it.decided = outcome::unknown_school;
        return it;
    }
    const presented_credentials in_headers = by.credentials(it.message);
    const bool by_header = in_headers.kind != presented_credentials::form::none;
    if (by_header && !identify(it, in_headers, in_force)) return it;

    decode(it, limits);
    if (!by_header && it.content.credentials.kind != presented_credentials::form::none) {
        identify_by_message(it, in_force, limits);
    }
    if (it.content.report.rejects()) it.decided = outcome::invalid;
    if (it.decided == outcome::accepted && !it.who.system) it.decided = outcome::unauthenticated;
    if (it.decided == outcome::accepted) check_scope(it);
    if (it.decided == outcome::accepted) find_school(it, in_force);
    return it;
}

judged judge_again(
    exchange message, const adapter& by, const configuration& in_force, const document_limits& limits,
    const launch_ledger* launches
) {
    judged it{std::move(message), &by, {}, nullptr, {}, {}, outcome::accepted, launches, {}};
    const settings::system* system = in_force.settings().find_system(it.message.sender);
    if (!system || (!system->receive && !system->launch_to)) {
        it.decided = outcome::unauthenticated;
        return it;
    }
    it.who.system = system;
    it.by = &in_force.adapter_for(*system, by);
    decode(it, limits);
    if (it.content.report.rejects()) it.decided = outcome::invalid;
    if (it.decided != outcome::accepted) return it;
    if (system->receive && !(system->launch_to && it.content.school.empty())) {
        find_school(it, in_force);
        return it;
    }
    recognise_launched(it);
    it.school = in_force.settings().find_school(it.message.school);
    if (!it.school) it.decided = outcome::unknown_school;
    return it;
}

} // namespace schakel::pipeline
