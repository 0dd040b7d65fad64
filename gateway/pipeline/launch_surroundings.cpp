#include "gateway/pipeline/launch_surroundings.hpp"

#include "gateway/pipeline/launch_members.hpp"

#include <atomic>

namespace schakel::pipeline {

namespace {

constexpr unsigned most_rounds = 6;       // of questions before one step
constexpr std::size_t most_questions = 4; // in one round
constexpr auto moment = std::chrono::milliseconds(100);
constexpr unsigned most_moments = 100; // some ten seconds: as long as senders wait for an answer

} // namespace

launching launch_surroundings::told(const adapter& by) const {
    launching out;
    out.base_url = base_url(by);
    out.gateway_url = where_.gateway_url;
    out.parties = &world_->of(by.info().standard);
    out.keys = &with_.keys;
    out.ledger = &with_.store.ledger;
    out.now = with_.time.now();
    out.lang = lang;
    out.where = shown;
    out.random = [now = out.now] { return launch::states::new_key(now); };
    out.trace_parent = trace_parent;
    out.keys_at = [this](std::string_view url, bool afresh) -> const result<crypto::key_set>* {
        const std::lock_guard lock(mutex_);
        auto found = keys_.find({std::string(url), afresh});
        if (found == keys_.end() && !afresh) found = keys_.find({std::string(url), true});
        return found == keys_.end() ? nullptr : found->second.get();
    };
    out.answer_of = [this](std::string_view url) -> const received_answer* {
        const std::lock_guard lock(mutex_);
        const auto found = answers_.find(url);
        return found == answers_.end() ? nullptr : found->second.get();
    };
    out.invited = [this](std::string_view token) { return with_.store.states.look(token); };
    out.members = [this](
                      const launch_class& of, const member_filter& which, std::string_view since,
                      std::string_view after, std::size_t most
                  ) { return class_members(of, which, since, after, most, *in_force_, with_); };
    return out;
}

bool launch_surroundings::ask(const ask_first& what, std::function<void()> then) {
    if (what.questions.size() == 1 && what.questions.front().kind == launch_question::what::moment) {
        if (++moments_ > most_moments) return false;
        with_.call_later(moment, [self = shared_from_this(), then = std::move(then)] { self->with_.work(then); });
        return true;
    }
    if (++rounds_ > most_rounds || what.questions.empty() || what.questions.size() > most_questions) return false;
    auto left = std::make_shared<std::atomic<std::size_t>>(what.questions.size());
    auto done = [self = shared_from_this(), left, then = std::move(then)] {
        if (left->fetch_sub(1) == 1) self->with_.work(then);
    };
    for (const launch_question& one : what.questions) {
        if (one.kind == launch_question::what::keys)
            fetch_keys(one, done);
        else
            fetch(one, done);
    }
    return true;
}

void launch_surroundings::fetch_keys(const launch_question& what, std::function<void()> done) {
    const auto keep = [self = shared_from_this(), which = key_question(what.url, what.afresh),
                       done](const access::peer_keys::answer& keys) {
        {
            const std::lock_guard lock(self->mutex_);
            self->keys_[which] = keys;
        }
        done();
    };
    auto known = with_.peers.look(what.url, what.afresh, keep);
    if (const auto* keys = std::get_if<access::peer_keys::answer>(&known)) return keep(*keys);
    if (std::holds_alternative<access::peer_keys::awaited>(known)) return;
    ++with_.counts.fetched;
    with_.fetch(what, [self = shared_from_this(), url = what.url, keep](const received_answer& answer) {
        if (answer.status != 200) ++self->with_.counts.silent;
        keep(self->with_.peers.came(url, answer));
    });
}

void launch_surroundings::fetch(const launch_question& what, std::function<void()> done) {
    const auto keep = [self = shared_from_this(), url = what.url,
                       done](const std::shared_ptr<const received_answer>& answer) {
        {
            const std::lock_guard lock(self->mutex_);
            self->answers_[url] = answer;
        }
        done();
    };
    const bool kept = what.kind == launch_question::what::document;
    if (kept) {
        if (auto known = with_.documents.look(what.url)) return keep(known);
    }
    ++with_.counts.fetched;
    with_.fetch(what, [self = shared_from_this(), url = what.url, kept, keep](received_answer answer) {
        if (answer.status < 200 || answer.status > 299) ++self->with_.counts.silent;
        if (kept) return keep(self->with_.documents.came(url, std::move(answer)));
        keep(std::make_shared<const received_answer>(std::move(answer)));
    });
}

} // namespace schakel::pipeline
