#include "tests/contract/launch/launch_subject.hpp"

namespace schakel::outbox {

namespace {

launch_attempt attempt_of(std::string trace, instant began, std::string school, std::string outcome) {
    launch_attempt one;
    one.trace = std::move(trace);
    one.began = one.changed = began;
    one.school = std::move(school);
    one.product = "9789012345678";
    one.source = "elo";
    one.target = "publisher";
    one.kind = "resource";
    one.hop = "routed";
    one.outcome = std::move(outcome);
    one.reason = "no licence";
    one.released = "roles locale";
    return one;
}

std::vector<std::string> traces(launch_rows& in, const attempt_filter& which) {
    std::vector<std::string> out;
    for (const launch_attempt& one : in.attempts(which)) out.push_back(one.trace);
    return out;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE_TEMPLATE("an attempt is told whole, newest first", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    launch_writes two;
    two.attempts = {attempt_of("1", now, "a", "refused"), attempt_of("2", now + 1s, "b", "opened")};
    two.attempts[0].persons = {"p1", "p2"};
    REQUIRE(on.rows().keep(two));

    const auto all = on.rows().attempts({});
    REQUIRE(all.size() == 2);
    CHECK(all[0].trace == "2");
    CHECK(all[0].persons.empty());
    CHECK(all[1].persons == list{"p1", "p2"});
    CHECK(all[1].began == now);
    CHECK(all[1].school == "a");
    CHECK(all[1].product == "9789012345678");
    CHECK(all[1].source == "elo");
    CHECK(all[1].target == "publisher");
    CHECK(all[1].kind == "resource");
    CHECK(all[1].hop == "routed");
    CHECK(all[1].outcome == "refused");
    CHECK(all[1].reason == "no licence");
    CHECK(all[1].released == "roles locale");
}

TEST_CASE_TEMPLATE("a later step adds to its attempt", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    launch_writes first;
    first.attempts = {attempt_of("1", now, "", "")};
    first.attempts[0].persons = {"p1"};
    REQUIRE(on.rows().keep(first));
    launch_writes second;
    launch_attempt later;
    later.trace = "1";
    later.began = now + 5s;
    later.changed = now + 5s;
    later.school = "a";
    later.hop = "opened";
    later.outcome = "opened";
    later.persons = {"p1", "p2"};
    second.attempts = {later};
    REQUIRE(on.rows().keep(second));

    const auto all = on.rows().attempts({});
    REQUIRE(all.size() == 1);
    CHECK(all[0].began == now);
    CHECK(all[0].changed == now + 5s);
    CHECK(all[0].school == "a");
    CHECK(all[0].product == "9789012345678");
    CHECK(all[0].hop == "opened");
    CHECK(all[0].outcome == "opened");
    CHECK(all[0].reason == "no licence");
    CHECK(all[0].persons == list{"p1", "p2"});
}

TEST_CASE_TEMPLATE("attempts are found by what they were about", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    launch_writes all;
    all.attempts = {
        attempt_of("1", now, "a", "refused"), attempt_of("2", now + 1s, "b", "opened"),
        attempt_of("3", now + 2s, "a", "opened"), attempt_of("4", now + 3s, "", "")};
    all.attempts[0].persons = {"p1"};
    all.attempts[2].persons = {"p1", "p2"};
    all.attempts[3].product = "other";
    all.attempts[3].source = "saml";
    all.attempts[3].target = "elsewhere";
    REQUIRE(on.rows().keep(all));

    attempt_filter which;
    which.school = "a";
    CHECK(traces(on.rows(), which) == list{"3", "1"});
    which.outcome = "opened";
    CHECK(traces(on.rows(), which) == list{"3"});
    which = {};
    which.person = "p1";
    CHECK(traces(on.rows(), which) == list{"3", "1"});
    which.since = now + 1s;
    CHECK(traces(on.rows(), which) == list{"3"});
    which = {};
    which.product = "other";
    CHECK(traces(on.rows(), which) == list{"4"});
    which = {};
    which.source = "saml";
    CHECK(traces(on.rows(), which) == list{"4"});
    which = {};
    which.target = "elsewhere";
    CHECK(traces(on.rows(), which) == list{"4"});
    which = {};
    which.trace = "2";
    CHECK(traces(on.rows(), which) == list{"2"});
    which = {};
    which.limit = 2;
    CHECK(traces(on.rows(), which) == list{"4", "3"});
    which.after = "3";
    CHECK(traces(on.rows(), which) == list{"2", "1"});
}

TEST_CASE_TEMPLATE("old attempts are forgotten with who they were about", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    launch_writes all;
    for (int at = 0; at < 450; ++at) {
        all.attempts.push_back(attempt_of(std::to_string(1000 + at), now + std::chrono::seconds(at), "a", "opened"));
        all.attempts.back().persons = {"p"};
    }
    REQUIRE(on.rows().keep(all));
    for (;;) {
        const auto more = on.rows().forget(now, now + 440s);
        REQUIRE(more);
        if (!*more) break;
    }
    attempt_filter which;
    which.limit = 1000;
    CHECK(on.rows().attempts(which).size() == 10);
    which.person = "p";
    CHECK(on.rows().attempts(which).size() == 10);
}

} // namespace schakel::outbox
