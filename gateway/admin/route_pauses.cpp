// Routes whose deliveries wait by order of an operator.
#include "gateway/admin/call_answers.hpp"

#include "gateway/admin/query.hpp"
#include "gateway/outbox/route_pauses.hpp"

#include <algorithm>
#include <array>

namespace schakel::admin {

namespace {

constexpr std::array<std::string_view, 1> pause_members{"until"};

outbox::route_pauses* pauses_of(const call& asked) {
    return dynamic_cast<outbox::route_pauses*>(&asked.with->store);
}

// A route that left the configuration can be paused as long as deliveries wait for it, and resumed.
std::optional<transport::http_response> no_route(const call& asked) {
    auto* pauses = pauses_of(asked);
    if (pauses == nullptr || !asked.with->work)
        return problem_of(asked, 503, "unavailable", "this gateway delivers nothing");
    const auto in_force = asked.with->in_force();
    const auto& routes = in_force->settings().routes;
    if (std::ranges::find(routes, asked.id, &settings::route::name) != routes.end()) return std::nullopt;
    if (pauses->paused_until(asked.id)) return std::nullopt;
    return problem_of(asked, 404, "no-such-route", "no route of this name is configured");
}

std::string pause_json(const call& asked, const std::string& route, instant until) {
    json::writer out;
    out.begin_object().member("route", route);
    if (until > asked.with->time.now()) out.member("paused_until", to_rfc3339(until));
    out.end_object();
    return out.finish();
}

void keep(const call& asked, std::string_view action, instant until, transport::responder respond) {
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    asked.with->work([with = asked.with, pauses = pauses_of(asked), route = asked.id, action, until, answer,
                      refuse = problem_later(asked), told = pause_json(asked, asked.id, until)] {
        const outbox::audit_entry audit{with->time.now(), "operator", std::string(action), route, to_rfc3339(until)};
        const auto kept = pauses->pause(route, until, audit);
        if (!kept) return (*answer)(refuse(503, "unavailable", kept.error().message));
        if (with->flow.wake_deliveries) with->flow.wake_deliveries();
        (*answer)(json_answer(200, told));
    });
}

} // namespace

// {"until": moment}
void pause_route(const call& asked, transport::responder respond) {
    if (auto refused = no_route(asked)) return respond(std::move(*refused));
    body_members body(asked);
    body.allow_only(pause_members);
    if (body.refused) return respond(std::move(*body.refused));
    const instant now = asked.with->time.now();
    const auto until = parse_moment_ahead(body.text("until"), now);
    if (!until || *until <= now) {
        const bad_value what{"until", std::string(moment_ahead_form), {}};
        return respond(bad_value_problem(asked.with->time, asked.request, what));
    }
    keep(asked, "route.paused", *until, std::move(respond));
}

void resume_route(const call& asked, transport::responder respond) {
    if (auto refused = no_route(asked)) return respond(std::move(*refused));
    keep(asked, "route.resumed", asked.with->time.now(), std::move(respond));
}

} // namespace schakel::admin
