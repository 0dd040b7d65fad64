// Conversations with a service that the test plays: what is asked, what is kept, and what a service that misbehaves can
// do.
#include "tests/adapters/eck_id/subject.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace schakel;
using namespace schakel::test;

namespace {

using operation = chain_id_question::operation;
using phase = pull_state::phase;

const std::string oin = "0000000700099XX00000";

std::string root_of(std::size_t person) {
    return "https://ketenid.nl/sppilot/" + std::string(127, 'a') + "0123456789"[person];
}

std::string id_of(std::size_t person) {
    return "https://ketenid.nl/pilot/" + std::string(127, 'b') + "0123456789"[person];
}

std::vector<crypto::wiped_text> hashes(std::size_t count) {
    std::vector<crypto::wiped_text> out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(std::string(63, 'c') + "0123456789"[i]);
    return out;
}

chain_id_options options() {
    chain_id_options out;
    out.to = "https://service.example/eck";
    out.school_oin = oin;
    out.chain = "urn:chain";
    out.sector = "urn:sector";
    out.message_id = [number = 0]() mutable { return "urn:uuid:message-" + std::to_string(++number); };
    return out;
}

struct kept : chain_id_sink {
    std::vector<chain_id_batch> batches;
    std::vector<issued_chain_id> ids;
    std::vector<std::pair<std::size_t, std::string>> refusals;
    bool full = false;

    result<done> submitted(const chain_id_batch& what) override {
        batches.push_back(what);
        return done{};
    }
    result<done> issued(std::span<const issued_chain_id> given) override {
        if (full) return failure{"the disk is full"};
        ids.insert(ids.end(), given.begin(), given.end());
        return done{};
    }
    void refused(std::size_t place, std::string_view reason) override { refusals.emplace_back(place, reason); }
};

// Plays the service until the conversation is over. `play` may change an answer, or the whole of what is received.
class played {
public:
    using change = std::function<void(const chain_id_question&, chain_id_answer&, received_answer&)>;

    explicit played(std::unique_ptr<chain_id_talk> talk, change how = {})
        : talk_(std::move(talk)), how_(std::move(how)) {}

    const chain_id_state& run(chain_id_sink& into, std::size_t most = 60) {
        while (most-- > 0) {
            const auto asked = talk_->next();
            if (!asked) return talk_->state();
            exchange seen;
            seen.body = asked->body;
            const auto read = issuing().read_question(seen);
            REQUIRE_FALSE(read.report.rejects());
            CHECK(read.what.school_oin == oin);
            questions.push_back(read.what.what);
            talk_->take(*asked, reply_to(read.what), into);
            if (talk_->state().retry_after) ++pauses;
        }
        FAIL("the conversation does not end");
        return talk_->state();
    }

    std::vector<operation> questions;
    std::size_t pauses = 0;

private:
    received_answer reply_to(const chain_id_question& asked) {
        chain_id_answer answer;
        answer.what = asked.what;
        answer.relates_to = asked.message_id;
        switch (asked.what) {
        case operation::root_batch:
        case operation::id_batch:
            handed_in_ = asked.items;
            answer.batch = asked.what == operation::id_batch ? "ids-1" : "roots-1";
            break;
        case operation::fetch:
            for (const auto& one : handed_in_) {
                const auto person = static_cast<std::size_t>(one.index);
                answer.items.push_back({one.index, asked.batch == "ids-1" ? id_of(person) : root_of(person)});
            }
            break;
        case operation::id:
            answer.items = {{0, id_of(static_cast<std::size_t>(asked.items[0].value.back() - '0'))}};
            break;
        default: answer.items = {{0, root_of(static_cast<std::size_t>(asked.items.back().value.back() - '0'))}};
        }
        received_answer out;
        if (how_) how_(asked, answer, out);
        if (!out.body.empty() || out.how != received_answer::transport::answered || out.status != 0) return out;
        const reply told = issuing().answer_with(answer);
        out.status = told.status;
        out.body = told.body;
        return out;
    }

