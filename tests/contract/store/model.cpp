// M1: random commits, repeats, leases, settlements, replays, expiry, retention, re-openings and power cuts, against a
// model of a hundred lines. A sequence that fails is shrunk and kept in tests/contract/store/sequences.
#include "tests/contract/store/store_subject.hpp"
#include "tests/support/choices.hpp"
#include "tests/support/crash_vfs.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

using namespace schakel;
using namespace schakel::outbox;
using kind = commit_outcome::kind;
using test::choices;

namespace {

struct model_delivery {
    std::string id, message, lane, body;
    state status = state::waiting;
    instant due{};
    std::uint32_t attempts = 0;
    bool leased = false;
};

struct model_message {
    std::string id, body;
    instant received{};
};

bool any_of(state status, std::initializer_list<state> wanted) {
    return std::find(wanted.begin(), wanted.end(), status) != wanted.end();
}

struct model {
    std::vector<model_message> messages;                                // oldest first
    std::map<std::string, std::pair<std::string, std::string>> records; // key -> digest, message
    std::vector<model_delivery> deliveries;                             // in their order of leaving

    // Per lane the first that waits, when it is due and not under way.
    std::set<std::string> leasable(instant now) const {
        std::set<std::string> lanes, ids;
        for (const model_delivery& d : deliveries)
            if (d.status == state::waiting && lanes.insert(d.lane).second && !d.leased && d.due <= now)
                ids.insert(d.id);
        return ids;
    }
    model_delivery* find(const std::string& id) {
        const auto at = std::ranges::find(deliveries, id, &model_delivery::id);
        return at == deliveries.end() ? nullptr : &*at;
    }
    std::uint64_t count(std::initializer_list<state> wanted) const {
        return static_cast<std::uint64_t>(std::ranges::count_if(deliveries, [&](const auto& d) {
            return any_of(d.status, wanted);
        }));
    }
    bool kept(const model_message& m, instant finished, instant dead) const {
        const auto keeps = [&](const model_delivery& d) {
            if (any_of(d.status, {state::waiting, state::held})) return true;
            return m.received >=
                   (any_of(d.status, {state::rejected, state::quarantined, state::expired}) ? dead : finished);
        };
        bool alone = true;
        for (const model_delivery& d : deliveries) {
            if (d.message != m.id) continue;
            if (keeps(d)) return true;
            alone = false;
        }
        return alone && m.received >= finished;
    }
    void forget(instant finished, instant dead) {
        std::set<std::string> gone;
        for (const model_message& m : messages)
            if (!kept(m, finished, dead)) gone.insert(m.id);
        std::erase_if(messages, [&](const auto& m) { return gone.contains(m.id); });
        std::erase_if(deliveries, [&](const auto& d) { return gone.contains(d.message); });
        std::erase_if(records, [&](const auto& r) { return gone.contains(r.second.second); });
    }
};

class sequence {
public:
    sequence(test::crash_vfs& layer, choices& from) : layer_(layer), from_(from) {}

    std::string run() { // what the store does otherwise than the model, or ""
        reopen();
        for (int i = 0; i < 12 && wrong_.empty(); ++i) {
            step();
            if (wrong_.empty()) compare_counts();
        }
        if (wrong_.empty()) reopen();
        if (wrong_.empty()) compare_counts();
        if (wrong_.empty()) compare_histories();
        opened_.reset();
        return wrong_;
    }

private:
    instant now() { return time_.now(); }
    std::string number(unsigned most) { return std::to_string(from_.at_most(most)); }
    void expect(bool so, const std::string& what) {
        if (!so && wrong_.empty()) wrong_ = what;
    }

    void step() {
        switch (from_.at_most(14)) {
        case 0:
        case 1:
        case 2:
        case 3: return append(false);
        case 4: return append(true);
        case 5:
        case 6: return time_.advance(std::chrono::seconds(from_.at_most(40)));
        case 7: return from_.one_in(2) ? reopen() : lease_and_settle();
        case 8: return from_.one_in(2) ? cut_the_power() : lease_and_settle();
        case 9: return forget();
        default: return lease_and_settle();
        }
    }

    void append(bool replay) {
        acceptance what = make_acceptance(time_, "body " + number(1'000'000));
        for (unsigned n = from_.at_most(2); n > 0; --n) {
            const std::string receiver = from_.one_in(2) ? "lms" : "las";
            what.deliveries.push_back(make_delivery(time_, receiver, number(2), number(1'000'000)));
            what.deliveries.back().message_id = what.message.id;
        }
        const std::string key = "record " + number(5);
        const std::string digest = number(1);
        what.keys = {{"scope", key, digest}};
        what.repeats_may_differ = from_.one_in(2);
        if (replay && !model_.messages.empty()) what.message.replay_of = model_.messages.back().id;
        const kind expected = expected_outcome(what);
        expect(commit(*opened_, what).what == expected, "a commit ends otherwise");
        if (expected == kind::stored) remember(what);
    }

    kind expected_outcome(const acceptance& what) const {
        const auto known = model_.records.find(what.keys[0].key);
        if (!what.message.replay_of.empty() || known == model_.records.end()) return kind::stored;
        if (known->second.first == what.keys[0].digest) return kind::repeated;
        return what.repeats_may_differ ? kind::stored : kind::conflict;
    }

    void remember(const acceptance& what) {
        model_.messages.push_back({what.message.id, what.message.body, what.message.received_at});
        model_.records[what.keys[0].key] = {what.keys[0].digest, what.message.id};
        for (const delivery& d : what.deliveries) model_.deliveries.push_back(waiting(d));
    }
    static model_delivery waiting(const delivery& d) {
        return {d.id, d.message_id, d.route + d.order_key, d.body, state::waiting, d.next_attempt, 0, false};
    }

