// What committing promises: stored means stored, repeats are recognised, and everything comes together or not at all.
#include "gateway/outbox/roster_rows.hpp"
#include "tests/contract/store/store_subject.hpp"

#include <map>
#include <mutex>

using namespace schakel;
using namespace schakel::outbox;
using kind = commit_outcome::kind;

TEST_CASE_TEMPLATE("What was stored is there after opening the data again", subject, SCHAKEL_STORES) {
    subject s;
    acceptance what = make_acceptance(s.time, "<resultaten/>", {make_delivery(s.time, "lms", "pupil 1", "{}")});
    what.message.report = "{\"layers\":[]}";
    what.message.envelope = "schooljaar=2026";
    what.deliveries[0].loss = "{\"fields\":[]}";
    const std::string id = what.message.id;
    CHECK(commit(s.open(), what).what == kind::stored);
    s.reopen();

    auto history = s.open().show(id);
    REQUIRE(history.has_value());
    CHECK(history->message.body == "<resultaten/>");
    CHECK(history->message.report == what.message.report);
    CHECK(history->message.envelope == "schooljaar=2026");
    CHECK(history->message.received_at == what.message.received_at);
    CHECK(history->message.status == state::waiting);
    CHECK(history->message.digest.size() == 64);
    REQUIRE(history->deliveries.size() == 1);
    const delivery& d = history->deliveries[0];
    CHECK(d.id == what.deliveries[0].id);
    CHECK(d.message_id == id);
    CHECK(d.school == "99ZZ00");
    CHECK(d.headers.at(0).value == "application/json");
    CHECK(d.loss == what.deliveries[0].loss);
    CHECK(d.records == 4);
    REQUIRE(history->audit.size() == 1);
    CHECK(history->audit[0].action == "message.accepted");
}

TEST_CASE_TEMPLATE("A message whose records are all known is a repeat", subject, SCHAKEL_STORES) {
    subject s;
    acceptance first = make_acceptance(s.time, "one");
    first.keys = {{"scope", "a", "digest a"}, {"scope", "b", "digest b"}};
    REQUIRE(commit(s.open(), first).what == kind::stored);

    acceptance again = make_acceptance(s.time, "one");
    again.keys = first.keys;
    const commit_outcome outcome = commit(s.open(), again);
    CHECK(outcome.what == kind::repeated);
    CHECK(outcome.earlier_id == first.message.id);
    CHECK_FALSE(s.open().show(again.message.id).has_value());
    CHECK(s.open().counts().messages == 1);

    again.keys.push_back({"scope", "c", "digest c"});
    CHECK(commit(s.open(), again).what == kind::stored);
}

TEST_CASE_TEMPLATE("The same key in another scope is another record", subject, SCHAKEL_STORES) {
    subject s;
    acceptance first = make_acceptance(s.time, "one");
    first.keys = {{"school 1", "a", "digest"}};
    acceptance second = make_acceptance(s.time, "one");
    second.keys = {{"school 2", "a", "digest"}};
    CHECK(commit(s.open(), first).what == kind::stored);
    CHECK(commit(s.open(), second).what == kind::stored);
}

TEST_CASE_TEMPLATE(
    "A known record with other content replaces or conflicts, as the standard wishes", subject, SCHAKEL_STORES
) {
    subject s;
    acceptance first = make_acceptance(s.time, "score 6");
    first.keys = {{"scope", "a", "6"}};
    REQUIRE(commit(s.open(), first).what == kind::stored);

    acceptance corrected = make_acceptance(s.time, "score 7");
    corrected.keys = {{"scope", "a", "7"}, {"scope", "b", "1"}};
    corrected.repeats_may_differ = false;
    CHECK(commit(s.open(), corrected).what == kind::conflict);
    CHECK_FALSE(s.open().find_by_record("scope", "b").has_value());

    corrected.repeats_may_differ = true;
    CHECK(commit(s.open(), corrected).what == kind::stored);
    const auto newest = s.open().find_by_record("scope", "a");
    REQUIRE(newest.has_value());
    CHECK(newest->body == "score 7");
}