    std::unique_ptr<chain_id_talk> talk_;
    change how_;
    std::vector<chain_id_question::item> handed_in_;
};

played::change fault_at(operation where, std::string name, int times = 1) {
    return [=, left = times](const chain_id_question& asked, chain_id_answer& answer, received_answer&) mutable {
        if (asked.what != where || left-- <= 0) return;
        answer.with_fault = true;
        answer.fault = name;
    };
}

std::unique_ptr<chain_id_talk> in_batches(std::size_t count) {
    return issuing().issue(options(), hashes(count), true);
}

std::string first_rule(const chain_id_state& state) {
    return state.report.first_error() ? std::string(state.report.first_error()->broken->id) : std::string();
}

} // namespace

TEST_CASE("A batch: handed in, fetched, and each pseudonym given to whom it belongs") {
    kept into;
    played service(in_batches(3));
    CHECK(service.run(into).what == phase::complete);
    CHECK(
        service.questions == std::vector{operation::root_batch, operation::fetch, operation::id_batch, operation::fetch}
    );
    REQUIRE(into.ids.size() == 3);
    for (const issued_chain_id& one : into.ids) CHECK(one.value == id_of(one.place));
    REQUIRE(into.batches.size() == 2);
    CHECK(into.batches[0].what == chain_id_batch::content::roots);
    CHECK(into.batches[1].what == chain_id_batch::content::ids);
    CHECK(into.batches[1].number == "ids-1");
    CHECK(service.pauses == 2); // the service is given time after each batch that it is handed
}

TEST_CASE("The order of an answer does not matter: the index does") {
    kept into;
    played service(in_batches(3), [](const chain_id_question&, chain_id_answer& answer, received_answer&) {
        std::ranges::reverse(answer.items);
    });
    CHECK(service.run(into).what == phase::complete);
    for (const issued_chain_id& one : into.ids) CHECK(one.value == id_of(one.place));
}

TEST_CASE("Who failed in the first round is told of, and the others go on") {
    kept into;
    played service(in_batches(3), [](const chain_id_question& asked, chain_id_answer& answer, received_answer&) {
        if (asked.what != operation::fetch || asked.batch != "roots-1") return;
        answer.failed = {{1, "063138219 is no good"}};
        answer.items.erase(answer.items.begin() + 1);
    });
    CHECK(service.run(into).what == phase::complete);
    REQUIRE(into.refusals.size() == 1);
    CHECK(into.refusals[0].first == 1);
    CHECK(into.refusals[0].second.find("063138219") == std::string::npos);
    CHECK(into.ids.size() == 2);
    CHECK(into.ids[1].place == 2);
}

TEST_CASE("A batch that is not ready is asked for again, at most as often as agreed") {
    kept into;
    played patient(in_batches(2), fault_at(operation::fetch, "NotFinishedException", 4));
    CHECK(patient.run(into).what == phase::complete);
    CHECK(patient.questions.size() == 8);
    played never(in_batches(2), fault_at(operation::fetch, "nl.kennisnet.NotFinishedException", 100));
    const chain_id_state& state = never.run(into);
    CHECK(state.what == phase::interrupted);
    CHECK(state.retry_after == std::chrono::seconds(25));
    CHECK(never.questions.size() == 12);
}

TEST_CASE("A result that is lost on its way is asked for again, and handed in anew when the service has it no more") {
    bool cut = false;
    const auto loses = [&](const chain_id_question& asked, chain_id_answer& answer, received_answer& got) {
        if (asked.what != operation::fetch || asked.batch != "ids-1") return;
        if (!std::exchange(cut, true)) {
            got.status = 200;
            got.body = issuing().answer_with(answer).body.substr(0, 700); // the connection ended half-way
        } else if (cut) {
            static int faults = 0;
            if (faults++ > 0) return;
            answer.with_fault = true;
            answer.fault = "BatchNotFoundException";
        }
    };
    kept into;
    played service(in_batches(2), loses);
    CHECK(service.run(into).what == phase::complete);
    CHECK(into.ids.size() == 2);
    CHECK(std::ranges::count(service.questions, operation::id_batch) == 2);
}

