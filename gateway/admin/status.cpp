// Health, state and reload.
#include "gateway/admin/call.hpp"

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

void write_damage(json::writer& out, const outbox::store& store) {
    out.name("damage").begin_array();
    if (const auto* condition = dynamic_cast<const outbox::store_condition*>(&store))
        for (const std::string& each : condition->damage()) out.text(each);
    out.end_array();
}

void write_last_reload(json::writer& out, const admin_services& with) {
    const auto last = with.last_reload ? with.last_reload() : std::nullopt;
    if (!last) return;
    out.name("last_reload").begin_object().member("at", to_rfc3339_milliseconds(last->at));
    out.member("applied", last->applied).member("message", last->message).end_object();
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

void show_status(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    const auto in_force = with.in_force();
    const settings::settings& all = in_force->settings();
    json::writer out;
    out.begin_object().member("version", with.version).member("ready", ready(with));
    if (!with.store.can_accept()) out.member_if_present("trouble", trouble_of(with.store));
    out.name("configuration").begin_object().member("hash", all.hash).member("language", all.gateway.language);
    out.member("schools", std::uint64_t{all.schools.size()}).member("systems", std::uint64_t{all.systems.size()});
    out.member("routes", std::uint64_t{all.routes.size()}).member("insecure", all.gateway.allow_insecure);
    write_last_reload(out, with);
    out.end_object();
    write_counts(out, with.store.counts());
    write_damage(out, with.store);
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
