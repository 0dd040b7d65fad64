// Health, state and reload.
#include "gateway/admin/call.hpp"

#include "gateway/admin/condition.hpp"
#include "gateway/admin/problem.hpp"
#include "gateway/outbox/store_condition.hpp"

#include <algorithm>

namespace schakel::admin {

namespace {

std::string trouble_of(const outbox::store& store) {
    const auto* condition = dynamic_cast<const outbox::store_condition*>(&store);
    return condition != nullptr ? condition->trouble() : "the store cannot sync to disk";
}

bool ready(const admin_services& with) {
    return with.store.can_accept() && !with.stopping();
}

void write_faults(json::writer& out, const std::vector<settings::fault>& faults) {
    out.name("faults").begin_array();
    for (const settings::fault& one : faults) {
        out.begin_object().member("id", one.id).member("severity", one.warning ? "warning" : "error");
        out.member("file", one.where.file).member("line", std::int64_t{one.where.line});
        out.member("column", std::int64_t{one.where.column}).member("key", one.key).member("message", one.message);
        out.member_if_present("expected", one.expected).member_if_present("nearest", one.nearest).end_object();
    }
    out.end_array();
}

void write_counts(json::writer& out, const outbox::store_counts& counts) {
    out.name("counts").begin_object().member("messages", counts.messages).member("waiting", counts.waiting);
    out.member("held", counts.held).member("dead_letters", counts.dead_letters).member("bytes", counts.bytes);
    if (counts.oldest_waiting) out.member("oldest_waiting", to_rfc3339_milliseconds(*counts.oldest_waiting));
    out.end_object();
}

void write_moment(json::writer& out, std::string_view name, const std::optional<instant>& when) {
    if (when) out.member(name, to_rfc3339_milliseconds(*when));
}

void write_concerns(json::writer& out, const findings& list) {
    out.name("concerns").begin_array();
    for (const finding& one : list) {
        out.begin_object().member("id", one.broken->id).member("severity", to_string(one.broken->level));
        out.member_if_present("about", one.expected);
        out.name("text").begin_object().member("nl", one.text(language::nl)).member("en", one.text(language::en));
        out.end_object();
        out.name("repair").begin_object().member("nl", one.broken->repair_nl).member("en", one.broken->repair_en);
        out.end_object().end_object();
    }
    out.end_array();
}

void write_in(json::writer& out, const pipeline::sender_traffic& in) {
    out.name("in").begin_object().member("accepted", in.accepted).member("repeated", in.repeated);
    out.member("refused", in.refused);
    write_moment(out, "last_accepted", in.last_accepted);
    out.end_object();
}

void write_out(json::writer& out, const party_condition& of) {
    const pipeline::destination_state& sent = of.out;
    out.name("out").begin_object().member("delivered", sent.delivered).member("dead_letters", sent.dead_letters);
    out.member("waiting", of.waiting).member("held", of.held).member("under_way", std::uint64_t{sent.under_way});
    out.member("failing_tries", sent.failing_tries).member("breaker", sent.open_until ? "open" : "closed");
    write_moment(out, "oldest_undelivered", of.oldest);
    write_moment(out, "next_try", of.next_try);
    write_moment(out, "open_until", sent.open_until);
    write_moment(out, "last_delivered", sent.last_delivered);
    write_moment(out, "last_failed", sent.last_failed);
    out.member_if_present("last_reason", sent.reason).end_object();
}

void write_parties(json::writer& out, const gateway_condition& now) {
    out.name("parties").begin_array();
    for (const auto& [id, party] : now.parties) {
        out.begin_object().member("id", id).member("state", party.state()).member("configured", party.configured);
        if (party.receives || party.in.accepted + party.in.repeated + party.in.refused > 0) write_in(out, party.in);
        if (party.sends || !party.out.destination.empty() || party.waiting + party.held > 0) write_out(out, party);
        out.end_object();
    }
    out.end_array();
}

void write_pauses(json::writer& out, const gateway_condition& now) {
    out.name("pauses").begin_array();
    for (const outbox::route_pause& one : now.pauses) {
        out.begin_object().member("route", one.route).member("since", to_rfc3339_milliseconds(one.since));
        out.member("until", to_rfc3339_milliseconds(one.until)).member("waiting", one.waiting).end_object();
    }
    out.end_array();
}

void write_store(json::writer& out, const gateway_condition& now) {
    write_counts(out, now.counts);
    out.name("tables").begin_object().member("groups_behind", now.groups_behind).end_object();
    if (now.disk) {
        out.name("disk").begin_object().member("available", now.disk->available);
        out.member("total", now.disk->total).end_object();
    }
    out.name("damage").begin_array();
    for (const std::string& each : now.damage) out.text(each);
    out.end_array();
}

void write_configuration(json::writer& out, const gateway_condition& now) {
    const settings::settings& all = now.in_force->settings();
    out.name("configuration").begin_object().member("hash", all.hash).member("language", all.gateway.language);
    out.member("schools", std::uint64_t{all.schools.size()}).member("systems", std::uint64_t{all.systems.size()});
    out.member("routes", std::uint64_t{all.routes.size()}).member("insecure", all.gateway.allow_insecure);
    out.member("file_differs", now.file_differs);
    if (const auto& last = now.last_reload) {
        out.name("last_reload").begin_object().member("at", to_rfc3339_milliseconds(last->at));
        out.member("applied", last->applied).member("message", last->message).end_object();
    }
    out.end_object();
}

std::string_view health_of(const findings& concerns) {
    if (concerns.empty()) return "good";
    return has_error(concerns) ? "trouble" : "attention";
}

std::string reload_json(const reload_result& told, const std::string& hash) {
    json::writer out;
    out.begin_object().member("applied", told.applied).member("message", told.message).member("hash", hash);
    write_faults(out, told.faults);
    out.end_object();
    return out.finish();
}

bool has_errors(const std::vector<settings::fault>& faults) {
    return std::ranges::any_of(faults, [](const settings::fault& one) { return !one.warning; });
}

} // namespace

void show_live(const call&, transport::responder respond) {
    respond(json_answer(200, R"({"live":true})"));
}

void show_ready(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    if (ready(with)) return respond(json_answer(200, R"({"ready":true})"));
    respond(problem(
        with.time, asked.request, 503, "not-ready",
        with.stopping() ? "the gateway is being shut down" : trouble_of(with.store)
    ));
}

// Names nobody: it is there for whoever asks. 503 only when nothing is accepted: a receiver that fails is no reason to
// send traffic elsewhere.
void show_health(const call& asked, transport::responder respond) {
    const gateway_condition now = condition_of(*asked.with);
    json::writer out;
    out.begin_object().member("health", health_of(concerns_of(now))).member("ready", now.ready);
    out.name("parts").begin_object();
    for (const part_concerns& one : concerns_by_part(now)) out.member(one.part, health_of(one.concerns));
    out.end_object().end_object();
    respond(json_answer(now.ready ? 200 : 503, out.finish()));
}

void show_status(const call& asked, transport::responder respond) {
    const gateway_condition now = condition_of(*asked.with);
    const findings concerns = concerns_of(now);
    json::writer out;
    out.begin_object().member("version", asked.with->version).member("at", to_rfc3339_milliseconds(now.at));
    out.member("started", to_rfc3339_milliseconds(now.started));
    out.member("ready", now.ready).member("health", health_of(concerns)).member_if_present("trouble", now.trouble);
    write_concerns(out, concerns);
    write_parties(out, now);
    write_pauses(out, now);
    write_configuration(out, now);
    write_store(out, now);
    out.end_object();
    respond(json_answer(200, out.finish()));
}

// 422 for a configuration that is not valid, 409 for one that cannot be applied to a running gateway.
void reload_configuration(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    const reload_result told = with.reload();
    if (!told.applied) {
        const bool invalid = has_errors(told.faults);
        return respond(problem(
            with.time, asked.request, invalid ? 422 : 409, invalid ? "bad-configuration" : "not-applied", told.message,
            [&](json::writer& out) { write_faults(out, told.faults); }
        ));
    }
    const std::string hash = with.in_force()->settings().hash;
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    with.store.write_audit(
        {with.time.now(), "operator", "configuration.applied", hash, {}},
        [answer, body = reload_json(told, hash)](bool) { (*answer)(json_answer(200, body)); }
    );
}

void show_description(const call&, transport::responder respond) {
    respond(json_answer(200, std::string(description())));
}

} // namespace schakel::admin
