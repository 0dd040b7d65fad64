// Changed rosters that wait for a person: the list, and what the person decides.
#include "gateway/admin/roster_call.hpp"

#include <charconv>

namespace schakel::admin {

namespace {

using roster::version_number;

std::optional<version_number> number_of(const std::string& id) {
    version_number number = 0;
    const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
    if (read.ec != std::errc{} || read.ptr != id.data() + id.size() || number <= 0) return std::nullopt;
    return number;
}

pipeline::sync_runner::answer told_to(transport::responder respond, const call& asked, std::string_view decided) {
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    return [answer, refuse = problem_later(asked), id = asked.id, decided](const result<done>& kept) {
        if (!kept) return (*answer)(refuse(409, "not-decided", kept.error().message));
        json::writer out;
        out.begin_object().member("id", id).member("decided", decided).end_object();
        (*answer)(json_answer(200, out.finish()));
    };
}

} // namespace

void list_holds(const call& asked, transport::responder respond) {
    if (auto refused = no_rosters(asked)) return respond(std::move(*refused));
    const roster::roster_store& rosters = *asked.with->rosters;
    json::writer out;
    out.begin_object().name("holds").begin_array();
    for (const std::string& school : rosters.schools()) {
        const auto held = rosters.staged(school);
        if (!held || held->status != outbox::roster_version::state::held) continue;
        out.begin_object().member("id", std::to_string(held->number)).member("school", school);
        write_version(out, *held);
        out.end_object();
    }
    out.end_array().end_object();
    respond(json_answer(200, out.finish()));
}

void approve_hold(const call& asked, transport::responder respond) {
    if (auto refused = no_rosters(asked)) return respond(std::move(*refused));
    const auto held = number_of(asked.id);
    if (!held) return respond(problem_of(asked, 404, "no-such-hold", "nothing is held under this id"));
    asked.with->syncs->approve(*held, "operator", told_to(std::move(respond), asked, "approved"));
}

// {"reason": text}
void discard_hold(const call& asked, transport::responder respond) {
    if (auto refused = no_rosters(asked)) return respond(std::move(*refused));
    const auto held = number_of(asked.id);
    if (!held) return respond(problem_of(asked, 404, "no-such-hold", "nothing is held under this id"));
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    std::string reason = body.text("reason");
    if (reason.empty())
        return respond(bad_value_problem(asked.with->time, asked.request, {"reason", "why it is discarded", {}}));
    asked.with->syncs->discard(*held, std::move(reason), "operator", told_to(std::move(respond), asked, "discarded"));
}

} // namespace schakel::admin
