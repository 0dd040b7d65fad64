// The sync flow: fetched on a schedule, uploaded, found in a folder; held, tried again, given up.
#include "tests/pipeline/sync_world.hpp"

#include <filesystem>
#include <fstream>

namespace schakel::pipeline {

using namespace model::roster;
using state = sync_status::state;
using kind = intake_outcome::kind;

TEST_CASE("A roster is fetched page by page when it is due, and published") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 3) + "next\n");
    w.source.will_answer(200, "pupil x Testleerling\n");
    const sync_status told = w.work();
    CHECK(told.stands == state::ended);
    CHECK(told.way == "pull");
    REQUIRE(told.outcome);
    CHECK(told.outcome->what == kind::published);
    CHECK(told.outcome->change->pupils.added == 4);
    CHECK(told.progress.doing == "page 2");
    CHECK(w.source.asked == std::vector<std::string>{"/page/1", "/page/2"});
    CHECK(w.published() == 4);
    w.run().plan();
    CHECK_FALSE(w.run().run_one());
}

TEST_CASE("The next fetch asks for changes only, and for everything again after a while") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 20));
    w.work();
    w.time.advance(24h);
    w.source.will_answer(200, "delta\npupil p1001 Anders\ngone p1002\n");
    w.work();
    CHECK(w.source.asked.back() == "/page/1?since=after-1");
    CHECK(w.published() == 19);
    w.time.advance(24h);
    w.source.will_answer(304);
    CHECK(w.work().outcome->what == kind::unchanged);
    w.time.advance(24h * 6);
    w.source.will_answer(200, pupils(0, 20));
    w.work();
    CHECK(w.source.asked.back() == "/page/1");
    CHECK(w.published() == 20);
}

TEST_CASE("B7.1 and B7.2: what is unusual is held, the last good roster keeps serving, a person decides") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 100));
    w.work();
    w.time.advance(24h);
    w.source.will_answer(200, pupils(0, 60));
    const sync_status held = w.work();
    CHECK(held.outcome->what == kind::held);
    CHECK(held.outcome->reason == "pupils: 40 of 100 ended, more than 10 %");
    CHECK(w.published() == 100);
    SUBCASE("approved") {
        REQUIRE(approve_held(w.intake(), *w.in_force, held.outcome->version, "operator"));
        CHECK(w.published() == 60);
        CHECK_FALSE(approve_held(w.intake(), *w.in_force, held.outcome->version, "operator"));
    }
    SUBCASE("discarded") {
        REQUIRE(discard_held(w.intake(), held.outcome->version, "the LAS was being moved", "operator"));
        CHECK(w.published() == 100);
        CHECK_FALSE(discard_held(w.intake(), held.outcome->version, "again", "operator"));
    }
    SUBCASE("overtaken by an empty one, which is held, and by a good one, which is published") {
        w.time.advance(24h);
        w.source.will_answer(200, "school brin=99XX\n");
        CHECK(w.work().outcome->what == kind::held);
        CHECK(w.published() == 100);
        w.time.advance(24h);
        w.source.will_answer(200, pupils(0, 101));
        CHECK(w.work().outcome->what == kind::published);
        CHECK(w.published() == 101);
    }
}

TEST_CASE("An interrupted fetch is tried again after a while, and leaves nothing behind") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 2) + "next\n");
    w.source.will_answer(503);
    sync_status told = w.work();
    CHECK(told.stands == state::waiting);
    CHECK(told.due == w.time.now() + 60s);
    CHECK(w.published() == 0);
    CHECK_FALSE(w.rosters->staged("de-akker"));
    w.time.advance(60s);
    w.source.will_answer(503, {}, {{"Retry-After", "7200"}});
    told = w.work();
    CHECK(told.due == w.time.now() + 2h);
    SUBCASE("or at once when an operator says so") {
        w.source.will_answer(200, pupils(0, 2));
        CHECK(*w.run().fetch("de-akker", "operator") == told.id);
        CHECK(w.work().outcome->what == kind::published);
        CHECK(w.run().show(told.id)->attempts == 3);
    }
    SUBCASE("and given up until the next one that is planned") {
        for (int i = 0; i < 3; ++i) {
            w.time.advance(12h);
            w.source.will_answer(503);
            told = w.work();
        }
        CHECK(told.stands == state::ended);
        CHECK(told.outcome->what == kind::interrupted);
    }
}

