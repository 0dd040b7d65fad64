#include "gateway/mapping/identity_map.hpp"
#include "tests/unit/mapping/key_table.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using mapping::identity_map;
using model::identifier;

namespace {

const identifier las{"las.key", "1001", {}}, other_las{"las.key", "1002", {}};
const identifier eckid{"eckid", "a", {}}, other_eckid{"eckid", "b", {}};
const identifier account{"account", "x", "https://one.example"};

} // namespace

TEST_CASE("Two names that came together find each other, in this message and in later ones") {
    test::key_table stored;
    findings found;
    identity_map first("school", &stored, nullptr);
    first.learn({las, eckid}, found);
    CHECK(first.find({eckid}, "las.key") == "1001");
    REQUIRE(stored.store(first.added()));

    identity_map second("school", &stored, nullptr);
    CHECK(second.find({eckid}, "las.key") == "1001");
    CHECK(second.find({las}, "eckid") == "a");
    CHECK_FALSE(second.find({other_las}, "eckid").has_value());
    second.learn({las, eckid}, found);
    CHECK(second.added().empty()); // nothing new
    CHECK_FALSE(identity_map("elsewhere", &stored, nullptr).find({eckid}, "las.key").has_value());
    CHECK(found.empty());
}

TEST_CASE("An identifier that a person has is never looked up") {
    const identity_map people("school", nullptr, nullptr);
    CHECK(people.find({las, eckid}, "eckid") == "a");
    CHECK_FALSE(people.find({las}, "eckid").has_value());
}

TEST_CASE("A contradiction is a warning, and nothing of that person is learnt") {
    for (const model::identifiers& contradicting :
         {model::identifiers{las, other_eckid}, model::identifiers{other_las, eckid},
          model::identifiers{other_las, eckid, account}}) {
        findings found;
        identity_map people("school", nullptr, nullptr);
        people.learn({las, eckid}, found);
        REQUIRE(found.empty());
        const auto before = people.added();
        people.learn(contradicting, found);
        REQUIRE(found.size() == 1);
        CHECK(found[0].broken->id == "mapping.identifier-conflict");
        CHECK(found[0].broken->level == severity::warning);
        CHECK(found[0].got.find("100") == std::string::npos); // schemes, no values
        CHECK(people.added() == before);
    }
}

TEST_CASE("An account means something at its issuer only") {
    findings found;
    identity_map people("school", nullptr, nullptr);
    people.learn({las, account}, found);
    const identifier elsewhere{"account", "x", "https://two.example"};
    CHECK(people.find({account}, "las.key") == "1001");
    CHECK_FALSE(people.find({elsewhere}, "las.key").has_value());
    CHECK(people.find({las}, "account", "https://one.example") == "x");
    CHECK_FALSE(people.find({las}, "account", "https://two.example").has_value());
    people.learn({las, {"account", "z", "https://two.example"}}, found);
    CHECK(found.empty());
    CHECK(people.find({las}, "account", "https://two.example") == "z");
}

TEST_CASE("A name that was made is found again by any name of the person, and leads back") {
    identity_map people("school", nullptr, nullptr);
    const identifier made{"account", "pseudonym", "https://school.example"};
    people.remember(made, {las, eckid}, "lms");
    CHECK(people.find_made({eckid}, "lms") == "pseudonym");
    CHECK(people.find_made({las}, "lms") == "pseudonym");
    CHECK_FALSE(people.find_made({las}, "another").has_value());
    CHECK_FALSE(people.find_made({other_las}, "lms").has_value());
    CHECK(people.find({made}, "las.key") == "1001");
    people.remember({"account", "second", "https://school.example"}, {las}, "lms");
    CHECK(people.find_made({las}, "lms") == "pseudonym"); // for ever
}
