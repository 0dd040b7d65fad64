// Messages whose translated goals rest on something that an import superseded: what became of them.
#include "gateway/admin/goals_call.hpp"

namespace schakel::admin {

void show_recomputation(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    respond(json_answer(200, asked.with->goals->recomputation->tell()));
}

// {"send": boolean, "source": release or mapping set}; without a source all messages with translated goals.
void order_recomputation(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    pipeline::recomputation_order what;
    what.cause = "ordered";
    what.actor = "operator";
    what.send = body.flag("send");
    if (const std::string source = body.text("source"); source.empty())
        what.which.all = true;
    else
        what.which.sources.push_back(source);
    asked.with->goals->recomputation->order(std::move(what));
    auto answer = json_answer(202, asked.with->goals->recomputation->tell());
    answer.headers.set("Location", "/admin/v1/goals/recomputation");
    respond(std::move(answer));
}

} // namespace schakel::admin