TEST_CASE("A batch of an earlier run is fetched; when it is gone the persons have to be asked for anew") {
    kept into;
    const chain_id_batch earlier{chain_id_batch::content::ids, "ids-1", 2};
    played service(
        issuing().resume(options(), earlier),
        [](const chain_id_question&, chain_id_answer& answer, received_answer&) {
            answer.items = {{0, id_of(0)}, {1, id_of(1)}};
        }
    );
    CHECK(service.run(into).what == phase::complete);
    CHECK(into.ids.size() == 2);
    played gone(issuing().resume(options(), earlier), fault_at(operation::fetch, "SomethingException"));
    const chain_id_state& state = gone.run(into);
    CHECK(state.what == phase::failed);
    CHECK(state.lost);
}

TEST_CASE("A first round of an earlier run goes on with the second") {
    kept into;
    bool first = true;
    played service(
        issuing().resume(options(), {chain_id_batch::content::roots, "roots-1", 2}),
        [&](const chain_id_question& asked, chain_id_answer& answer, received_answer&) {
            if (asked.what == operation::fetch && std::exchange(first, false))
                answer.items = {{0, root_of(0)}, {1, root_of(1)}};
        }
    );
    CHECK(service.run(into).what == phase::complete);
    CHECK(into.ids.size() == 2);
}

TEST_CASE("Nothing goes on before a result is kept") {
    kept into;
    into.full = true;
    played service(in_batches(2));
    const chain_id_state& state = service.run(into);
    CHECK(state.what == phase::interrupted);
    CHECK(state.reason.find("the disk is full") != std::string::npos);
}

TEST_CASE("Of an answer that is wrong in one place nothing is taken") {
    const auto spoiled = [](const std::function<void(chain_id_answer&)>& spoil) {
        kept into;
        played service(in_batches(3), [&](const chain_id_question& asked, chain_id_answer& answer, received_answer&) {
            if (asked.what == operation::fetch && asked.batch == "ids-1") spoil(answer);
        });
        const chain_id_state& state = service.run(into);
        CHECK(state.what == phase::failed);
        CHECK(into.ids.empty());
        return first_rule(state);
    };
    CHECK(spoiled([](auto& answer) { answer.items[2].index = 7; }) == "eck-id.index-unknown");
    CHECK(spoiled([](auto& answer) { answer.items[2].index = -1; }) == "eck-id.index-unknown");
    CHECK(spoiled([](auto& answer) { answer.failed = {{1, "x"}}; }) == "eck-id.index-repeated");
    CHECK(spoiled([](auto& answer) { answer.items[1].value = root_of(1); }) == "eck-id.root-as-id");
    CHECK(spoiled([](auto& answer) { answer.items[1].value = "063138219"; }) == "eck-id.id-form");
    CHECK(spoiled([](auto& answer) { answer.items[1].value = answer.items[2].value; }) == "eck-id.id-repeated");
    CHECK(spoiled([](auto& answer) {
              answer.items[1].value = "https://ketenid.nl/201703/" + std::string(128, 'a');
          }) == "eck-id.environment");
    CHECK(spoiled([](auto& answer) { answer.relates_to = "urn:uuid:another"; }) == "eck-id.other-answer");
}

TEST_CASE("Production refuses pseudonyms of tests") {
    chain_id_options how = options();
    how.production = true;
    kept into;
    played service(issuing().issue(how, hashes(1), true));
    CHECK(first_rule(service.run(into)) == "eck-id.environment");
}

TEST_CASE("Faults that the same question will meet again end the conversation at once") {
    for (const char* name : {"NotAllowedCallerException", "InvalidChainIdException", "InvalidSectorIdException"}) {
        kept into;
        played service(in_batches(1), fault_at(operation::root_batch, name, 100));
        const chain_id_state& state = service.run(into);
        CHECK(state.what == phase::failed);
        CHECK(state.reason.starts_with(name));
        CHECK(service.questions.size() == 1);
    }
}

