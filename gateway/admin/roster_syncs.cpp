// How rosters come in: uploads, fetches by order, and what became of them.
#include "gateway/admin/roster_call.hpp"

#include "gateway/admin/query.hpp"

namespace schakel::admin {

namespace {

transport::http_response started(const call& asked, const result<std::string>& id) {
    if (!id) return problem_of(asked, 409, "not-started", id.error().message);
    json::writer out;
    out.begin_object().member("id", *id).end_object();
    auto answer = json_answer(202, out.finish());
    answer.headers.set("Location", "/admin/v1/syncs/" + *id);
    return answer;
}

transport::http_response told(const call& asked, std::string_view school) {
    json::writer out;
    out.begin_object().name("syncs").begin_array();
    for (const std::string& one : asked.with->syncs->tell(school)) out.raw(one);
    out.end_array().end_object();
    return json_answer(200, out.finish());
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
    respond(told(asked, {}));
}

void list_school_syncs(const call& asked, transport::responder respond) {
    if (auto refused = no_school(asked, asked.id)) return respond(std::move(*refused));
    respond(told(asked, asked.id));
}

void show_sync(const call& asked, transport::responder respond) {
    if (auto refused = no_rosters(asked)) return respond(std::move(*refused));
    auto found = asked.with->syncs->tell_one(asked.id);
    if (!found) return respond(problem_of(asked, 404, "no-such-sync", "no sync with this id is remembered"));
    respond(json_answer(200, std::move(*found)));
}

} // namespace schakel::admin
