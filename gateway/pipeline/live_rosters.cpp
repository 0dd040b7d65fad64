#include "gateway/pipeline/live_rosters.hpp"

#include "gateway/pipeline/pull_options.hpp"
#include "gateway/pipeline/roster_intake.hpp"
#include "gateway/roster/memory_roster.hpp"

namespace schakel::pipeline {

// Answered once: by the fetch, or by its time-out.
struct live_rosters::waiter {
    std::mutex mutex;
    answer done;

    void tell(const result<std::shared_ptr<const roster_view>>& how) {
        answer to;
        {
            const std::lock_guard lock(mutex);
            to.swap(done);
        }
        if (to) to(how);
    }
};

// One conversation with an owner.
struct live_rosters::fetch {
    std::shared_ptr<const configuration> in_force;
    const settings::system& owner;
    const adapter& by;
    std::string school;
    model::identifiers identifiers; // of the school
    std::unique_ptr<roster_pull> pull;
    std::shared_ptr<roster::memory_roster> into;
};

void live_rosters::ask(
    std::shared_ptr<const configuration> in_force, const settings::school& school, std::chrono::milliseconds cache,
    std::chrono::milliseconds time_out, answer done
) {
    auto one = std::make_shared<waiter>();
    one->done = std::move(done);
    std::shared_ptr<const roster_view> fresh;
    bool begins = false;
    {
        const std::lock_guard lock(mutex_);
        state& of = schools_[school.id];
        if (of.view && with_.time.now() < of.fetched + cache) {
            fresh = of.view;
        } else {
            of.waiting.push_back(one);
            begins = !std::exchange(of.fetching, true);
        }
    }
    if (fresh) return one->tell(fresh);
    with_.call_later(time_out, [one] { one->tell(failure{"the owner of the roster does not answer in time"}); });
    if (!begins) return;
    const std::string id = school.id;
    auto conversation = begin(std::move(in_force), school);
    if (!conversation) return end(id, failure{"nobody owns the roster of this school, or it cannot be fetched"});
    with_.work([self = shared_from_this(), conversation] { self->go_on(conversation); });
}

std::shared_ptr<live_rosters::fetch>
live_rosters::begin(std::shared_ptr<const configuration> in_force, const settings::school& school) {
    const settings::system* owner = in_force->settings().roster_owner(school.id);
    if (!owner || owner->roster->url.empty()) return nullptr;
    const adapter* by = with_.adapters.find(owner->roster->standard);
    if (!by || !by->roster() || !by->roster()->abilities().pulls) return nullptr;
    const instant now = with_.time.now();
    auto pull = by->roster()->pull(options_for(*owner->roster, school, {}, now));
    if (!pull) return nullptr;
    const std::string version = "live:" + school.id + ":" + std::to_string(now.time_since_epoch().count());
    auto into = std::make_shared<roster::memory_roster>(now, version);
    return std::make_shared<fetch>(fetch{
        std::move(in_force), *owner, *by, school.id, school.identifiers_at(now), std::move(pull), std::move(into)});
}

// On a working thread. One request is under way at a time, so nobody else touches the conversation.
void live_rosters::go_on(const std::shared_ptr<fetch>& of) {
    if (const auto pause = of->pull->state().retry_after; pause && pause->count() > 0) {
        if (of->pull->state().what == pull_state::phase::running) {
            with_.call_later(*pause, [self = shared_from_this(), of] {
                self->with_.work([self, of] { self->ask_owner(of); });
            });
            return;
        }
    }
    ask_owner(of);
}

void live_rosters::ask_owner(const std::shared_ptr<fetch>& of) {
    auto request = of->pull->next();
    if (!request) {
        using phase = pull_state::phase;
        if (of->pull->state().what == phase::complete) {
            if (!same_school(of->into->head().school, of->identifiers))
                return end(of->school, failure{"the owner of the roster gives that of another school"});
            return end(of->school, std::shared_ptr<const roster_view>(of->into));
        }
        return end(of->school, failure{"the owner of the roster does not give it: " + of->pull->state().reason});
    }
    const outgoing asked = *request;
    with_.owners.fetch(
        of->in_force, of->owner, of->by, of->school, std::move(*request),
        [self = shared_from_this(), of, asked](received_answer told) {
            self->with_.work([self, of, asked, told = std::move(told)] {
                of->pull->take(asked, told, *of->into);
                self->go_on(of);
            });
        }
    );
}

void live_rosters::end(const std::string& school, result<std::shared_ptr<const roster_view>> how) {
    std::vector<std::shared_ptr<waiter>> waiting;
    {
        const std::lock_guard lock(mutex_);
        state& of = schools_[school];
        of.fetching = false;
        waiting.swap(of.waiting);
        if (how) {
            of.view = *how;
            of.fetched = with_.time.now();
        }
    }
    for (const auto& one : waiting) one->tell(how);
}

} // namespace schakel::pipeline
