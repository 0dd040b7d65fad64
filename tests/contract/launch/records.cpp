#include "tests/contract/launch/launch_subject.hpp"

namespace schakel::outbox {

namespace {

std::vector<std::string> ids(launch_rows& in, const record_filter& which, instant now) {
    std::vector<std::string> out;
    for (const launch_record& one : in.list(which, now)) out.push_back(one.id);
    return out;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE_TEMPLATE("a record is told as it was put", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    launch_record one = some_record(3, std::string("i\0d", 3), std::string("by\0tes", 6));
    one.school = "a";
    one.system = "publisher";
    one.place = "class";
    one.changed = on.time.now();
    one.until = on.time.now() + 1h;
    const auto version = on.rows().put(one, put_when::always);
    REQUIRE(version);
    CHECK(*version == 1U);

    const auto found = on.rows().find(3, one.id, on.time.now());
    REQUIRE(found);
    CHECK(found->school == "a");
    CHECK(found->system == "publisher");
    CHECK(found->place == "class");
    CHECK(found->bytes == one.bytes);
    CHECK(found->version == 1);
    CHECK(found->changed == on.time.now());
    CHECK(found->until == one.until);
    CHECK_FALSE(on.rows().find(4, one.id, on.time.now()));
    CHECK_FALSE(on.rows().find(3, one.id, on.time.now() + 1h));

    const auto removed = on.rows().remove(3, one.id);
    REQUIRE(removed);
    CHECK(*removed);
    CHECK_FALSE(on.rows().find(3, one.id, on.time.now()));
    const auto again = on.rows().remove(3, one.id);
    REQUIRE(again);
    CHECK_FALSE(*again);
}

TEST_CASE_TEMPLATE("a record is put only under the condition that was set", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const auto put = [&](std::uint64_t version, std::string bytes, put_when when) {
        launch_record one = some_record(1, "id", std::move(bytes));
        one.version = version;
        const auto stored = on.rows().put(one, when);
        REQUIRE(stored);
        return stored->value_or(0);
    };
    CHECK(put(0, "first", put_when::absent) == 1);
    CHECK(put(0, "no", put_when::absent) == 0);
    CHECK(put(0, "no", put_when::unchanged) == 0);
    CHECK(put(1, "second", put_when::unchanged) == 2);
    CHECK(put(1, "no", put_when::unchanged) == 0);
    CHECK(on.rows().find(1, "id", on.time.now())->bytes == "second");
    CHECK(put(0, "third", put_when::always) == 3);
    REQUIRE(on.rows().remove(1, "id"));
    CHECK(put(0, "anew", put_when::unchanged) == 1);
}

TEST_CASE_TEMPLATE("a record that is over counts as not there when another one is put", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    launch_record one = some_record(1, "id", "first");
    one.changed = on.time.now();
    one.until = one.changed + std::chrono::seconds(30);
    REQUIRE(on.rows().put(one, put_when::absent)->has_value());
    one.bytes = "too soon";
    CHECK_FALSE(on.rows().put(one, put_when::absent)->has_value());
    one.bytes = "second";
    one.changed = *one.until;
    one.until.reset();
    CHECK(on.rows().put(one, put_when::absent)->has_value());
    CHECK(on.rows().find(1, "id", one.changed)->bytes == "second");
}

TEST_CASE_TEMPLATE("records are listed in order of id, by where they belong", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    for (const char* id : {"d", "b", "a", "c"}) {
        launch_record one = some_record(1, id, "");
        one.school = *id < 'c' ? "x" : "";
        one.system = *id == 'b' ? "publisher" : "";
        one.place = *id == 'a' || *id == 'd' ? "class" : "";
        REQUIRE(on.rows().put(one, put_when::always));
    }
    launch_record over = some_record(1, "e", "");
    over.until = now;
    REQUIRE(on.rows().put(over, put_when::always));
    REQUIRE(on.rows().put(some_record(2, "other kind", ""), put_when::always));

    record_filter which;
    which.kind = 1;
    CHECK(ids(on.rows(), which, now) == list{"a", "b", "c", "d"});
    which.limit = 2;
    CHECK(ids(on.rows(), which, now) == list{"a", "b"});
    which.after = "b";
    CHECK(ids(on.rows(), which, now) == list{"c", "d"});
    which = {};
    which.kind = 1;
    which.school = "x";
    CHECK(ids(on.rows(), which, now) == list{"a", "b"});
    which.system = "publisher";
    CHECK(ids(on.rows(), which, now) == list{"b"});
    which = {};
    which.kind = 1;
    which.school = "";
    CHECK(ids(on.rows(), which, now) == list{"c", "d"});
    which = {};
    which.kind = 1;
    which.place = "class";
    CHECK(ids(on.rows(), which, now) == list{"a", "d"});
}

} // namespace schakel::outbox