TEST_CASE_TEMPLATE("A request with a name is stored once under it", subject, SCHAKEL_STORES) {
    subject s;
    const auto named = [&](std::string body, std::string key, std::string digest) {
        acceptance what = make_acceptance(s.time, std::move(body));
        what.request = named_request{"request|a", std::move(key), std::move(digest), s.time.now() - 24h};
        return what;
    };
    const acceptance first = named("one", "name", "1");
    REQUIRE(commit(s.open(), first).what == kind::stored);
    s.reopen();
    s.time.advance(23h);

    SUBCASE("the same is known, although nothing says that its records are") {
        const commit_outcome again = commit(s.open(), named("one", "name", "1"));
        CHECK(again.what == kind::same_request);
        CHECK(again.earlier_id == first.message.id);
        CHECK(s.open().counts().messages == 1);
    }
    SUBCASE("something else finds the name in use, and stores nothing") {
        const acceptance other = named("two", "name", "2");
        const commit_outcome refused = commit(s.open(), other);
        CHECK(refused.what == kind::name_in_use);
        CHECK(refused.earlier_id == first.message.id);
        CHECK_FALSE(s.open().show(other.message.id).has_value());
        CHECK(s.open().find_by_record("request|a", "name")->id == first.message.id);
    }
    SUBCASE("another name, or the name of somebody else, is another request") {
        CHECK(commit(s.open(), named("one", "other", "1")).what == kind::stored);
        acceptance of_other = named("two", "name", "2");
        of_other.request->scope = "request|b";
        CHECK(commit(s.open(), of_other).what == kind::stored);
    }
    SUBCASE("when the window is over the name is free, and counts from then on") {
        s.time.advance(61min);
        const acceptance later = named("two", "name", "2");
        CHECK(commit(s.open(), later).what == kind::stored);
        CHECK(commit(s.open(), named("one", "name", "1")).what == kind::name_in_use);
        CHECK(commit(s.open(), named("two", "name", "2")).earlier_id == later.message.id);
    }
    SUBCASE("a replay has a name too") {
        acceptance replay = named("one", "name", "1");
        replay.message.replay_of = first.message.id;
        CHECK(commit(s.open(), replay).what == kind::same_request);
    }
}

TEST_CASE_TEMPLATE("Of requests under one name that wait together one is stored", subject, SCHAKEL_STORES) {
    subject s;
    constexpr int count = 40;
    std::vector<std::promise<commit_outcome>> answers(count);
    for (int i = 0; i < count; ++i) {
        acceptance what = make_acceptance(s.time, "one");
        what.request = named_request{"request|a", "name", i % 2 == 0 ? "1" : "2", s.time.now() - 24h};
        s.open().commit(std::move(what), [&answers, i](commit_outcome told) {
            answers[static_cast<std::size_t>(i)].set_value(std::move(told));
        });
    }
    std::map<kind, int> told;
    for (auto& each : answers) ++told[each.get_future().get().what];
    CHECK(told == std::map<kind, int>{{kind::stored, 1}, {kind::same_request, 19}, {kind::name_in_use, 20}});
    CHECK(s.open().counts().messages == 1);
}

TEST_CASE_TEMPLATE("A replay is stored although its records are known", subject, SCHAKEL_STORES) {
    subject s;
    acceptance first = make_acceptance(s.time, "one");
    first.keys = {{"scope", "a", "digest"}};
    REQUIRE(commit(s.open(), first).what == kind::stored);
    acceptance replay = make_acceptance(s.time, "one", {make_delivery(s.time, "lms", "", "{}")});
    replay.keys = first.keys;
    replay.message.replay_of = first.message.id;
    CHECK(commit(s.open(), replay).what == kind::stored);
    auto shown = s.open().show(replay.message.id);
    REQUIRE(shown.has_value());
    CHECK(shown->message.replay_of == first.message.id);
}