TEST_CASE("What will fail again is not tried again before its time") {
    sync_world w;
    w.source.will_answer(401);
    const sync_status told = w.work();
    CHECK(told.stands == state::ended);
    CHECK(told.outcome->what == kind::failed);
    CHECK(told.outcome->reason == "the credentials were refused");
    w.time.advance(23h);
    w.work();
    CHECK(w.source.asked.size() == 1);
}

TEST_CASE("An uploaded roster is recognised, checked and published") {
    sync_world w;
    w.all.systems.front().roster->every = 24h * 365;
    REQUIRE(w.run().upload("de-akker", {}, pupils(0, 5), "operator"));
    CHECK_FALSE(w.run().upload("de-akker", {}, pupils(0, 5), "operator")); // one at a time
    const sync_status told = w.work();
    CHECK(told.way == "upload");
    CHECK(told.outcome->what == kind::published);
    CHECK(w.published() == 5);
    CHECK_FALSE(w.run().upload("de-akker", {}, "???", "operator"));
    CHECK_FALSE(w.run().upload("de-akker", "no-such-standard", pupils(0, 5), "operator"));
    CHECK_FALSE(w.run().upload("nowhere", {}, pupils(0, 5), "operator"));

    REQUIRE(w.run().upload("de-akker", test::toy_roster, pupils(0, 5) + "nonsense\n", "operator"));
    const sync_status refused = w.work();
    CHECK(refused.outcome->what == kind::failed);
    CHECK(refused.outcome->report.count(severity::error) == 1);
    CHECK(w.published() == 5);

    REQUIRE(w.run().upload("de-akker", {}, "school brin=00AB\npupil a Testleerling\n", "operator"));
    CHECK(w.work().outcome->reason == "the roster names another school than the one it was brought for");
    CHECK(w.published() == 5);
}

TEST_CASE("Files in a watched folder are read once and put aside") {
    sync_world w;
    settings::school& second = w.all.schools.emplace_back();
    second.id = "de-beuk";
    second.identifiers = {{"brin", "99ZZ", {}}};
    const std::string folder = w.folder.file("in");
    std::filesystem::create_directory(folder);
    w.all.systems.front().roster->url.clear();
    w.all.systems.front().roster->folder = folder;
    w.all.systems.front().roster->every = 10s;
    const auto put = [&](const std::string& name, const std::string& content, std::chrono::seconds age = 60s) {
        std::ofstream(folder + "/" + name) << content;
        std::filesystem::last_write_time(folder + "/" + name, std::filesystem::file_time_type::clock::now() - age);
    };
    put("a.txt", pupils(0, 3));
    put("b.txt", "school brin=00AB\npupil a Testleerling\n");
    put(".hidden.txt", pupils(0, 9));
    put("c.part", pupils(0, 9));
    put("d.txt", pupils(0, 9), 0s);
    w.work();
    CHECK(w.published() == 3);
    const auto count = [&](const std::string& where) {
        std::size_t files = 0;
        for (const auto& one : std::filesystem::directory_iterator(where)) files += one.is_regular_file() ? 1 : 0;
        return files;
    };
    CHECK(count(folder + "/done") == 1);
    CHECK(count(folder + "/refused") == 1);
    CHECK(count(folder) == 3);
}

