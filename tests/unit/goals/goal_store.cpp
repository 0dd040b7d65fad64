#include "gateway/goals/goal_store.hpp"

#include "gateway/outbox/sqlite_connection.hpp"
#include "tests/support/earlier_store.hpp"
#include "tests/unit/goals/stored_goals.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace schakel;
using namespace schakel::goals;
using namespace schakel::goals::test;

TEST_CASE("what was imported is there after the store was opened again") {
    stored_goals s;
    CHECK(s.goals->view() == nullptr);
    const auto outcome = s.load("2026.1")->publish("operator");
    REQUIRE(outcome);
    REQUIRE(outcome->owners.size() == 1);
    CHECK(outcome->owners[0].id == "kader#2026.1");
    CHECK(outcome->owners[0].counts[static_cast<std::size_t>(model_goals::record_kind::goal)] == 3);
    CHECK(outcome->owners[0].counts[static_cast<std::size_t>(model_goals::record_kind::association)] == 2);
    s.open();
    const auto view = s.goals->view();
    REQUIRE(view);
    CHECK(view->frameworks().size() == 1);
    CHECK(view->releases("kader").size() == 1);
    REQUIRE(view->find_goal("doel-2"));
    CHECK(view->find_goal("doel-2")->statement == "kan 2");
    CHECK(view->associations_of("doel-0").size() == 2);
    CHECK(s.goals->view() == view);
    REQUIRE(s.goals->owners().size() == 1);
    CHECK(s.goals->owners()[0].head.framework->title == "Testkader kader");
}

TEST_CASE("every release stays beside the newer ones") {
    stored_goals s;
    REQUIRE(s.load("2025.1", 2)->publish("operator"));
    const auto before = s.goals->view();
    REQUIRE(s.load("2026.1", 5)->publish("operator"));
    const auto after = s.goals->view();
    CHECK(before->releases("kader").size() == 1);
    CHECK(after->releases("kader").size() == 2);
    std::vector<model_goals::goal> goals;
    after->page({"kader#2025.1"}, goals);
    CHECK(goals.size() == 2);
}

TEST_CASE("the same import again changes nothing, in whatever order its records come") {
    stored_goals s;
    REQUIRE(s.load("2026.1")->publish("operator"));
    const auto before = s.goals->newest();
    auto again = s.goals->begin("again");
    again->add(a_framework("kader"));
    again->add(a_release("kader", "2026.1"));
    again->add(child("doel-2", "doel-0"));
    for (const int i : {2, 1, 0}) again->add(a_goal("doel-" + std::to_string(i), "kader", "kan " + std::to_string(i)));
    again->add(child("doel-1", "doel-0"));
    again->add(child("doel-1", "doel-0")); // of what comes twice the last counts
    const auto outcome = again->publish("operator");
    REQUIRE(outcome);
    CHECK(outcome->import == 0);
    REQUIRE(outcome->owners.size() == 1);
    CHECK(outcome->owners[0].what == imported_owner::outcome::unchanged);
    CHECK(s.goals->newest() == before);
}

TEST_CASE("a release that is there with other content refuses the whole import") {
    stored_goals s;
    REQUIRE(s.load("2026.1")->publish("operator"));
    auto load = s.goals->begin("two");
    load->add(a_framework("ander"));
    load->add(a_release("ander", "1"));
    load->add(a_goal("a", "ander"));
    load->add(a_framework("kader"));
    load->add(a_release("kader", "2026.1"));
    load->add(a_goal("doel-0", "kader", "kan iets anders"));
    const auto outcome = load->publish("operator");
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().message.find("kader#2026.1") != std::string::npos);
    CHECK(s.goals->owners().size() == 1);
    CHECK(s.goals->view()->frameworks().size() == 1);
}

