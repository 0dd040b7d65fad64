// How rosters come in: uploads, fetches by order, and what became of them.
#include "gateway/admin/roster_call.hpp"

#include "gateway/admin/query.hpp"

namespace schakel::admin {

namespace {

using pipeline::sync_status;

void write_outcome(json::writer& out, const pipeline::intake_outcome& of) {
    out.name("outcome").begin_object().member("what", pipeline::to_string(of.what));
    out.member_if_present("reason", of.reason).member("records", of.records);
    if (of.version > 0) out.member("version", std::int64_t{of.version});
    if (of.change) out.name("change").raw(roster::to_json(*of.change));
    findings all;
    for (const layer which : all_layers) {
        const findings& some = of.report.at(which).findings;
        all.insert(all.end(), some.begin(), some.end());
    }
    write_findings(out, all);
    out.end_object();
}

void write_sync(json::writer& out, const sync_status& one) {
    out.begin_object().member("id", one.id).member("school", one.school).member("source", one.source);
    out.member("standard", one.standard).member("way", one.way).member("actor", one.actor);
    out.member("state", pipeline::to_string(one.stands)).member("asked_at", to_rfc3339_milliseconds(one.asked));
    if (one.stands == sync_status::state::waiting) out.member("due_at", to_rfc3339_milliseconds(one.due));
    if (one.began) out.member("began_at", to_rfc3339_milliseconds(*one.began));
    if (one.ended) out.member("ended_at", to_rfc3339_milliseconds(*one.ended));
    out.member("attempts", std::int64_t{one.attempts});
    out.name("progress").begin_object().member("doing", one.progress.doing).member("records", one.progress.records);
    out.member("expected", one.progress.expected).end_object();
    if (one.outcome) write_outcome(out, *one.outcome);
    out.end_object();
}

transport::http_response started(const call& asked, const result<std::string>& id) {
    if (!id) return roster_problem(asked, 409, "not-started", id.error().message);
    json::writer out;
    out.begin_object().member("id", *id).end_object();
    auto answer = json_answer(202, out.finish());
    answer.headers.set("Location", "/admin/v1/syncs/" + *id);
    return answer;
}

} // namespace

void upload_roster(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    if (auto refused = no_school(asked, asked.id)) return respond(std::move(*refused));
    respond(started(asked, asked.with->syncs->upload(asked.id, given.text("standard"), asked.request.body, "operator"))
    );
}

void start_sync(const call& asked, transport::responder respond) {
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    const std::string school = body.text("school");
    if (auto refused = no_school(asked, school)) return respond(std::move(*refused));
    respond(started(asked, asked.with->syncs->fetch(school, "operator")));
}

void list_syncs(const call& asked, transport::responder respond) {
    if (auto refused = no_rosters(asked)) return respond(std::move(*refused));
    json::writer out;
    out.begin_object().name("syncs").begin_array();
    for (const sync_status& one : asked.with->syncs->list()) write_sync(out, one);
    out.end_array().end_object();
    respond(json_answer(200, out.finish()));
}

void show_sync(const call& asked, transport::responder respond) {
    if (auto refused = no_rosters(asked)) return respond(std::move(*refused));
    const auto found = asked.with->syncs->show(asked.id);
    if (!found) return respond(roster_problem(asked, 404, "no-such-sync", "no sync with this id is remembered"));
    json::writer out;
    write_sync(out, *found);
    respond(json_answer(200, out.finish()));
}

} // namespace schakel::admin
