// Parties that registered themselves and deployments that wait for a school: the lists, and what a person decides.
#include "gateway/admin/launch_call.hpp"

#include "gateway/admin/query.hpp"

#include <array>

namespace schakel::admin {

namespace {

using launch::standing;
using transport::http_response;

constexpr auto invitation_lasts = std::chrono::days(7);

void write_registration(json::writer& out, const launch::kept_registration& one) {
    out.begin_object().member("system", one.system).member("status", launch::to_string(one.status));
    out.member("title", one.title).member("side", to_string(one.party.side)).member("standard", one.party.standard);
    out.member_if_present("issuer", one.party.issuer).member_if_present("client_id", one.party.client_id);
    out.member_if_present("login_url", one.party.login_url).member_if_present("launch_url", one.party.launch_url);
    out.member_if_present("keys_url", one.party.keys_url);
    out.name("redirect_urls").begin_array();
    for (const std::string& url : one.party.redirect_urls) out.text(url);
    out.end_array();
    out.member("made_at", to_rfc3339(one.made)).member_if_present("decided_by", one.decided_by).end_object();
}

void write_deployment(json::writer& out, const launch::deployment& one) {
    out.begin_object().member("issuer", one.issuer).member("client_id", one.client_id).member("deployment", one.id);
    out.member("system", one.system).member_if_present("school", one.school);
    out.member_if_present("described", one.described).member("first_seen_at", to_rfc3339(one.first_seen));
    out.member_if_present("paired_by", one.paired_by).end_object();
}

void decide(const call& asked, transport::responder respond, standing how) {
    answer_from_launches(
        asked, std::move(respond),
        [how, system = asked.id, all = asked.with](const launch_plane& with, const later_problem& refuse) {
            const auto decided = with.store->registrations.decide(system, how, "operator");
            if (!decided) return refuse(503, "unavailable", decided.error().message);
            if (!*decided) return refuse(404, "no-such-registration", "no party registered itself for this system");
            audit_launches(*all, "registration." + std::string(launch::to_string(how)), system, {});
            json::writer out;
            write_registration(out, *with.store->registrations.find(system));
            return json_answer(200, out.finish());
        }
    );
}

bool registers(const settings::system* one) {
    return one && ((one->launch_from && one->launch_from->registers) || (one->launch_to && one->launch_to->registers));
}

} // namespace

void list_registrations(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const std::string wanted = given.text("status");
    const auto which = launch::parse_standing(wanted);
    if (!wanted.empty() && !which)
        return respond(
            bad_value_problem(asked.with->time, asked.request, {"status", "waiting, accepted or refused", {}})
        );
    answer_from_launches(asked, std::move(respond), [which](const launch_plane& with, const later_problem&) {
        json::writer out;
        out.begin_object().name("registrations").begin_array();
        for (const auto& one : with.store->registrations.list(which)) write_registration(out, one);
        out.end_array().end_object();
        return json_answer(200, out.finish());
    });
}

void accept_registration(const call& asked, transport::responder respond) {
    decide(asked, std::move(respond), standing::accepted);
}

void refuse_registration(const call& asked, transport::responder respond) {
    decide(asked, std::move(respond), standing::refused);
}

void remove_registration(const call& asked, transport::responder respond) {
    answer_from_launches(
        asked, std::move(respond),
        [system = asked.id, all = asked.with](const launch_plane& with, const later_problem& refuse) {
            const auto removed = with.store->registrations.remove(system);
            if (!removed) return refuse(503, "unavailable", removed.error().message);
            if (!*removed) return refuse(404, "no-such-registration", "no party registered itself for this system");
            audit_launches(*all, "registration.removed", system, {});
            return json_answer(200, json::writer().begin_object().member("system", system).end_object().finish());
        }
    );
}

// {"system": text}: the answer has the token, which is shown here only.
void invite_party(const call& asked, transport::responder respond) {
    const body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    const std::string system = body.text("system");
    const auto configured = asked.with->in_force();
    if (!registers(configured->settings().find_system(system)))
        return respond(bad_value_problem(
            asked.with->time, asked.request,
            {"system", "a system of the configuration whose launch_from or launch_to has registers = true", {}}
        ));
    answer_from_launches(
        asked, std::move(respond),
        [system, all = asked.with](const launch_plane& with, const later_problem& refuse) {
            const std::string token = launch::states::new_key(all->time.now());
            const instant until = all->time.now() + invitation_lasts;
            const auto kept = with.store->states.keep(token, system, until, true);
            if (!kept) return refuse(503, "unavailable", kept.error().message);
            audit_launches(*all, "registration.invited", system, {});
            json::writer out;
            out.begin_object().member("system", system).member("invitation", token);
            out.member("until", to_rfc3339(until)).end_object();
            return json_answer(201, out.finish());
        }
    );
}

void list_deployments(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const bool only_waiting = given.flag("waiting");
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    answer_from_launches(asked, std::move(respond), [only_waiting](const launch_plane& with, const later_problem&) {
        json::writer out;
        out.begin_object().name("deployments").begin_array();
        for (const auto& one : with.store->registrations.deployments(only_waiting)) write_deployment(out, one);
        out.end_array().end_object();
        return json_answer(200, out.finish());
    });
}

// {"issuer", "client_id", "deployment", "school"}; no school: the pairing ends.
void pair_deployment(const call& asked, transport::responder respond) {
    const body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    const launch::deployment wanted{
        body.text("issuer"), body.text("client_id"), body.text("deployment"), {}, body.text("school"), {}, {}, {}};
    if (!wanted.school.empty() && !asked.with->in_force()->settings().find_school(wanted.school))
        return respond(problem_of(asked, 404, "no-such-school", "no school with this id is configured"));
    answer_from_launches(
        asked, std::move(respond),
        [wanted, all = asked.with](const launch_plane& with, const later_problem& refuse) {
            launch::registrations& known = with.store->registrations;
            const auto paired = known.pair(wanted.issuer, wanted.client_id, wanted.id, wanted.school, "operator");
            if (!paired) return refuse(503, "unavailable", paired.error().message);
            if (!*paired) return refuse(404, "no-such-deployment", "nobody came from this deployment yet");
            audit_launches(
                *all, wanted.school.empty() ? "deployment.unpaired" : "deployment.paired", wanted.id,
                "issuer=" + wanted.issuer + " school=" + wanted.school
            );
            json::writer out;
            write_deployment(out, *known.find_deployment(wanted.issuer, wanted.client_id, wanted.id));
            return json_answer(200, out.finish());
        }
    );
}

} // namespace schakel::admin