TEST_CASE("A folder of CSV files in a watched folder is ready when its manifest is there and nothing in it was touched"
) {
    namespace files = std::filesystem;
    sync_world w;
    const files::path folder = w.folder.file("in");
    w.all.systems.front().roster->url.clear();
    w.all.systems.front().roster->folder = folder.string();
    w.all.systems.front().roster->every = 10s;
    const auto put = [&](const files::path& name, std::chrono::seconds age = 60s) {
        files::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << "a,b\r\n";
        files::last_write_time(folder / name, files::file_time_type::clock::now() - age);
    };
    const auto settle = [&](const files::path& name) {
        files::last_write_time(folder / name, files::file_time_type::clock::now() - 60s);
    };
    put("ready/manifest.csv");
    put("ready/users.csv");
    put("without-manifest/users.csv");
    put("half/manifest.csv");
    put("half/users.csv.part");
    put("fresh/manifest.csv");
    put("fresh/users.csv", 0s);
    put("renamed-into/manifest.csv");
    for (const char* const one : {"ready", "without-manifest", "half", "fresh"}) settle(one);
    w.work();
    // The standard of this world reads no archives: that it was tried is what counts.
    CHECK_FALSE(files::exists(folder / "ready"));
    for (const char* const one : {"without-manifest", "half", "fresh", "renamed-into"})
        CHECK(files::exists(folder / one));
    const files::directory_iterator refused(folder / "refused"), none;
    REQUIRE(refused != none);
    CHECK(files::exists(refused->path() / "users.csv"));
    settle("renamed-into");
    w.time.advance(1min);
    w.work();
    CHECK_FALSE(files::exists(folder / "renamed-into"));
    CHECK(files::exists(folder / "half"));
}

TEST_CASE("In a pause nothing is fetched, and what an operator orders is held") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 3));
    w.work();
    w.time.advance(24h);
    REQUIRE(w.rosters->pause("de-akker", w.time.now() + 1h, "operator"));
    w.work();
    CHECK(w.source.asked.size() == 1);
    w.source.will_answer(200, pupils(0, 4));
    REQUIRE(w.run().fetch("de-akker", "operator"));
    CHECK(w.work().outcome->what == kind::held);
    CHECK(w.published() == 3);
    w.time.advance(1h);
    REQUIRE_FALSE(w.rosters->paused_until("de-akker", w.time.now()));
}

TEST_CASE("A published roster teaches which names one pupil has") {
    sync_world w;
    w.source.will_answer(
        200, "school brin=99XX\npupil a Testleerling las.key=1 eckid=https://ketenid.nl/pilot/1\n"
             "pupil b Testleerling las.key=2 eckid=https://ketenid.nl/pilot/1\n"
    );
    const sync_status told = w.work();
    CHECK(w.store->key_value("de-akker", "las.key>eckid", "1") == "https://ketenid.nl/pilot/1");
    CHECK(w.store->key_value("de-akker", "eckid>las.key", "https://ketenid.nl/pilot/1") == "1");
    CHECK_FALSE(w.store->key_value("de-akker", "las.key>eckid", "2"));
    CHECK(told.outcome->report.count(severity::warning) == 1);
}

TEST_CASE("Threads stop when they are told to, whatever they are doing") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 300) + "next\n");
    w.run().start(2);
    w.run().stop();
    CHECK_FALSE(w.rosters->staged("de-akker"));
}

TEST_CASE("Nothing is ordered where nothing can be fetched") {
    sync_world w;
    CHECK_FALSE(w.run().fetch("nowhere", "operator"));
    w.runner.reset();
    w.all.systems.clear();
    CHECK_FALSE(w.run().fetch("de-akker", "operator"));
}

TEST_CASE("A school is recognised by what it is called, never by half of it") {
    const model::identifiers ours{{"brin", "99XX", {}}, {"dependance", "01", {}}};
    CHECK(same_school({{"brin", "99XX", {}}}, ours));
    CHECK(same_school({{"las.school", "7", {}}}, ours));
    CHECK_FALSE(same_school({{"brin", "99XX", {}}, {"dependance", "02", {}}}, ours));
}

} // namespace schakel::pipeline