TEST_CASE("When the batches of today are used up it goes on tomorrow") {
    kept into;
    played service(in_batches(1), fault_at(operation::root_batch, "LimitDailyBatchSubmissionsExceededException", 100));
    const chain_id_state& state = service.run(into);
    CHECK(state.what == phase::interrupted);
    CHECK(state.retry_after == std::chrono::hours(24));
}

TEST_CASE("A service that is away is asked again, with growing pauses, and not for ever") {
    kept into;
    played away(in_batches(1), [](const chain_id_question&, chain_id_answer&, received_answer& got) {
        got.how = received_answer::transport::not_sent;
        got.error = "connect: refused";
    });
    CHECK(away.run(into).what == phase::interrupted);
    CHECK(away.questions.size() == 5);
    int left = 2;
    played busy(in_batches(1), [&](const chain_id_question&, chain_id_answer&, received_answer& got) {
        if (left-- <= 0) return;
        got.status = 502;
        got.body = "<!DOCTYPE html><html><body>Even geduld</body></html>";
    });
    CHECK(busy.run(into).what == phase::complete);
}

TEST_CASE("One by one: two questions for each, and who is refused does not stop the others") {
    kept into;
    played service(issuing().issue(options(), hashes(3), false), [](const auto& asked, auto& answer, auto&) {
        if (asked.what != operation::root || asked.items[0].value.back() != '1') return;
        answer.with_fault = true;
        answer.fault = "BlockedHPgnException";
    });
    CHECK(service.run(into).what == phase::complete);
    CHECK(service.questions.size() == 5);
    REQUIRE(into.ids.size() == 2);
    CHECK(into.ids[1].place == 2);
    CHECK(into.ids[1].value == id_of(2));
    REQUIRE(into.refusals.size() == 1);
    CHECK(into.refusals[0].first == 1);
}

TEST_CASE("A replacement gives the pseudonym that the person keeps") {
    const auto replace = [](std::optional<instant> from, const played::change& how = {}) {
        auto numbers = hashes(2);
        return played(issuing().replace(options(), std::move(numbers[0]), std::move(numbers[1]), from), how);
    };
    kept into;
    played at_once = replace({});
    CHECK(at_once.run(into).what == phase::complete);
    CHECK(at_once.questions == std::vector{operation::replace, operation::id});
    CHECK(into.ids.size() == 1);

    kept later;
    played switched = replace(*parse_rfc3339("2027-01-01T00:00:00Z"));
    CHECK(switched.run(later).what == phase::complete);
    CHECK(switched.questions == std::vector{operation::replace});
    CHECK(later.ids.empty()); // until that day the new number has a pseudonym of its own, which is nobody's

    kept blocked;
    CHECK(replace({}, fault_at(operation::replace, "BlockedHPgnException")).run(blocked).what == phase::complete);
    CHECK(blocked.refusals.size() == 1);
}

TEST_CASE("A replacement whose answer was lost is not done twice: what the person has is asked") {
    auto numbers = hashes(2);
    int answers = 0;
    played service(
        issuing().replace(options(), std::move(numbers[0]), std::move(numbers[1]), {}),
        [&](const chain_id_question& asked, chain_id_answer& answer, received_answer& got) {
            if (asked.what != operation::replace) return;
            if (answers++ == 0) {
                got.how = received_answer::transport::unknown;
                got.error = "reset";
            } else {
                answer.with_fault = true;
                answer.fault = "BlockedHPgnException";
            }
        }
    );
    kept into;
    CHECK(service.run(into).what == phase::complete);
    CHECK(service.questions == std::vector{operation::replace, operation::replace, operation::root, operation::id});
    CHECK(into.ids.size() == 1);
    CHECK(into.refusals.empty());
}
