// P3, P7, P8 on a virtual clock: what is wrong with one pupil's message, or with one receiver, is no matter of the
// others.
//
// A failing sequence is shrunk and kept: tests/support/choices.hpp.
#include "tests/pipeline/world.hpp"
#include "tests/support/choices.hpp"

#include <algorithm>
#include <map>

using namespace schakel;
using namespace schakel::test;
using outbox::state;
using sent = recording_sender::sent;

namespace {

constexpr unsigned blocked_pupil = 1000;

std::string sitting(unsigned key, unsigned pupil) {
    return "sitting key=r" + std::to_string(key) + " test=t day=2026-11-20 points=1 las.key=" + std::to_string(pupil) +
           "\n";
}

bool is_of(const sent& one, unsigned pupil) {
    return one.message.body.find("las.key=" + std::to_string(pupil)) != std::string::npos;
}

settings::settings to_las(unsigned parallel) {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    system_of(all, "las").send->parallel = parallel;
    return all;
}

// One receiver that takes everybody's messages but one pupil's, which it refuses for ever in some way, or hangs on.
class blocked_key {
public:
    explicit blocked_key(choices& from) : from_(from), of_(to_las(2 + from.at_most(4))) {
        of_.sender.answers = [this](const sent& one) { return is_of(one, blocked_pupil) ? refusal() : answered(200); };
        hangs_ = from_.one_in(3);
    }

    std::string run() {
        for (int step = 0; step < 60 && complaint_.empty(); ++step) {
            of_.chance = static_cast<double>(from_.at_most(999)) / 1000;
            if (from_.one_in(4)) receive(from_.one_in(3) ? blocked_pupil : 2000 + from_.at_most(20));
            const std::chrono::milliseconds more(from_.at_most(1500));
            pass(from_.one_in(2) ? until_next_try() + more : more * from_.at_most(100));
        }
        return complaint_;
    }

private:
    // Messages of others are to come just when the blocked one was tried in vain.
    std::chrono::milliseconds until_next_try() {
        const auto due = of_.store.next_due();
        if (!due || *due < of_.time.now()) return 0ms;
        return std::chrono::ceil<std::chrono::milliseconds>(*due - of_.time.now());
    }

    received_answer refusal() {
        switch (from_.at_most(2)) {
        case 0: return answered(503);
        case 1: return answered(429, {}, {{"Retry-After", std::to_string(from_.at_most(4000))}});
        default: return not_reached();
        }
    }

    void receive(unsigned pupil) {
        of_.sender.waits = hangs_ && pupil == blocked_pupil;
        of_.receive_lines(sitting(++written_, pupil));
        of_.run();
        of_.sender.waits = false;
        if (pupil != blocked_pupil) received_.emplace_back("r" + std::to_string(written_), of_.time.now());
    }

    void pass(std::chrono::milliseconds how_long) {
        of_.run(how_long);
        while (of_.sender.under_way() > 0 && from_.one_in(2)) {
            of_.sender.answer();
            of_.run();
        }
        for (const auto& [key, at] : received_) {
            if (of_.time.now() - at <= 1s) continue;
            const auto gone = std::ranges::find_if(of_.sender.all, [&, word = "key=" + key + " "](const sent& one) {
                return one.message.body.find(word) != std::string::npos;
            });
            if (gone == of_.sender.all.end() || gone->at - at > 1s) complaint_ = key + " waited for another pupil's";
        }
        received_.clear();
    }

    choices& from_;
    world of_;
    std::string complaint_;
    std::vector<std::pair<std::string, instant>> received_;
    unsigned written_ = 0;
    bool hangs_ = false;
};

settings::settings many_receivers(unsigned sick, unsigned parallel) {
    settings::settings all = usual_settings();
    std::vector<std::string> names{"dashboard"};
    for (unsigned i = 0; i < sick; ++i) {
        settings::system one = system_of(all, "las");
        one.id = one.name = "sick" + std::to_string(i);
        one.send->parallel = parallel;
        all.systems.push_back(one);
        names.push_back(one.id);
    }
    add_route(all, "results", names);
    return all;
}

} // namespace

TEST_CASE("P3: a blocked key delays no other key by more than a second") {
    const unsigned ran = check_sequences("pipeline/sequences", "p3", {300, 30'000}, [](choices& from) {
        return blocked_key(from).run();
    });
    MESSAGE("shown P3 M2: ", ran, " sequences on a virtual clock, no key waited more than 1 s for a blocked one");
}

TEST_CASE("P7: receivers that never answer leave a place for the others") {
    for (const auto& [sick, parallel] : {std::pair{1u, 64u}, std::pair{10u, 64u}, std::pair{60u, 4u}}) {
        CAPTURE(sick);
        world of(many_receivers(sick, parallel));
        for (unsigned i = 0; i < sick; ++i) of.sender.slow.insert("sick" + std::to_string(i));
        for (unsigned i = 1; i <= 200; ++i) {
            of.receive_lines(sitting(i, 1000 + i));
            of.run();
            const auto gone = of.sender.to("dashboard");
            REQUIRE(gone.size() == i);
            CHECK(gone.back().at == of.time.now());
            of.time.advance(10ms);
        }
        CHECK(of.sender.under_way() >= std::min(sick, 2u));
    }
}

TEST_CASE("P8: a message that its receiver never takes is set aside, seen, and blocks only its own key until then") {
    world of(to_las(4));
    of.sender.answers = [](const sent& one) { return is_of(one, blocked_pupil) ? answered(500) : answered(200); };
    const instant accepted = of.time.now();
    of.receive_lines(sitting(1, blocked_pupil));
    of.receive_lines(sitting(2, blocked_pupil));
    of.run();
    CHECK(of.store.counts().oldest_waiting == accepted);
    of.sender.answers = [](const sent& one) {
        return one.message.body.find("key=r1 ") != std::string::npos ? answered(500) : answered(200);
    };
    unsigned key = 2;
    while (of.store.counts().dead_letters == 0) {
        REQUIRE(key < 200);
        CHECK(of.store.counts().oldest_waiting == accepted);
        ++key;
        of.receive_lines(sitting(key, 3000 + key));
        const instant received = of.time.now();
        of.run(20min);
        const auto gone = std::ranges::find_if(of.sender.all, [&](const sent& one) {
            return one.message.body.find("key=r" + std::to_string(key) + " ") != std::string::npos;
        });
        REQUIRE(gone != of.sender.all.end());
        CHECK(gone->at == received);
    }
    // Set aside when its last try failed, and the next of its key went at once.
    const auto list = of.deliveries();
    CHECK(list[0].status == state::quarantined);
    CHECK(list[0].attempts == 8);
    CHECK(list[1].status == state::delivered);
    CHECK(of.store.counts().oldest_waiting == std::nullopt);
    CHECK(std::ranges::any_of(of.store.audit(), [](const outbox::audit_entry& one) {
        return one.action == "delivery.quarantined";
    }));
    CHECK(of.flow->counts().quarantined == 1);
    MESSAGE("shown P8: set aside after 8 tries, seen at once, the oldest waiting delivery told until then");
}