TEST_CASE_TEMPLATE("A key that had no value is found from the moment that it has one", subject, SCHAKEL_STORES) {
    subject s;
    const auto value = [&](int i) { return s.open().key_value("99ZZ00", "eckid", "persistent " + std::to_string(i)); };
    const auto key = [](int i) {
        return key_row{"99ZZ00", "eckid", "persistent " + std::to_string(i), "pseudonym " + std::to_string(i)};
    };
    for (int i = 0; i < 60; ++i) {
        CAPTURE(i);
        CHECK_FALSE(value(i));
        CHECK_FALSE(value(i)); // asked again, and remembered perhaps
        acceptance bringing = make_acceptance(s.time, "brings a key");
        bringing.new_keys = {key(i)};
        REQUIRE(commit(s.open(), bringing).what == kind::stored);
        CHECK(value(i) == key(i).value);
        CHECK(value(i / 2) == key(i / 2).value);
    }
    if (!s.open().rosters()) return;
    CHECK_FALSE(value(100));
    const std::vector<key_row> learned{key(100)};
    REQUIRE(s.open().rosters()->add_keys(learned));
    CHECK(value(100) == "pseudonym 100");
    s.reopen();
    CHECK(value(59) == "pseudonym 59");
    CHECK(value(100) == "pseudonym 100");
}

TEST_CASE_TEMPLATE("A key of a record has one value, whether that is an id or other words", subject, SCHAKEL_STORES) {
    const std::string id = "0190d0e4-7c3a-7b1e-8a4f-00000000000a", text = "sitting 12 of group 8";
    for (const std::string& value : {id, text}) {
        CAPTURE(value);
        std::string other = value;
        other.back() = '9';
        subject s;
        const key_row row{"99ZZ00", "sitting", "toetsuitgever|1", value, true};
        CHECK_FALSE(s.open().key_value("99ZZ00", "sitting", row.key));
        acceptance first = make_acceptance(s.time, "one");
        first.keys = {{"scope", "1", "digest"}};
        first.new_keys = {row, {"99ZZ00", "sitting", row.key, other, true}}; // of two in one message the first holds
        REQUIRE(commit(s.open(), first).what == kind::stored);
        const auto all_as_stored = [&] {
            CHECK(s.open().key_value("99ZZ00", "sitting", row.key) == value);
            CHECK_FALSE(s.open().key_value("99ZZ01", "sitting", row.key));
            CHECK_FALSE(s.open().key_value("99ZZ00", "another", row.key));
            CHECK_FALSE(s.open().find_by_record("99ZZ00", row.key));
        };
        all_as_stored();

        acceptance changed = make_acceptance(s.time, "two");
        changed.new_keys = {{"99ZZ00", "sitting", row.key, other, true}};
        CHECK(commit(s.open(), changed).what == kind::unavailable);
        changed.new_keys = {row};
        CHECK(commit(s.open(), changed).what == kind::stored);
        s.reopen();
        all_as_stored();
        acceptance late = make_acceptance(s.time, "two, changed");
        late.new_keys = {{"99ZZ00", "sitting", row.key, other, true}};
        CHECK(commit(s.open(), late).what == kind::unavailable);

        acceptance repeat = make_acceptance(s.time, "three");
        repeat.keys = first.keys;
        repeat.new_keys = {row};
        CHECK(commit(s.open(), repeat).what == kind::repeated); // its records alone say so
    }
}

