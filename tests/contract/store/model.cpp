// M1: random commits, leases, settlements, replays and re-openings, against a model of a hundred lines.
//
// SCHAKEL_SEQUENCES sets how many sequences (default 2,000), SCHAKEL_SEED the first seed. A failing check names its
// seed.
#include "tests/contract/store/store_subject.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/environment.hpp"

#include <map>
#include <random>
#include <set>

using namespace schakel;
using namespace schakel::outbox;
using kind = commit_outcome::kind;

namespace {

struct model_delivery {
    std::string id, lane, body;
    state status = state::waiting;
    instant due{};
    std::uint32_t attempts = 0;
    bool leased = false;
};

struct model {
    std::vector<std::string> messages;                                  // ids, oldest first
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
    model_delivery& find(const std::string& id) {
        return *std::find_if(deliveries.begin(), deliveries.end(), [&](const auto& d) { return d.id == id; });
    }
    std::uint64_t count(std::initializer_list<state> wanted) const {
        std::uint64_t found = 0;
        for (const model_delivery& d : deliveries)
            found += std::find(wanted.begin(), wanted.end(), d.status) != wanted.end();
        return found;
    }
};

class sequence {
public:
    sequence(store_opener& opener, std::uint64_t seed) : opener_(opener), random_(seed) { reopen(); }

    void run(int steps) {
        for (int i = 0; i < steps; ++i) {
            step();
            compare_counts();
        }
        reopen();
        compare_counts();
        compare_histories();
    }

private:
    store& the_store() { return *opener_.opened; }
    instant now() { return opener_.time.now(); }

    void step() {
        switch (random_() % 10) {
        case 0:
        case 1:
        case 2: return append(false);
        case 3: return append(true);
        case 4: return opener_.time.advance(std::chrono::seconds(random_() % 40));
        case 5: return random_() % 3 == 0 ? reopen() : lease_and_settle();
        default: return lease_and_settle();
        }
    }

    void append(bool replay) {
        acceptance what = make_acceptance(opener_.time, "body " + std::to_string(random_()));
        for (std::uint64_t n = random_() % 3; n > 0; --n) {
            what.deliveries.push_back(make_delivery(
                opener_.time, random_() % 2 ? "lms" : "las", std::to_string(random_() % 3), std::to_string(random_())
            ));
        }
        const std::string key = "record " + std::to_string(random_() % 6);
        const std::string digest = std::to_string(random_() % 2);
        what.keys = {{"scope", key, digest}};
        what.repeats_may_differ = random_() % 2 == 0;
        if (replay && !model_.messages.empty()) what.message.replay_of = model_.messages.back();
        const kind expected = expected_outcome(what);
        CHECK(commit(the_store(), what).what == expected);
        if (expected == kind::stored) remember(what);
    }

    kind expected_outcome(const acceptance& what) const {
        const auto known = model_.records.find(what.keys[0].key);
        if (!what.message.replay_of.empty() || known == model_.records.end()) return kind::stored;
        if (known->second.first == what.keys[0].digest) return kind::repeated;
        return what.repeats_may_differ ? kind::stored : kind::conflict;
    }

    void remember(const acceptance& what) {
        model_.messages.push_back(what.message.id);
        model_.records[what.keys[0].key] = {what.keys[0].digest, what.message.id};
        for (const delivery& d : what.deliveries)
            model_.deliveries.push_back({d.id, d.route + d.order_key, d.body, state::waiting, d.next_attempt, 0, false}
            );
    }

    void lease_and_settle() {
        const auto leased = the_store().lease(now(), 100);
        std::set<std::string> ids;
        for (const delivery& d : leased) {
            ids.insert(d.id);
            CHECK(d.body == model_.find(d.id).body);
            CHECK(d.attempts == model_.find(d.id).attempts);
        }
        CHECK(ids == model_.leasable(now()));
        for (const delivery& d : leased) settle_somehow(d);
    }

    void settle_somehow(const delivery& d) {
        constexpr state outcomes[] = {state::delivered, state::already_there, state::waiting, state::held,
                                      state::rejected,  state::quarantined,   state::expired};
        const std::uint64_t chance = random_() % 12;
        if (chance == 11) return void(model_.find(d.id).leased = true); // still under way
        if (chance >= 9) return divide(d);
        model_delivery& m = model_.find(d.id);
        if (chance >= 7) {
            m.due = now() + std::chrono::seconds(random_() % 10);
            released_.insert_or_assign(d.id, d.next_attempt);
            return the_store().release(d.id, m.due);
        }
        settlement s = outbox::step(d, outcomes[chance], now() + std::chrono::seconds(random_() % 10));
        s.attempt = attempt{d.id, 0, now(), 10, 500, "retry", ""};
        m.status = s.status;
        m.due = s.next_attempt;
        ++m.attempts;
        released_.erase(d.id);
        CHECK(settle(the_store(), s));
    }

    void divide(const delivery& d) {
        settlement s = outbox::step(d, state::waiting);
        std::vector<model_delivery> parts;
        for (int i = 0; i < 2; ++i) {
            s.replaced_by.push_back(make_delivery(opener_.time, d.destination, d.order_key, d.body + std::to_string(i))
            );
            const delivery& part = s.replaced_by.back();
            parts.push_back(
                {part.id, part.route + part.order_key, part.body, state::waiting, part.next_attempt, 0, false}
            );
        }
        CHECK(settle(the_store(), s));
        model_delivery& m = model_.find(d.id);
        m.status = state::accepted;
        const auto at = model_.deliveries.begin() + (&m - model_.deliveries.data());
        model_.deliveries.insert(at, parts.begin(), parts.end());
    }

    void reopen() {
        opener_.reopen();
        for (model_delivery& d : model_.deliveries) d.leased = false;
        for (const auto& [id, due] : released_) model_.find(id).due = due; // a release is not stored
        released_.clear();
    }

    void compare_counts() {
        const store_counts seen = the_store().counts();
        CHECK(seen.messages == model_.messages.size());
        CHECK(seen.waiting == model_.count({state::waiting}));
        CHECK(seen.held == model_.count({state::held}));
        CHECK(seen.dead_letters == model_.count({state::rejected, state::quarantined, state::expired}));
    }

    void compare_histories() {
        for (const std::string& id : model_.messages) {
            auto history = the_store().show(id);
            REQUIRE(history.has_value());
            for (const delivery& d : history->deliveries) {
                CHECK(d.status == model_.find(d.id).status);
                CHECK(d.attempts == model_.find(d.id).attempts);
            }
        }
        for (const auto& [key, known] : model_.records)
            CHECK(the_store().find_by_record("scope", key)->id == known.second);
        CHECK(the_store().verify_audit().has_value());
    }

    store_opener& opener_;
    std::mt19937_64 random_;
    model model_;
    std::map<std::string, instant> released_; // id -> the stored moment
};

} // namespace

TEST_CASE("The store does what the model does") {
    test::crash_vfs layer("model"); // for its speed: nothing is really synced
    const std::uint64_t sequences = test::number_from("SCHAKEL_SEQUENCES", 2000);
    const std::uint64_t first = test::number_from("SCHAKEL_SEED", 1);
    for (std::uint64_t seed = first; seed < first + sequences; ++seed) {
        CAPTURE(seed);
        store_opener opener("model");
        sequence(opener, seed).run(12);
    }
}
