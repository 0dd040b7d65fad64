#include "gateway/pipeline/chain_id_run.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <span>
#include <thread>

namespace schakel::pipeline {

namespace {

using ending = chain_id_tally::ending;
using phase = pull_state::phase;

constexpr std::string_view not_told = "the service told nothing of this person";

// Keeps what a conversation brings: batches in the journal, pseudonyms in the key tables.
class keeping final : public chain_id_sink {
public:
    // `lines` by place; empty where the list is not at hand.
    keeping(
        const chain_id_work& with, std::string scheme, std::vector<std::string> keys, std::vector<std::uint32_t> lines,
        chain_id_tally& into, std::string batch = {}
    )
        : with_(with), scheme_(std::move(scheme)), keys_(std::move(keys)), lines_(std::move(lines)), into_(into),
          batch_(std::move(batch)), told_(keys_.size()) {}

    result<done> submitted(const chain_id_batch& what) override {
        auto kept = with_.journal.note({what, scheme_, keys_, with_.time.now()}, batch_);
        batch_ = what.number;
        return kept;
    }

    result<done> issued(std::span<const issued_chain_id> ids) override {
        std::vector<model::identifiers> persons;
        for (const issued_chain_id& one : ids)
            persons.push_back({{scheme_, keys_.at(one.place), {}}, {std::string(model::scheme::eckid), one.value, {}}});
        const auto learned = with_.names.learn(persons);
        if (!learned) return learned.error();
        for (const issued_chain_id& one : ids) told_.at(one.place) = true;
        for (const std::size_t one : learned->conflicts) into_.conflicts.push_back(line_of(ids[one].place));
        into_.issued += ids.size() - learned->conflicts.size();
        return done{};
    }

    void refused(std::size_t place, std::string_view reason) override {
        told_.at(place) = true;
        into_.refused.emplace_back(line_of(place), std::string(reason));
    }

    // The conversation is over and went well.
    void finish() {
        for (std::size_t i = 0; i < told_.size(); ++i)
            if (!told_[i]) into_.refused.emplace_back(line_of(i), std::string(not_told));
        forget();
    }
    void forget() {
        if (batch_.empty()) return;
        if (auto forgotten = with_.journal.forget(batch_); !forgotten) into_.reason = forgotten.error().message;
        batch_.clear();
    }

    std::size_t persons() const { return keys_.size(); }

private:
    std::uint32_t line_of(std::size_t place) const { return lines_.empty() ? 0 : lines_.at(place); }

