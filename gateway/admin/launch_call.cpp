#include "gateway/admin/launch_call.hpp"

namespace schakel::admin {

void answer_from_launches(const call& asked, transport::responder respond, launch_work work) {
    if (!asked.with->launches) return respond(problem_of(asked, 503, "unavailable", "this gateway keeps no launches"));
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    asked.with->launches->work([with = asked.with, answer, refuse = problem_later(asked), work = std::move(work)] {
        (*answer)(work(*with->launches, refuse));
    });
}

void audit_launches(const admin_services& with, std::string_view action, std::string_view subject, std::string detail) {
    with.store.write_audit(
        {with.time.now(), "operator", std::string(action), std::string(subject), std::move(detail)}, [](bool) {}
    );
}

} // namespace schakel::admin
