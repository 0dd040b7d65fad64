// What a sync leaves behind when the gateway ends, is killed or loses its power: identities of whatever is published
// are known after the next start, and how syncs ended is still told.
#include "tests/pipeline/sync_world.hpp"
#include "tests/support/crash_vfs.hpp"

namespace schakel::pipeline {

using kind = intake_outcome::kind;

namespace {

std::string pupils_with_keys(std::size_t count) {
    std::string lines = "school brin=99XX\n";
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(1000 + i);
        lines +=
            "pupil p" + number + " Testleerling las.key=" + number + " eckid=https://ketenid.nl/pilot/" + number + "\n";
    }
    return lines;
}

// Everything that a start does before it works.
void start_and_stop(sync_world& w) {
    w.run().start(0);
    w.run().stop();
}

} // namespace

TEST_CASE("Identities of a roster that was published by a process that died then are learned at the next start") {
    sync_world w;
    auto load = w.rosters->begin({"de-akker", "las", {}, "pull"});
    REQUIRE(load);
    model::roster::person pupil;
    pupil.id = "a";
    pupil.ids = {{"las.key", "1", {}}, {"eckid", "https://ketenid.nl/pilot/1", {}}};
    (*load)->add(pupil);
    extents all;
    all.fill(extent::full);
    const auto staged = (*load)->finish(all, {});
    REQUIRE(staged);
    REQUIRE(w.rosters->publish((*staged)->number, "gateway"));
    load->reset();
    w.close();

    w.open();
    CHECK_FALSE(w.store->key_value("de-akker", "las.key>eckid", "1"));
    start_and_stop(w);
    CHECK(w.store->key_value("de-akker", "las.key>eckid", "1") == "https://ketenid.nl/pilot/1");
    CHECK(w.store->rosters()->learned("de-akker") == (*staged)->number);
}

TEST_CASE("What was not learned is learned with the next publication") {
    sync_world w;
    w.source.will_answer(200, pupils_with_keys(3));
    w.work();
    const auto mark = w.store->rosters()->learned("de-akker");
    CHECK(mark == w.rosters->current_version("de-akker")->number);
    w.time.advance(24h);
    w.source.will_answer(200, "delta\npupil extra Testleerling\n");
    w.work();
    CHECK(w.store->rosters()->learned("de-akker") > mark);
}

TEST_CASE("Whenever the power goes in a sync, identities of what is published are known after the next start") {
    bool died_between = false;
    for (std::uint64_t cut = 1; cut < 90; ++cut) {
        CAPTURE(cut);
        const std::string name = "sync-power-" + std::to_string(cut);
        test::crash_vfs disk(name);
        sync_world w(name);
        w.source.will_answer(200, pupils_with_keys(5));
        w.run();
        disk.crash_after(cut);
        try {
            w.run().plan();
            w.run().run_one();
        } catch (const std::runtime_error&) {
            // Reading may fail too when the power is gone.
        }
        w.close();
        if (!disk.crashed()) break;
        disk.restart(cut);
        w.open();
        const bool published = w.published() == 5;
        CHECK((published || w.published() == 0));
        died_between |= published && w.store->rosters()->learned("de-akker") == 0;
        start_and_stop(w);
        for (const char* key : {"1000", "1004"})
            CHECK(w.store->key_value("de-akker", "las.key>eckid", key).has_value() == published);
    }
    CHECK(died_between);
}

TEST_CASE("Syncs that ended are told after a restart, the newest first") {
    sync_world w;
    w.source.will_answer(200, pupils(0, 3));
    const std::string first = w.work().id;
    w.time.advance(24h);
    w.source.will_answer(401);
    const std::string second = w.work().id;
    const auto before = w.run().tell();
    w.close();

    w.open();
    CHECK(w.run().list().empty());
    CHECK(w.run().tell() == before);
    REQUIRE(w.run().tell("de-akker").size() == 2);
    CHECK(w.run().tell("nowhere").empty());
    CHECK(w.run().tell("de-akker").front() == w.run().tell_one(second));
    REQUIRE(w.run().tell_one(first));
    CHECK(w.run().tell_one(first)->find(R"("what":"published")") != std::string::npos);
    CHECK(w.run().tell_one(second)->find("the credentials were refused") != std::string::npos);
    CHECK_FALSE(w.run().tell_one("0193a4f2-7b1c-7def-8a00-0123456789ab"));
}

TEST_CASE("Of each school the last hundred syncs stay, with a hundred findings each") {
    sync_world w;
    w.all.systems.clear();
    std::string broken;
    for (int i = 0; i < 130; ++i) broken += "nonsense\n";
    for (int i = 0; i < 103; ++i) {
        w.time.advance(1s);
        REQUIRE(w.run().upload("de-akker", test::toy_roster, i == 102 ? broken : "nonsense\n", "operator"));
        REQUIRE(w.run().run_one());
    }
    w.close();
    w.open();
    CHECK(w.run().tell("de-akker").size() == 100);
    CHECK(w.run().tell().front().find(R"("more_findings":30)") != std::string::npos);
}

} // namespace schakel::pipeline
