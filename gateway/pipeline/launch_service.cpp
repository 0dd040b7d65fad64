// Back-channel requests that belong to launches: token end points, line items, members; and who sends a score.
#include "gateway/pipeline/launch_onward.hpp"
#include "gateway/pipeline/launch_surroundings.hpp"

namespace schakel::pipeline {

namespace {

reply unavailable() {
    return {503, {{"Retry-After", "30"}, {"Cache-Control", "no-store"}}, {}};
}

enum class used { fresh, before, unknown };

used use_up(const std::vector<single_use>& once, const launch_services& with) {
    if (once.empty()) return used::fresh;
    std::vector<outbox::used_value> values;
    for (const single_use& one : once) values.push_back({one.what, one.until});
    const auto first = with.store.states.use_once(values);
    if (!first) return used::unknown;
    return *first ? used::before : used::fresh;
}

// One request on its way to its answer: the adapter is asked again after each question of its own.
template <class Step, class Answer>
struct serving : std::enable_shared_from_this<serving<Step, Answer>> {
    exchange asked;
    const adapter& by;
    const launch_services& with;
    std::shared_ptr<launch_surroundings> around;
    std::function<Step(const exchange&, const launching&)> make;
    std::function<void(Step)> take;
    Answer failed;
    std::function<void(Answer)> respond;

    serving(
        exchange request, const adapter& adapter_used, const launch_services& services,
        std::shared_ptr<launch_surroundings> surroundings, Answer when_failed, std::function<void(Answer)> then
    )
        : asked(std::move(request)), by(adapter_used), with(services), around(std::move(surroundings)),
          failed(std::move(when_failed)), respond(std::move(then)) {}

    void go() {
        with.work([self = this->shared_from_this()] {
            try {
                self->step();
            } catch (const std::exception&) {
                self->with.log.log_event(
                    log_level::error, "launch.service_failed", {{"standard", self->by.info().standard}}
                );
                self->respond(std::move(self->failed));
            }
        });
    }

    void step() {
        Step made = make(asked, around->told(by));
        if (const auto* questions = std::get_if<ask_first>(&made.what)) {
            const bool asking = around->ask(*questions, [self = this->shared_from_this()] { self->go(); });
            if (!asking) respond(std::move(failed));
            return;
        }
        take(std::move(made));
    }
};

} // namespace

void serve_launch(
    exchange asked, const adapter& by, browser_at where, std::shared_ptr<const configuration> in_force,
    const launch_services& services, std::function<void(reply)> respond
) {
    auto around = std::make_shared<launch_surroundings>(services, where, std::move(in_force));
    auto it = std::make_shared<serving<service_step, reply>>(
        std::move(asked), by, services, std::move(around), unavailable(), std::move(respond)
    );
    it->make = [&by](const exchange& request, const launching& with) { return by.launch()->serve(request, with); };
    it->take = [weak = std::weak_ptr(it)](service_step made) {
        const auto self = weak.lock();
        used how = use_up(made.once, self->with);
        if (how == used::fresh && made.registers && !store_registration(*made.registers, self->with))
            how = used::before;
        ++self->with.counts.served;
        if (how == used::unknown) return self->respond(unavailable());
        if (how == used::before) return self->respond(made.when_used.value_or(reply{401, {}, {}}));
        self->respond(std::get<reply>(std::move(made.what)));
    };
    it->go();
}

void find_launch_sender(
    const exchange& message, const adapter& by, browser_at where, std::shared_ptr<const configuration> in_force,
    const launch_services& services, std::function<void(std::variant<launch_sender, disposition::outcome>)> then
) {
    using outcome = disposition::outcome;
    using answer = std::variant<launch_sender, outcome>;
    auto around = std::make_shared<launch_surroundings>(services, where, std::move(in_force));
    auto it = std::make_shared<serving<launch_sender_step, answer>>(
        message, by, services, std::move(around), answer(outcome::unavailable), std::move(then)
    );
    it->make = [&by](const exchange& request, const launching& with) { return by.launch()->sender_of(request, with); };
    it->take = [weak = std::weak_ptr(it)](launch_sender_step made) {
        const auto self = weak.lock();
        const used how = use_up(made.once, self->with);
        if (how == used::unknown) return self->respond(outcome::unavailable);
        if (how == used::before) return self->respond(outcome::unauthenticated);
        if (auto* sender = std::get_if<launch_sender>(&made.what)) return self->respond(std::move(*sender));
        self->respond(std::get<outcome>(made.what));
    };
    it->go();
}

} // namespace schakel::pipeline
