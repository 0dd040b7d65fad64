// M2: the delivery flow with its queue, policy and breakers under random outcomes, slow answers and a clock that jumps.
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

settings::settings sick_and_healthy() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    return all;
}

// "las" answers late and anything; "dashboard" answers at once and well.
class sequence {
public:
    explicit sequence(choices& from) : from_(from) {
        of_.sender.slow = {"las"};
        of_.sender.answers = [this](const sent& one) {
            return one.destination == "las" ? any_answer() : answered(200);
        };
        parallel_ = 1 + at_most(5);
        settings::settings all = sick_and_healthy();
        system_of(all, "las").send->parallel = parallel_;
        of_.apply(std::move(all));
    }

    // What is wrong, or "".
    std::string run() {
        for (int step = 0; step < 40; ++step) {
            of_.chance = static_cast<double>(at_most(999)) / 1000;
            switch (at_most(3)) {
            case 0: receive(); break;
            case 1: of_.run(std::chrono::seconds(at_most(600))); break;
            case 2: answer_one(); break;
            default: of_.run(std::chrono::milliseconds(at_most(2000))); break;
            }
            check_what_is_under_way();
        }
        finish();
        check_order();
        check_bounds();
        check_nobody_starved();
        return complaint_;
    }

private:
    unsigned at_most(unsigned most) { return from_.at_most(most); }
    void demand(bool holds, const char* what) {
        if (!holds && complaint_.empty()) complaint_ = what;
    }

    received_answer any_answer() {
        switch (at_most(9)) {
        case 0: return not_reached();
        case 1: return answered(429, {}, {{"Retry-After", std::to_string(at_most(100'000))}});
        case 2: return answered(422);
        case 3: return answered(401);
        case 4:
        case 5: return answered(503);
        default: return answered(200);
        }
    }

    void receive() {
        std::string lines;
        for (unsigned i = 0; i <= at_most(2); ++i) {
            const std::string pupil = std::to_string(1000 + at_most(3));
            lines += "sitting key=r" + std::to_string(++written_) + " test=t day=2026-11-20 points=1 las.key=" + pupil;
            lines += "\n";
        }
        of_.receive_lines(lines);
        of_.run();
        received_.push_back(of_.time.now());
    }

    void answer_one() {
        if (of_.sender.under_way() == 0) return;
        of_.sender.answer(at_most(static_cast<unsigned>(of_.sender.under_way() - 1)));
        of_.run();
    }

    void finish() {
        // Each delivery is settled within its eight tries, and those of one key follow each other.
        for (int round = 0; of_.store.counts().waiting > 0; ++round) {
            if (round == 20'000) return demand(false, "a delivery is never settled");
            while (of_.sender.under_way() > 0) answer_one();
            of_.run(1h);
        }
    }

    static std::string pupil_of(const sent& one) { return one.message.body.substr(one.message.body.find("las.key=")); }

    void check_what_is_under_way() {
        demand(of_.sender.under_way() <= parallel_, "more under way than the receiver may have");
        std::set<std::string> pupils;
        for (std::size_t i = 0; i < of_.sender.under_way(); ++i)
            demand(pupils.insert(pupil_of(of_.sender.under_way(i))).second, "two of one pupil under way");
    }

    // Tries of one pupil's deliveries never go back to an earlier one.
    void check_order() {
        std::map<std::string, std::size_t> row;
        for (const outbox::delivery& one : of_.deliveries()) row.emplace(one.id, row.size());
        for (const char* destination : {"las", "dashboard"}) {
            std::map<std::string, std::size_t> newest;
            for (const sent& one : of_.sender.to(destination)) {
                std::size_t& before = newest[pupil_of(one)];
                demand(row.at(one.delivery_id) >= before, "a later delivery of one pupil went first");
                before = row.at(one.delivery_id);
            }
        }
    }

    void check_bounds() {
        const outbox::retry_schedule published;
        std::map<std::string, std::vector<instant>> tries;
        for (const sent& one : of_.sender.to("las")) tries[one.delivery_id].push_back(one.at);
        for (const auto& [id, at] : tries) {
            demand(at.size() <= published.delays.size() + 1, "more tries than the schedule has");
            for (std::size_t i = 1; i < at.size(); ++i)
                demand(at[i] - at[i - 1] >= published.delays[i - 1] * 4 / 5, "tried again too soon");
        }
    }

    void check_nobody_starved() {
        for (const outbox::delivery& one : of_.deliveries()) {
            demand(one.status != state::waiting, "a delivery waits for ever");
            if (one.destination == "dashboard") demand(one.status == state::delivered, "the healthy one misses some");
        }
        for (const sent& one : of_.sender.to("dashboard"))
            demand(std::ranges::find(received_, one.at) != received_.end(), "the healthy one waited for the sick one");
    }

    choices& from_;
    std::string complaint_;
    world of_{sick_and_healthy()};
    unsigned parallel_ = 1;
    unsigned written_ = 0;
    std::vector<instant> received_;
};

} // namespace

TEST_CASE("M2: order per key, bounds of back-off, and nobody starves, whatever receivers answer") {
    const unsigned ran =
        check_sequences("pipeline/sequences", "m2", {500, 50'000}, [](choices& from) { return sequence(from).run(); });
    MESSAGE(
        "shown P3 M2: ", ran, " sequences of random answers and clocks: order per key kept, back-off in its bounds"
    );
}