TEST_CASE_TEMPLATE("However many keys are asked for, each has its own value", subject, SCHAKEL_STORES) {
    constexpr int keys = 9000;
    subject s;
    acceptance bringing = make_acceptance(s.time, "brings keys");
    for (int i = 0; i < keys; i += 2) {
        const std::string number = std::to_string(i);
        bringing.new_keys.push_back({"99ZZ00", "eckid", number, "pseudonym " + number});
    }
    REQUIRE(commit(s.open(), bringing).what == kind::stored);
    int wrong = 0;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < keys; ++i) {
            const auto value = s.open().key_value("99ZZ00", "eckid", std::to_string(i));
            const bool right = i % 2 == 0 ? value == "pseudonym " + std::to_string(i) : !value;
            if (!right) ++wrong;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE_TEMPLATE("A key has one value for ever", subject, SCHAKEL_STORES) {
    subject s;
    acceptance first = make_acceptance(s.time, "one");
    first.new_keys = {{"99ZZ00", "eckid", "persistent 1", "pseudonym 1"}};
    REQUIRE(commit(s.open(), first).what == kind::stored);
    acceptance other = make_acceptance(s.time, "two");
    other.new_keys = {{"99ZZ00", "eckid", "persistent 1", "pseudonym 2"}};
    CHECK(commit(s.open(), other).what == kind::unavailable);
    CHECK_FALSE(s.open().show(other.message.id).has_value());
    s.reopen();
    CHECK(s.open().key_value("99ZZ00", "eckid", "persistent 1") == "pseudonym 1");
    CHECK_FALSE(s.open().key_value("99ZZ01", "eckid", "persistent 1").has_value());
    other.new_keys[0].value = "pseudonym 1";
    CHECK(commit(s.open(), other).what == kind::stored);
}

TEST_CASE_TEMPLATE("One request that fails leaves the others of its group alone", subject, SCHAKEL_STORES) {
    subject s;
    acceptance taken = make_acceptance(s.time, "taken");
    REQUIRE(commit(s.open(), taken).what == kind::stored);
    std::mutex mutex;
    std::vector<std::pair<int, kind>> answers;
    std::vector<std::string> ids;
    for (int i = 0; i < 20; ++i) {
        acceptance each = make_acceptance(s.time, "body " + std::to_string(i));
        if (i % 5 == 0) each.message.id = taken.message.id; // an id twice is a fault of the caller
        ids.push_back(each.message.id);
        s.open().commit(std::move(each), [&, i](const commit_outcome& outcome) {
            const std::lock_guard lock(mutex);
            answers.emplace_back(i, outcome.what);
        });
    }
    s.open().close();
    REQUIRE(answers.size() == 20);
    for (int i = 0; i < 20; ++i) {
        CAPTURE(i);
        CHECK(answers[static_cast<std::size_t>(i)].first == i); // in the order of arrival
        CHECK(answers[static_cast<std::size_t>(i)].second == (i % 5 == 0 ? kind::unavailable : kind::stored));
    }
    s.reopen();
    CHECK(s.open().counts().messages == 17);
}

TEST_CASE_TEMPLATE("A closed store refuses", subject, SCHAKEL_STORES) {
    subject s;
    s.open().close();
    CHECK_FALSE(s.open().can_accept());
    CHECK(commit(s.open(), make_acceptance(s.time, "late")).what == kind::unavailable);
}

TEST_CASE_TEMPLATE("An audit entry about a message is told with it", subject, SCHAKEL_STORES) {
    subject s;
    const auto first = make_acceptance(s.time, "one");
    commit(s.open(), first);
    commit(s.open(), make_acceptance(s.time, "two"));
    std::promise<bool> written;
    s.open().write_audit({s.time.now(), "operator", "message.viewed", first.message.id, {}}, [&](bool stored) {
        written.set_value(stored);
    });
    CHECK(written.get_future().get());
    const auto told = s.open().show(first.message.id);
    REQUIRE(told.has_value());
    CHECK(told->audit.back().action == "message.viewed");
    CHECK(s.open().show(new_id(s.time)).error().message == no_such_message);
}

TEST_CASE_TEMPLATE("Every audit entry is tied to the one before it", subject, SCHAKEL_STORES) {
    subject s;
    for (int i = 0; i < 10; ++i) commit(s.open(), make_acceptance(s.time, "body"));
    std::promise<bool> written;
    s.open().write_audit({s.time.now(), "operator", "message.viewed", "x", "ticket 123"}, [&](bool stored) {
        written.set_value(stored);
    });
    CHECK(written.get_future().get());
    s.reopen();
    commit(s.open(), make_acceptance(s.time, "body"));
    auto verified = s.open().verify_audit();
    REQUIRE(verified.has_value());
    CHECK(*verified == 12);
}
