#include "gateway/pipeline/told_answer.hpp"

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

// Bytes of an answer that streams: a larger one is made anew, so that memory does not grow with the school.
constexpr std::size_t most_remembered = 4u << 20;

bool succeeded(const reply& head) {
    return head.status >= 200 && head.status < 300;
}

// What told_answer() needs of a question when its last byte is made: the asker may long have gone.
struct account {
    answered entry;
    std::string memory_key, roster_version;
    query_services with;
    reply head;
    std::shared_ptr<const answer_tally> tally;
};

// Its gzip is remembered with it, once somebody took it.
void remember(const account& of, std::shared_ptr<const std::string> body) {
    answer_memory& in = of.with.memory.answers;
    const std::size_t bytes = body->size();
    auto kept = std::make_shared<kept_answer>(kept_answer{of.head, std::move(body), of.entry.persons, nullptr});
    auto grow = [&in, bytes, key = of.memory_key, version = of.roster_version,
                 entry = std::weak_ptr(kept)](std::size_t coded) {
        if (auto known = entry.lock()) in.keep(key, std::move(known), bytes + coded, version);
    };
    kept->coding = std::make_shared<kept_coding>(std::move(grow));
    in.keep(of.memory_key, std::move(kept), bytes, of.roster_version);
}

void settle(account& of, std::string_view how, std::shared_ptr<const std::string> body) {
    of.entry.persons = of.tally ? of.tally->persons : 0;
    of.entry.outcome = how;
    of.with.counts.add(outcome::accepted);
    of.with.counts.persons += of.entry.persons;
    if (body && !of.memory_key.empty()) remember(of, std::move(body));
    of.with.audit.add(std::move(of.entry));
}

// Passes an answer on, and remembers it as long as it is small enough for that.
class watched_stream final : public byte_source {
public:
    watched_stream(std::unique_ptr<byte_source> from, account of) : from_(std::move(from)), of_(std::move(of)) {
        remembers_ = !of_.memory_key.empty();
    }
    ~watched_stream() override {
        if (!settled_) settle(of_, "cut off", nullptr);
    }

    bool next(std::string& into) override {
        const std::size_t before = into.size();
        const bool more = from_->next(into);
        if (remembers_) body_.append(into, before);
        if (body_.size() > most_remembered) {
            remembers_ = false;
            body_ = {};
        }
        if (!more && !settled_) end();
        return more;
    }
    bool failed() const override { return from_->failed(); }

private:
    void end() {
        settled_ = true;
        if (from_->failed()) return settle(of_, "failed", nullptr);
        settle(of_, "answered", remembers_ ? std::make_shared<const std::string>(std::move(body_)) : nullptr);
    }

    std::unique_ptr<byte_source> from_;
    account of_;
    bool remembers_ = false;
    bool settled_ = false;
    std::string body_;
};

} // namespace

std::string key_of(const question_in_hand& of, const roster_view& view, instant now) {
    if (of.asked.method != "GET") return {};
    std::string key = of.asked.sender;
    for (const std::string_view part :
         {std::string_view(of.asked.standard), std::string_view(of.in_force->settings().hash),
          std::string_view(of.where.base), std::string_view(of.where.raw_path), std::string_view(of.where.raw_query)}) {
        key += '\n';
        key += part;
    }
    key += '\n' + of.school->id + '\n' + view.version() + '\n' + schakel::to_string(date_in_amsterdam(now));
    key += '\n' + std::string(of.asked.headers.find("accept"));
    if (!of.who.scopes) return key;
    for (const std::string& one : *of.who.scopes) key += '\n' + one;
    return key;
}

answered entry_of(const question_in_hand& of, std::string_view how, std::uint64_t persons) {
    answered out;
    out.party = of.asked.sender;
    out.school = of.asked.school;
    out.standard = of.asked.standard;
    out.kind = of.content.kind;
    if (of.released_as && of.decided == outcome::accepted) {
        out.release = of.released_as->name() + ":" + of.released_as->digest();
    }
    out.outcome = how;
    out.persons = persons;
    return out;
}

void tell_of(const question_in_hand& of, const query_services& with, std::uint64_t persons, std::string_view how) {
    with.counts.add(outcome::accepted);
    with.counts.persons += persons;
    if (of.who.system) with.audit.add(entry_of(of, how, persons));
}

query_answer told_answer(roster_answer made, const question_in_hand& of, const query_services& with) {
    query_answer out{std::move(made.head), {}, {}};
    if (of.content.open) {
        with.counts.add(outcome::accepted);
        out.stream = std::move(made.stream);
        return out;
    }
    account kept{entry_of(of, {}), of.memory_key, of.roster_version, with, {}, std::move(made.tally)};
    if (!succeeded(out.head)) kept.memory_key.clear();
    kept.head.status = out.head.status;
    kept.head.headers = out.head.headers;
    if (made.stream) {
        out.stream = std::make_shared<watched_stream>(std::move(made.stream), std::move(kept));
        return out;
    }
    out.body = std::make_shared<const std::string>(std::move(out.head.body));
    out.head.body.clear();
    settle(kept, "answered", out.body);
    return out;
}

} // namespace schakel::pipeline
