#include "gateway/pipeline/goal_query.hpp"

#include <utility>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

// An answer that was given before.
struct kept_goals {
    reply head;
    std::shared_ptr<const std::string> body;
};

// A question on its way to its answer, which may come from another thread.
struct asking_goals {
    exchange asked;
    const adapter* by = nullptr;
    asked_at where;
    std::shared_ptr<const configuration> in_force;
    goal_query_services with;
    std::function<void(query_answer)> respond;
    goal_question content;

    answered entry(std::string_view how) const {
        answered one;
        one.party = asked.sender.empty() ? "anybody" : asked.sender;
        one.standard = asked.standard;
        one.kind = content.kind;
        one.outcome = how;
        return one;
    }

    void tell(std::string_view how) {
        with.questions.counts.add(outcome::accepted);
        with.questions.audit.add(entry(how));
    }

    void refuse(outcome why) {
        with.questions.counts.add(why);
        with.questions.log.log_event(
            log_level::warning, "question.refused",
            {{"standard", asked.standard}, {"system", asked.sender}, {"outcome", to_string(why)}}
        );
        disposition told;
        told.what = why;
        told.report = &content.report;
        told.lang = in_force->lang();
        if (why == outcome::unavailable) told.retry_after = std::chrono::seconds(30);
        respond({by->acknowledge(asked, told), {}, {}});
    }

    // Whether the asker has this answer already.
    bool has(const reply& head) const {
        const std::string_view tag = head.headers.find("etag"), known = asked.headers.find("if-none-match");
        return !tag.empty() && (known == "*" || known.find(tag) != std::string_view::npos);
    }

    void give(reply head, std::shared_ptr<const std::string> body) {
        if (!has(head)) return respond({std::move(head), std::move(body), {}});
        respond({{304, {{"ETag", std::string(head.headers.find("etag"))}}, {}}, {}, {}});
    }

    std::string memory_key(const goal_view& view) const {
        std::string key = "goals";
        for (const std::string_view part :
             {std::string_view(asked.standard), std::string_view(in_force->settings().hash),
              std::string_view(where.base), std::string_view(where.raw_path), std::string_view(where.raw_query)})
            key.append("\n").append(part);
        return key + "\n" + view.version();
    }
};

// Remembers what passes, once it is whole.
class remembering final : public byte_source {
public:
    remembering(std::unique_ptr<byte_source> from, std::shared_ptr<asking_goals> of, reply head, std::string key)
        : from_(std::move(from)), of_(std::move(of)), head_(std::move(head)), key_(std::move(key)) {}
    ~remembering() override {
        if (!settled_) of_->tell("cut off");
    }

    bool next(std::string& into) override {
        const std::size_t before = into.size();
        const bool more = from_->next(into);
        answer_memory& memory = of_->with.questions.memory.answers;
        if (body_.size() <= memory.largest()) body_.append(into, before);
        if (more || std::exchange(settled_, true)) return more;
        of_->tell(from_->failed() ? "failed" : "answered");
        if (from_->failed() || body_.size() > memory.largest()) return false;
        auto body = std::make_shared<const std::string>(std::move(body_));
        const std::size_t bytes = body->size();
        auto kept = std::make_shared<const kept_goals>(kept_goals{std::move(head_), std::move(body)});
        memory.keep(std::move(key_), std::move(kept), bytes);
        return false;
    }
    bool failed() const override { return from_->failed(); }

private:
    std::unique_ptr<byte_source> from_;
    std::shared_ptr<asking_goals> of_;
    reply head_;
    std::string key_, body_;
    bool settled_ = false;
};

// Who asks, and may they. A standard that the settings serve to everybody needs no credentials.
outcome admitted(asking_goals& it) {
    const std::string_view standard = it.by->info().standard;
    if (it.content.report.rejects()) return outcome::invalid;
    if (it.content.open || it.in_force->settings().goals.serve_open.contains(standard)) return outcome::accepted;
    const auto who = it.in_force->access().identify(it.by->credentials(it.asked), standard, access::purpose::asks);
    if (!who) return outcome_of(who.error());
    it.asked.sender = who->system->id;
    return who->granted_one_of(it.content.scopes) ? outcome::accepted : outcome::insufficient_scope;
}

// Here the goals are read.
void answer(const std::shared_ptr<asking_goals>& it, std::shared_ptr<const goal_view> view, std::string key) {
    answering options;
    options.base_url = it->where.base + std::string(it->by->info().base_path);
    options.now = it->with.questions.time.now();
    options.lang = it->in_force->lang();
    options.memo = &it->with.questions.memory.notes;
    served_answer made = it->by->goals()->answer(it->asked, it->content, std::move(view), options);
    if (made.stream && !it->has(made.head)) {
        reply head = made.head;
        auto bytes = std::make_shared<remembering>(std::move(made.stream), it, std::move(head), std::move(key));
        return it->respond({std::move(made.head), {}, std::move(bytes)});
    }
    it->tell("answered");
    auto body = std::make_shared<const std::string>(std::move(made.head.body));
    made.head.body.clear();
    if (!made.stream && made.head.status == 200 && !key.empty()) {
        const std::size_t bytes = body->size();
        auto kept = std::make_shared<const kept_goals>(kept_goals{made.head, body});
        it->with.questions.memory.answers.keep(std::move(key), std::move(kept), bytes);
    }
    it->give(std::move(made.head), std::move(body));
}

// On a working thread: after an import the view is read from the store when it is first asked for.
void find_answer(const std::shared_ptr<asking_goals>& it) {
    auto view = it->with.published ? it->with.published() : nullptr;
    if (!view) return it->refuse(outcome::unavailable);
    std::string key = it->memory_key(*view);
    const auto kept = std::static_pointer_cast<const kept_goals>(it->with.questions.memory.answers.find(key));
    if (!kept) return answer(it, std::move(view), std::move(key));
    ++it->with.questions.counts.from_memory;
    it->tell("answered");
    it->give(kept->head, kept->body);
}

} // namespace

void goal_query(
    exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force,
    const goal_query_services& services, std::function<void(query_answer)> respond
) {
    auto it = std::make_shared<asking_goals>(asking_goals{
        std::move(asked), &by, std::move(where), std::move(in_force), services, std::move(respond), {}});
    decode_options options;
    options.limits = it->where.limits;
    it->content = by.goals()->question(it->asked, options);
    if (const outcome why = admitted(*it); why != outcome::accepted) return it->refuse(why);
    if (it->content.open) return answer(it, nullptr, {});

    it->with.questions.work([it] { find_answer(it); });
}

} // namespace schakel::pipeline