TEST_CASE("an import that was cut off is invisible, and is taken back at the next start") {
    stored_goals s;
    auto& rows = *s.opened->goals();
    const auto import = rows.begin("cut off", s.time.now());
    REQUIRE(import);
    const std::vector<outbox::goal_block> blocks(200, {2, "bytes"});
    REQUIRE(rows.add({0, *import, "kader#1", "digest", "head"}, blocks));
    CHECK_FALSE(rows.add({0, *import, "kader#1", "digest", "head"}, blocks));
    CHECK_FALSE(rows.add({0, *import + 1, "kader#2", "digest", "head"}, blocks));
    CHECK(s.goals->owners().empty());
    CHECK(s.goals->view() == nullptr);
    CHECK_FALSE(s.load("2026.1")->publish("operator"));
    s.open();
    s.goals->take_back_unfinished();
    CHECK_FALSE(s.opened->goals()->staged());
    CHECK_FALSE(std::filesystem::exists(s.file_of_import(*import)));
    CHECK(s.load("2026.1")->publish("operator"));
}

TEST_CASE("a large import is written in several steps and comes back whole") {
    stored_goals s;
    const std::string long_text(400, 'x');
    REQUIRE(s.load("2026.1", 8'000, long_text)->publish("operator"));
    std::vector<model_goals::goal> goals;
    s.goals->view()->page({"kader#2026.1", {}, 10'000}, goals);
    CHECK(goals.size() == 8'000);
}

TEST_CASE("a store may be read beside the gateway that holds it") {
    stored_goals s;
    REQUIRE(s.load("2026.1")->publish("operator"));
    auto rows = outbox::read_goal_rows(s.folder.file("store.db"));
    REQUIRE(rows);
    goal_store beside(**rows, s.time);
    CHECK(beside.view()->find_goal("doel-1"));
    auto load = beside.begin("x");
    load->add(a_framework("ander"));
    load->add(a_release("ander", "1"));
    CHECK_FALSE(load->publish("operator"));
    CHECK_FALSE(outbox::read_goal_rows(s.folder.file("none.db")));
}

TEST_CASE("what is damaged on disk is told and not shown in part") {
    stored_goals s;
    REQUIRE(s.load("2026.1")->publish("operator"));
    s.goals.reset();
    s.opened.reset();
    {
        outbox::connection file(s.file_of_import(1), {});
        file.execute("UPDATE goal_block SET bytes = x'05ffffffffff'");
    }
    s.open();
    CHECK(s.goals->view() == nullptr);
    std::filesystem::remove(s.file_of_import(1));
    s.open();
    CHECK(s.goals->view() == nullptr);
    CHECK(s.goals->owners().size() == 1);
}

TEST_CASE("nobody but the owner reads the file of an import") {
    stored_goals s;
    REQUIRE(s.load("2026.1")->publish("operator"));
    const auto rights = std::filesystem::status(s.file_of_import(1)).permissions();
    CHECK((rights & std::filesystem::perms(0077)) == std::filesystem::perms::none);
}

TEST_CASE("goals of a store in which they stood beside the messages are moved, and read as before") {
    stored_goals s;
    REQUIRE(s.load("2026.1")->publish("operator"));
    REQUIRE(s.load("2026.2")->publish("operator"));
    s.goals.reset();
    s.opened.reset();
    {
        outbox::connection store(s.folder.file("store.db"), {});
        schakel::test::to_version_5(store);
        for (const std::int64_t import : {1, 2}) {
            store.execute(("ATTACH '" + s.file_of_import(import) + "' AS import").c_str());
            store.execute(
                "INSERT INTO main.goal_block(owner, kind, bytes) SELECT owner, kind, bytes FROM import.goal_block"
            );
            store.execute("DETACH import");
            std::filesystem::remove(s.file_of_import(import));
        }
    }
    schakel::test::remove_journal(s.folder.path());
    s.open();
    REQUIRE(s.goals->view());
    CHECK(s.goals->view()->find_goal("doel-1"));
    std::vector<model_goals::goal> goals;
    s.goals->view()->page({"kader#2026.2", {}, 10}, goals);
    CHECK(goals.size() == 3);
    CHECK(s.load("2026.1")->publish("operator").value().import == 0);
    CHECK(s.load("2026.3")->publish("operator"));
}
