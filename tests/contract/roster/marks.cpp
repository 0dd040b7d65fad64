// What is kept beside the rows: how far identities are learned, and how loads came in.
#include "tests/contract/roster/roster_subject.hpp"

namespace schakel::roster {

namespace {

std::vector<std::string> told(const std::vector<outbox::kept_sync>& of) {
    std::vector<std::string> all;
    for (const outbox::kept_sync& one : of) all.push_back(one.told);
    return all;
}

} // namespace

TEST_CASE_TEMPLATE(
    "How far identities are learned is kept for each school and never goes back", Subject, SCHAKEL_ROSTERS
) {
    Subject s;
    CHECK(s.rows().learned(school) == 0);
    REQUIRE(s.rows().mark_learned(school, 7));
    REQUIRE(s.rows().mark_learned(school, 5));
    REQUIRE(s.rows().mark_learned("de-beuk", 2));
    s.reopen();
    CHECK(s.rows().learned(school) == 7);
    CHECK(s.rows().learned("de-beuk") == 2);
    CHECK(s.rows().learned("nowhere") == 0);
}

TEST_CASE_TEMPLATE("The newest syncs of each school are kept", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    for (const char* id : {"1", "2", "3", "4"}) REQUIRE(s.rows().keep_sync({id, std::string(school), id}, 3));
    REQUIRE(s.rows().keep_sync({"5", "de-beuk", "5"}, 3));
    REQUIRE(s.rows().keep_sync({"3", std::string(school), "told anew"}, 3));
    s.reopen();
    CHECK(told(s.rows().syncs(school, 10)) == names{"told anew", "4", "2"});
    CHECK(told(s.rows().syncs({}, 10)) == names{"told anew", "5", "4", "2"});
    CHECK(told(s.rows().syncs({}, 2)) == names{"told anew", "5"});
    REQUIRE(s.rows().sync("4"));
    CHECK(s.rows().sync("4")->school == school);
    CHECK_FALSE(s.rows().sync("1"));
}

} // namespace schakel::roster
