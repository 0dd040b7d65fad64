// Replay: a stored message goes through the flow again, as a linked copy.
#include "gateway/admin/call_answers.hpp"

#include "gateway/pipeline/replay.hpp"

#include <array>

namespace schakel::admin {

namespace {

constexpr std::array<std::string_view, 2> choices{"to_route", "to_destination"};

std::string outcome_json(const pipeline::replay_outcome& told) {
    json::writer out;
    out.begin_object().member("id", told.new_id).member("deliveries", std::uint64_t{told.deliveries});
    out.member_if_present("warning", pipeline::warning_of(told)).end_object();
    return out.finish();
}

} // namespace

// {"to_route", "to_destination"}: which of its deliveries go again; without them all.
void replay_message(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    body_members body(asked);
    body.allow_only(choices);
    if (body.refused) return respond(std::move(*body.refused));
    const auto found = with.store.show(asked.id);
    if (!found) return respond(unreadable_message(asked, found.error()));
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    pipeline::replay(
        {asked.id, {body.text("to_route"), body.text("to_destination")}, asked.name}, with.adapters, with.in_force(),
        with.flow, {},
        [answer, refuse = problem_later(asked)](const pipeline::replay_outcome& told) {
            if (told.new_id.empty()) return (*answer)(refuse(409, "not-replayed", told.problem));
            auto copied = json_answer(201, outcome_json(told));
            copied.headers.set("Location", "/admin/v1/messages/" + told.new_id);
            (*answer)(std::move(copied));
        }
    );
}

} // namespace schakel::admin
