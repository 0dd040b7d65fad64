#include "gateway/pipeline/judge.hpp"

#include "gateway/adapter/scopes_by_operation.hpp"
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
    if (it.who.system) {
        options.quirks = it.who.system->receive->quirks;
        options.profile = it.who.system->receive->profile;
    }
    it.content = it.by->decode(it.message, options);
}

// A message inside which the sender names itself is decoded twice only when that sender has leniencies, a profile or
// schemas of its own.
void identify_by_message(judged& it, const configuration& in_force, const document_limits& limits) {
    const adapter* plain = it.by;
    if (!identify(it, it.content.credentials, in_force)) return;
    const settings::receiving& agreed = *it.who.system->receive;
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

judged judge(exchange message, const adapter& by, const configuration& in_force, const document_limits& limits) {
    judged it{std::move(message), &by, {}, nullptr, {}, outcome::accepted};
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

judged judge_again(exchange message, const adapter& by, const configuration& in_force, const document_limits& limits) {
    judged it{std::move(message), &by, {}, nullptr, {}, outcome::accepted};
    const settings::system* system = in_force.settings().find_system(it.message.sender);
    if (!system || !system->receive) {
        it.decided = outcome::unauthenticated;
        return it;
    }
    it.who.system = system;
    it.by = &in_force.adapter_for(*system, by);
    decode(it, limits);
    if (it.content.report.rejects()) it.decided = outcome::invalid;
    if (it.decided == outcome::accepted) find_school(it, in_force);
    return it;
}

} // namespace schakel::pipeline
