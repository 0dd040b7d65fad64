// Replay: a stored message goes through the flow again, as a linked copy.
#include "gateway/admin/call.hpp"

#include "gateway/admin/problem.hpp"
#include "gateway/pipeline/replay.hpp"

#include <algorithm>

namespace schakel::admin {

namespace {

constexpr std::string_view replayed_action = "message.replay-ordered";

// The id of the copy that an earlier replay made, or "".
std::string earlier_copy(const outbox::message_history& of) {
    const auto found = std::ranges::find(of.audit, replayed_action, &outbox::audit_entry::action);
    return found == of.audit.end() ? std::string() : found->detail;
}

std::string outcome_json(const pipeline::replay_outcome& told, const std::string& earlier) {
    json::writer out;
    out.begin_object().member("id", told.new_id).member("deliveries", std::uint64_t{told.deliveries});
    if (!earlier.empty() && earlier != told.new_id)
        out.member("warning", "this message was replayed before, as " + earlier + "; receivers may get it twice");
    out.end_object();
    return out.finish();
}

} // namespace

void replay_message(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    const auto found = with.store.show(asked.id);
    if (!found) return respond(unreadable_message(asked, found.error()));
    // The request is gone when the answer comes; a problem about it needs its headers only.
    transport::http_request head;
    head.headers = asked.request.headers;
    auto refused = [services = asked.with, head = std::move(head)](const std::string& why) {
        return problem(services->time, head, 409, "not-replayed", why);
    };
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    pipeline::replay(
        asked.id, with.adapters, with.in_force(), with.flow, {},
        [services = asked.with, answer, refused, original = asked.id,
         earlier = earlier_copy(*found)](const pipeline::replay_outcome& told) {
            if (told.new_id.empty()) return (*answer)(refused(told.problem));
            services->store.write_audit(
                {services->time.now(), "operator", std::string(replayed_action), original, told.new_id},
                [answer, told, earlier](bool) {
                    auto copied = json_answer(201, outcome_json(told, earlier));
                    copied.headers.set("Location", "/admin/v1/messages/" + told.new_id);
                    (*answer)(std::move(copied));
                }
            );
        },
        asked.name
    );
}

} // namespace schakel::admin
