#include "gateway/pipeline/query.hpp"

#include "gateway/pipeline/question.hpp"
#include "gateway/pipeline/told_answer.hpp"

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

// A question on its way to its answer, which may come from another thread.
struct asking {
    question_in_hand what;
    query_services with;
    std::function<void(query_answer)> respond;
    std::shared_ptr<asker_watch> watch;

    // Tells the asker why not, in its own protocol.
    void refuse(outcome why) {
        what.decided = why;
        with.counts.add(why);
        with.log.log_event(
            log_level::warning, "question.refused",
            {{"standard", what.asked.standard}, {"system", what.asked.sender}, {"outcome", to_string(why)}}
        );
        if (what.who.system) with.audit.add(entry_of(what, to_string(why)));
        disposition told;
        told.what = why;
        told.report = &what.content.report;
        told.lang = what.in_force->lang();
        if (why == outcome::overloaded || why == outcome::unavailable) told.retry_after = std::chrono::seconds(30);
        respond({what.by->acknowledge(what.asked, told), {}, {}});
    }

    // The same question under the same release of the same roster has the same answer.
    bool answer_from_memory(const roster_view& view) {
        what.memory_key = key_of(what, view, with.time.now());
        if (what.memory_key.empty()) return false;
        const auto kept = std::static_pointer_cast<const kept_answer>(with.memory.answers.find(what.memory_key));
        if (!kept) return false;
        ++with.counts.from_memory;
        tell_of(what, with, kept->persons, "answered");
        respond({kept->head, kept->body, {}, kept->coding});
        return true;
    }

    // On a working thread: here the roster is read.
    void answer(std::shared_ptr<const roster_view> view) {
        question_notes notes(with.memory.notes, what.roster_version, watch);
        const answering options = options_for(what, notes, with.time.now());
        roster_answer made = what.by->roster()->answer(what.asked, what.content, std::move(view), options);
        if (!watch->settle()) return refuse(outcome::unavailable);
        respond(told_answer(std::move(made), what, with));
    }
};

// The roster that the question is about: stored, or asked of its owner. The last good one serves when the owner is
// silent.
void with_roster(const std::shared_ptr<asking>& it, std::function<void(std::shared_ptr<const roster_view>)> then) {
    const settings::querying& agreed = *it->what.who.system->query;
    const auto stored = [it] {
        auto view = it->with.stored(it->what.school->id);
        if (view) it->with.memory.meet("stored " + it->what.school->id, view->version());
        return view;
    };
    if (!agreed.live || !it->with.owners) return then(stored());
    it->with.owners->ask(
        it->what.in_force, *it->what.school, agreed.live_cache, agreed.live_time_out,
        [it, stored, then = std::move(then)](result<std::shared_ptr<const roster_view>> fetched) {
            if (fetched) {
                it->with.memory.meet("live " + it->what.school->id, (*fetched)->version());
                return then(*fetched);
            }
            ++it->with.counts.owner_silent;
            it->with.log.log_event(
                log_level::warning, "question.owner_silent",
                {{"school", it->what.school->id}, {"reason", fetched.error().message}}
            );
            then(stored());
        }
    );
}

} // namespace

void query(
    exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force,
    const query_services& services, std::function<void(query_answer)> respond
) {
    auto watch = std::make_shared<asker_watch>(std::move(where.left));
    auto it = std::make_shared<asking>(asking{
        read_question(std::move(asked), by, std::move(where), std::move(in_force)), services, std::move(respond),
        std::move(watch)});
    question_in_hand& what = it->what;
    if (what.decided != outcome::accepted) return it->refuse(what.decided);
    if (what.content.open) return it->answer(nullptr);

    with_roster(it, [it](std::shared_ptr<const roster_view> roster) {
        if (!roster) return it->refuse(outcome::unavailable);
        it->what.roster_version = roster->version();
        auto view = released(std::move(roster), it->what.released_as, it->watch);
        if (it->answer_from_memory(*view)) return;
        it->with.work([it, view = std::move(view)] { it->answer(view); });
    });
}

} // namespace schakel::pipeline