    void lease_and_settle() {
        const auto leased = opened_->lease(now(), 100);
        std::set<std::string> ids;
        for (const delivery& d : leased) {
            ids.insert(d.id);
            const model_delivery* m = model_.find(d.id);
            expect(m && d.body == m->body && d.attempts == m->attempts, "a delivery is leased with another content");
        }
        expect(ids == model_.leasable(now()), "other deliveries are leased");
        if (!wrong_.empty()) return;
        for (const delivery& d : leased) settle_somehow(d);
    }

    void settle_somehow(const delivery& d) {
        constexpr state outcomes[] = {state::delivered, state::already_there, state::waiting, state::held,
                                      state::rejected,  state::quarantined,   state::expired};
        const unsigned chance = from_.at_most(11);
        if (chance == 11) return void(model_.find(d.id)->leased = true); // still under way
        if (chance >= 9) return divide(d);
        model_delivery& m = *model_.find(d.id);
        const instant due = now() + std::chrono::seconds(from_.at_most(9));
        if (chance >= 7) {
            m.due = due;
            released_.insert_or_assign(d.id, d.next_attempt);
            return opened_->release(d.id, due);
        }
        settlement s = outbox::step(d, outcomes[chance], due);
        s.attempt = attempt{d.id, 0, now(), 10, 500, "retry", ""};
        m.status = s.status;
        m.due = s.next_attempt;
        ++m.attempts;
        released_.erase(d.id);
        expect(settle(*opened_, s), "a settlement is refused");
    }

    void divide(const delivery& d) {
        settlement s = outbox::step(d, state::waiting);
        std::vector<model_delivery> parts;
        for (int i = 0; i < 2; ++i) {
            delivery part = make_delivery(time_, d.destination, d.order_key, d.body + std::to_string(i));
            part.message_id = d.message_id;
            parts.push_back(waiting(part));
            s.replaced_by.push_back(std::move(part));
        }
        expect(settle(*opened_, s), "a division is refused");
        model_delivery& m = *model_.find(d.id);
        m.status = state::accepted;
        const auto at = model_.deliveries.begin() + (&m - model_.deliveries.data());
        model_.deliveries.insert(at, parts.begin(), parts.end());
    }

    void forget() {
        reopen(); // what was accepted a moment ago is not looked at; days later it is
        if (!wrong_.empty()) return;
        keeping_terms terms;
        terms.otherwise.finished = now() - std::chrono::seconds(from_.at_most(60));
        terms.otherwise.dead = terms.otherwise.finished - std::chrono::seconds(from_.at_most(60));
        for (keeping_place from; !from.at_end;) {
            if (const auto gone = opened_->forget(terms, from, 1 + from_.at_most(9)); !gone)
                return expect(false, "retention fails: " + gone.error().message);
        }
        model_.forget(terms.otherwise.finished, terms.otherwise.dead);
    }

    void cut_the_power() { // what was answered was synced
        layer_.crash_after(0);
        opened_.reset();
        layer_.restart(from_.at_most(1'000'000));
        reopen();
    }

    void reopen() {
        opened_.reset();
        auto made = open_sqlite_store({.path = folder_.file("store.db"), .vfs = "model"}, time_);
        if (!made) return expect(false, "does not open: " + made.error().message);
        opened_ = std::move(*made);
        for (model_delivery& d : model_.deliveries) d.leased = false;
        for (const auto& [id, due] : released_) // a release is not stored
            if (model_delivery* m = model_.find(id)) m->due = due;
        released_.clear();
    }

    void compare_counts() {
        const store_counts seen = opened_->counts();
        expect(seen.messages == model_.messages.size(), "another number of messages");
        expect(seen.waiting == model_.count({state::waiting}), "another number waits");
        expect(seen.held == model_.count({state::held}), "another number is held");
        expect(
            seen.dead_letters == model_.count({state::rejected, state::quarantined, state::expired}),
            "another number of dead letters"
        );
    }

    void compare_histories() {
        for (const model_message& m : model_.messages) {
            const auto history = opened_->show(m.id);
            expect(history && history->message.body == m.body, "a message is gone or another");
            if (!history) return;
            for (const delivery& d : history->deliveries) {
                const model_delivery* known = model_.find(d.id);
                expect(
                    known && d.status == known->status && d.attempts == known->attempts, "another state of a delivery"
                );
            }
        }
        for (const auto& [key, known] : model_.records) {
            const auto found = opened_->find_by_record("scope", key);
            expect(found && found->id == known.second, "a record leads to another message");
        }
        expect(opened_->verify_audit().has_value(), "the chain of the audit log is broken");
    }

    test::crash_vfs& layer_;
    choices& from_;
    test::temporary_folder folder_;
    test::fake_clock time_;
    std::unique_ptr<store> opened_;
    model model_;
    std::map<std::string, instant> released_; // id -> the stored moment
    std::string wrong_;
};

} // namespace

TEST_CASE("The store does what the model does") {
    const unsigned ran =
        test::check_sequences("contract/store/sequences", "m1", {1000, 100'000}, [](choices& from) -> std::string {
            test::crash_vfs layer("model"); // for its speed too: nothing is really synced
            return sequence(layer, from).run();
        });
    CHECK(ran > 0);
    std::printf(
        "shown P1 M1: %u random sequences with power cuts, retention and replays: the store did as its model\n", ran
    );
    std::printf("shown P3 M1: %u sequences, order per key kept\n", ran);
}
