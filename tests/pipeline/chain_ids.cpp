// Batches that were handed in survive the run that handed them in; names that an operator brings are kept at once.
#include "gateway/pipeline/chain_id_journal.hpp"
#include "gateway/pipeline/person_names.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace schakel;
using namespace schakel::pipeline;

namespace {

open_batch batch(std::string number, chain_id_batch::content what) {
    return {{what, std::move(number), 2}, "las.key", {"ll-1", "ll-2"}, *parse_rfc3339("2026-11-22T12:00:00Z")};
}

constexpr auto roots = chain_id_batch::content::roots, ids = chain_id_batch::content::ids;

} // namespace

TEST_CASE("A batch is there for the next run until it is forgotten; the second round takes the place of the first") {
    const test::temporary_folder folder;
    {
        const auto journal = chain_id_journal::open(folder.path() / "eckid", "de-akker");
        REQUIRE(journal);
        CHECK((*journal)->batches().empty());
        REQUIRE((*journal)->note(batch("b-1", roots)));
        REQUIRE((*journal)->note(batch("b-2", ids), "b-1"));
        REQUIRE((*journal)->note(batch("b-3", roots)));
    }
    const auto journal = chain_id_journal::open(folder.path() / "eckid", "de-akker");
    REQUIRE(journal);
    REQUIRE((*journal)->batches().size() == 2);
    const open_batch& one = (*journal)->batches().front();
    CHECK(one.what.number == "b-2");
    CHECK(one.what.what == ids);
    CHECK(one.what.size == 2);
    CHECK(one.keys == std::vector<std::string>{"ll-1", "ll-2"});
    CHECK(to_rfc3339(one.submitted) == "2026-11-22T12:00:00Z");
    REQUIRE((*journal)->forget("b-2"));
    REQUIRE((*journal)->forget("b-3"));
    CHECK((*journal)->batches().empty());
}

TEST_CASE("One run at a time for a school") {
    const test::temporary_folder folder;
    const auto first = chain_id_journal::open(folder.path(), "de-akker");
    REQUIRE(first);
    CHECK_FALSE(chain_id_journal::open(folder.path(), "de-akker"));
    CHECK(chain_id_journal::open(folder.path(), "de-eik"));
}

TEST_CASE("A file that no run wrote is not taken for an empty one") {
    const test::temporary_folder folder;
    std::ofstream(folder.path() / "de-akker.json") << "half of";
    CHECK_FALSE(chain_id_journal::open(folder.path(), "de-akker"));
}

TEST_CASE("Names are learned once, and a contradiction keeps what is known") {
    const test::temporary_folder folder;
    test::fake_clock time;
    outbox::sqlite_settings how;
    how.path = (folder.path() / "schakel.db").string();
    const auto store = outbox::open_sqlite_store(how, time);
    REQUIRE(store);
    stored_names names(**store, time, "de-akker", nullptr);
    const auto person = [](const char* key, const char* id) {
        return model::identifiers{{"las.key", key, {}}, {"eckid", id, {}}};
    };
    const auto first = names.learn(std::vector{person("ll-1", "id-1"), person("ll-2", "id-2")});
    REQUIRE(first);
    CHECK(first->links == 4);
    CHECK(first->conflicts.empty());
    const auto second =
        names.learn(std::vector{person("ll-1", "id-1"), person("ll-2", "id-9"), person("ll-3", "id-3")});
    REQUIRE(second);
    CHECK(second->links == 2);
    CHECK(second->conflicts == std::vector<std::size_t>{1});
    CHECK((*store)->key_value("de-akker", "las.key>eckid", "ll-2") == "id-2");
    const std::vector<std::string> keys{"ll-1", "ll-4"};
    const auto known = names.known("las.key", keys, "eckid");
    REQUIRE(known);
    CHECK(*known == std::vector<bool>{true, false});
}
