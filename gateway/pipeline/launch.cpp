#include "gateway/pipeline/launch.hpp"

#include "gateway/pipeline/launch_choice.hpp"
#include "gateway/pipeline/launch_onward.hpp"
#include "gateway/pipeline/launch_passage.hpp"
#include "gateway/pipeline/launch_sessions.hpp"

namespace schakel::pipeline {

namespace {

using passage_in_hand = std::shared_ptr<passage>;

// A target that remembers nothing more has its launch; one that does comes back for it.
void tell(const passage_in_hand& it, show& what, const adapter& by) {
    const bool of_target = it->back && it->back->launch;
    if (of_target && what.remember.empty()) {
        it->reach(launch::hop::opened);
        it->audit_sent();
    }
    it->tell(std::move(what), by, of_target ? it->back->launch : nullptr);
}

bool is_of(const remembered_step& step, const adapter& by) {
    return step.kind == remembered_step::what::adapters && step.standard == by.info().standard;
}

// A party introduced itself: an administrator lets it in. The invitation names the system that it is to be, and is used
// up.
void take_registration(const passage_in_hand& it, registering& what, const adapter& by) {
    const auto stored = store_registration(what.what, it->with);
    if (!stored) return it->refuse(refusal(launch_code::replayed, refusal_advice::nothing, stored.error().message));
    it->tell(what.then(*stored), by);
}

} // namespace

void go_on(const passage_in_hand& it, const adapter& by, launch_step step) {
    if (auto* what = std::get_if<show>(&step.what)) return tell(it, *what, by);
    if (auto* what = std::get_if<arrived>(&step.what)) return pass_on(it, by, std::move(*what));
    if (auto* what = std::get_if<returned>(&step.what)) return give_back(it, std::move(what->what));
    if (auto* what = std::get_if<signed_out>(&step.what)) return take_sign_out(it, *what, by);
    if (auto* what = std::get_if<registering>(&step.what)) return take_registration(it, *what, by);
    it->refuse(std::get<refused>(std::move(step.what)));
}

void launch(
    exchange request, const adapter& by, browser_at where, std::shared_ptr<const configuration> in_force,
    const launch_services& services, std::function<void(reply)> respond
) {
    auto it = std::make_shared<passage>(
        std::move(request), std::move(where), std::move(in_force), services, std::move(respond)
    );
    it->run([it, &by] {
        const launch_adapter& facet = *by.launch();
        if (!it->recall(facet.recall_key(it->request))) return;
        if (it->back && !is_of(*it->back, by))
            return it->refuse(refusal(launch_code::step_unknown, refusal_advice::nothing, "another end point's step"));
        it->step(
            by, [it, &facet](const launching& with) { return facet.proceed(it->request, with); },
            [it, &by](launch_step made) { go_on(it, by, std::move(made)); }
        );
    });
}

void launch_counts::add_refusal(const std::string& code) {
    ++refused;
    const std::lock_guard lock(mutex_);
    ++by_code_[code];
}

std::map<std::string, std::uint64_t> launch_counts::refusals() const {
    const std::lock_guard lock(mutex_);
    return by_code_;
}

} // namespace schakel::pipeline
