// How learning goals come in: uploads, fetches by order, and what became of them.
#include "gateway/admin/goals_call.hpp"

#include "gateway/admin/query.hpp"

namespace schakel::admin {

namespace {

constexpr std::size_t stored_shown = 100;

void write_stored(json::writer& out, const outbox::goal_import& one, const std::vector<goals::stored_owner>& owners) {
    out.begin_object().member("import", one.number).member("source", one.source);
    out.member("state", outbox::to_string(one.status)).member("began_at", to_rfc3339_milliseconds(one.began));
    if (one.settled) out.member("settled_at", to_rfc3339_milliseconds(*one.settled));
    out.name("owners").begin_array();
    for (const goals::stored_owner& each : owners)
        if (each.import == one.number) out.text(model::goals::tail_of(each.head.what).id);
    out.end_array().end_object();
}

transport::http_response started(const call& asked, const result<std::string>& id) {
    if (!id) return problem_of(asked, 409, "not-started", id.error().message);
    json::writer out;
    out.begin_object().member("id", *id).end_object();
    auto answer = json_answer(202, out.finish());
    answer.headers.set("Location", "/admin/v1/goals/imports/" + *id);
    return answer;
}

} // namespace

// The body: a file of goals, or a zip archive with such files.
void upload_goals(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    query given(asked.request, asked.entry.parameters);
    pipeline::goal_upload what;
    what.name = given.text("name");
    what.standard = given.text("standard");
    what.framework = given.text("framework");
    what.release = given.text("release");
    what.published = given.day("published");
    what.dry_run = given.flag("dry_run");
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    if (what.name.empty()) what.name = "upload";
    what.bytes = asked.request.body;
    if (what.bytes.empty())
        return respond(bad_value_problem(asked.with->time, asked.request, {"body", "a file or a zip archive", {}}));
    respond(started(asked, asked.with->goals->imports->upload(std::move(what), "operator")));
}

// {"source": name of a [[goal_source]]}
void fetch_goals(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    respond(started(asked, asked.with->goals->imports->fetch(body.text("source"), "operator")));
}

// Those of this process with how they ended, and those that the store remembers.
void list_goal_imports(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    const goals::goal_store& store = *asked.with->goals->store;
    const auto owners = store.owners();
    json::writer out;
    out.begin_object().name("imports").begin_array();
    for (const std::string& one : asked.with->goals->imports->tell()) out.raw(one);
    out.end_array().name("stored").begin_array();
    for (const outbox::goal_import& one : store.imports(stored_shown)) write_stored(out, one, owners);
    out.end_array().end_object();
    respond(json_answer(200, out.finish()));
}

void show_goal_import(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    auto found = asked.with->goals->imports->tell_one(asked.id);
    if (!found) return respond(problem_of(asked, 404, "no-such-import", "no import with this id is remembered"));
    respond(json_answer(200, std::move(*found)));
}

} // namespace schakel::admin