    const chain_id_work& with_;
    std::string scheme_;
    std::vector<std::string> keys_;
    std::vector<std::uint32_t> lines_;
    chain_id_tally& into_;
    std::string batch_;
    std::vector<bool> told_;
};

// Tells how far all of it is, and not only this conversation.
pull_means telling(const chain_id_work& with, std::uint64_t before, std::uint64_t all) {
    pull_means out = with.how;
    out.tell = [tell = with.how.tell, before, all](const intake_progress& one) {
        tell({one.doing, before + one.records, all});
    };
    return out;
}

// True: go on with the next.
bool converse_and_keep(chain_id_talk& talk, keeping& keeper, const pull_means& means, chain_id_tally& into) {
    converse(talk, keeper, means);
    const chain_id_state& state = talk.state();
    if (state.what == phase::complete) {
        keeper.finish();
        return true;
    }
    if (state.lost) {
        into.lost += keeper.persons();
        keeper.forget();
        return true;
    }
    into.how = state.what == phase::failed ? ending::failed : ending::interrupted;
    into.reason = state.what == phase::running ? "it was told to stop" : state.reason;
    into.retry_after = state.retry_after;
    into.report = state.report;
    // Of an answer that was refused the service keeps nothing either.
    if (state.what == phase::failed && state.report.rejects()) keeper.forget();
    return false;
}

// By place; none: there was no memory, or no salt, and the tally says so.
std::optional<std::vector<crypto::wiped_text>> hashes_of(
    const chain_id_work& with, std::span<const std::string_view> numbers, std::uint64_t before, std::uint64_t all,
    chain_id_tally& into
) {
    std::vector<crypto::wiped_text> out(numbers.size());
    std::mutex mutex;
    std::string why;
    std::atomic<std::size_t> next = 0, ready = 0;
    std::atomic<bool> stop = false;
    const auto work = [&](bool tells) {
        for (std::size_t i = next++; i < numbers.size() && !stop; i = next++) {
            auto hashed = with.by.hash(numbers[i], with.salt);
            if (hashed) {
                out[i] = *std::move(hashed);
            } else {
                const std::lock_guard lock(mutex);
                why = hashed.error().message;
                stop = true;
            }
            ++ready;
            if (!tells) continue;
            with.how.tell({"computing hashes", before + ready, all});
            if (with.how.stopping()) stop = true;
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < with.hashing; ++i) others.emplace_back(work, false);
        work(true);
    }
    if (!stop) return out;
    into.how = why.empty() ? ending::interrupted : ending::failed;
    into.reason = why.empty() ? "it was told to stop" : why;
    return std::nullopt;
}

// Drops those who have a pseudonym.
bool drop_known(const chain_id_work& with, people_list& list, chain_id_tally& into) {
    std::vector<std::string> keys;
    for (const numbered_person& one : list.people) keys.push_back(one.key);
    const auto known = with.names.known(list.key_scheme, keys, model::scheme::eckid);
    if (!known) {
        into.how = ending::failed;
        into.reason = known.error().message;
        return false;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.people.size(); ++i)
        if (!(*known)[i] && kept++ != i) list.people[kept - 1] = std::move(list.people[i]);
    into.known += list.people.size() - kept;
    list.people.resize(kept);
    return true;
}

keeping keeper_of(
    const chain_id_work& with, const std::string& scheme, std::span<const numbered_person> people, chain_id_tally& into
) {
    std::vector<std::string> keys;
    std::vector<std::uint32_t> lines;
    for (const numbered_person& one : people) {
        keys.push_back(one.key);
        lines.push_back(one.line);
    }
    return {with, scheme, std::move(keys), std::move(lines), into};
}

} // namespace

void take_up_batches(const chain_id_work& with, chain_id_tally& into) {
    const std::vector<open_batch> open = with.journal.batches();
    for (const open_batch& one : open) {
        const std::uint64_t before = into.issued;
        keeping keeper(with, one.key_scheme, one.keys, {}, into, one.what.number);
        const auto talk = with.by.resume(with.options, one.what);
        const bool on = converse_and_keep(*talk, keeper, with.how, into);
        into.fetched += std::exchange(into.issued, before) - before;
        if (!on) return;
    }
}

void issue_chain_ids(const chain_id_work& with, people_list list, chain_id_tally& into) {
    if (into.how != ending::finished || !drop_known(with, list, into)) return;
    const std::size_t all = list.people.size();
    const bool batches = all > with.one_by_one;
    for (std::size_t at = 0; at < all; at += with.batch_size) {
        const std::span people = std::span(list.people).subspan(at, std::min(with.batch_size, all - at));
        std::vector<std::string_view> numbers;
        for (const numbered_person& one : people) numbers.push_back(one.number.view());
        auto hashes = hashes_of(with, numbers, at, all, into);
        if (!hashes) return;
        for (numbered_person& one : people) one.number = {};
        into.asked += people.size();
        keeping keeper = keeper_of(with, list.key_scheme, people, into);
        const auto talk = with.by.issue(with.options, *std::move(hashes), batches);
        if (!converse_and_keep(*talk, keeper, telling(with, at, all), into)) return;
    }
}

void replace_numbers(const chain_id_work& with, people_list list, chain_id_tally& into) {
    if (into.how != ending::finished) return;
    const std::size_t all = list.people.size();
    for (std::size_t at = 0; at < all; ++at) {
        const std::span one = std::span(list.people).subspan(at, 1);
        numbered_person& person = one.front();
        const std::array numbers{person.former.view(), person.number.view()};
        auto hashes = hashes_of(with, numbers, at, all, into);
        if (!hashes) return;
        ++into.asked;
        keeping keeper = keeper_of(with, list.key_scheme, one, into);
        const auto talk = with.by.replace(with.options, std::move((*hashes)[0]), std::move((*hashes)[1]), person.from);
        converse(*talk, keeper, telling(with, at, all));
        const chain_id_state& state = talk->state();
        if (state.what == phase::complete) continue;
        into.how = state.what == phase::failed ? ending::failed : ending::interrupted;
        into.reason = state.reason;
        into.retry_after = state.retry_after;
        into.report = state.report;
        return;
    }
}

} // namespace schakel::pipeline
