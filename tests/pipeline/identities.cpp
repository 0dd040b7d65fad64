// What a receiver learns of a person: only identifiers released to it, never a name, and pseudonyms that stay.
#include "tests/pipeline/world.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>

using namespace schakel;
using namespace schakel::test;
using sent = recording_sender::sent;

namespace {

constexpr std::string_view eckid = "https://ketenid.nl/pilot/aaaa";

settings::settings to_both() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    system_of(all, "dashboard").send->release = {"account"};
    system_of(all, "dashboard").send->pseudonym_key = "a secret of the dashboard";
    system_of(all, "dashboard").send->account_home_page = "https://school.example";
    return all;
}

std::string sitting(const std::string& key, const std::string& person, const std::string& day = "2026-11-20") {
    return "sitting key=" + key + " test=rekenen day=" + day + " points=1 " + person + "\n";
}

std::string value_in(const std::string& body, const std::string& name) {
    const std::size_t at = body.find(" " + name + "=");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 2;
    return body.substr(from, body.find_first_of(" \n", from) - from);
}

// What the newest message for a destination says.
std::string last(const world& of, std::string_view destination, const std::string& name) {
    const auto all = of.sender.to(destination);
    return all.empty() ? std::string("nothing was sent") : value_in(all.back().message.body, name);
}

std::string report_of_last(world& of) {
    return of.store.messages().back().report;
}

bool conflicts(world& of) {
    return report_of_last(of).find("mapping.identifier-conflict") != std::string::npos;
}

} // namespace

TEST_CASE("Only released identifiers leave, and names never") {
    world of(to_both());
    of.receive_lines(sitting("r1", "las.key=1001 neppi=np eckid=" + std::string(eckid) + " name=Testkind"));
    of.run();
    for (const sent& one : of.sender.all) {
        CHECK(one.message.body.find("Testkind") == std::string::npos);
        CHECK(one.message.body.find("neppi") == std::string::npos);
        CHECK(one.message.body.find("ketenid") == std::string::npos);
    }
    CHECK(last(of, "las", "las.key") == "1001");
    CHECK(last(of, "dashboard", "las.key").empty());
    CHECK(last(of, "dashboard", "home") == "https://school.example");
    const std::string loss = of.delivery_to("dashboard").loss;
    CHECK(
        loss.find(R"("path":"sitting/name","outcome":"dropped","count":1,"reason":"not released)") != std::string::npos
    );
    CHECK(loss.find(R"("path":"sitting/las.key","outcome":"mapped")") != std::string::npos);
}

TEST_CASE("A person of whom nothing may be released is sent without identifiers, and the loss report says so") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    world of(all);
    of.receive_lines(sitting("r1", "neppi=np"));
    of.run();
    CHECK(last(of, "las", "neppi").empty());
    CHECK(of.delivery_to("las").loss.find("this destination may not have it") != std::string::npos);
}

TEST_CASE("A pseudonym is the same every time, and another one for another pupil or destination") {
    settings::settings all = to_both();
    settings::system& las = system_of(all, "las");
    las.send->release = {"account"};
    las.send->pseudonym_key = "a secret of the las";
    las.send->account_home_page = "https://school.example";
    world of(all);
    of.receive_lines(sitting("r1", "las.key=1001"));
    of.run();
    const std::string first = last(of, "dashboard", "account");
    CHECK(first.size() == 22);
    CHECK(first.find("1001") == std::string::npos);
    CHECK(last(of, "las", "account") != first);
    of.receive_lines(sitting("r2", "las.key=1002"));
    of.run();
    CHECK(last(of, "dashboard", "account") != first);
    of.receive_lines(sitting("r3", "las.key=1001"));
    of.run();
    CHECK(last(of, "dashboard", "account") == first);
}

TEST_CASE("A pseudonym stays when the same person comes under more or other names") {
    world of(to_both());
    of.receive_lines(sitting("r1", "eckid=" + std::string(eckid)));
    of.run();
    const std::string first = last(of, "dashboard", "account");
    of.receive_lines(sitting("r2", "las.key=1001 eckid=" + std::string(eckid)));
    of.run();
    CHECK(last(of, "dashboard", "account") == first);
    of.receive_lines(sitting("r3", "las.key=1001"));
    of.run();
    CHECK(last(of, "dashboard", "account") == first);
}

TEST_CASE("A new pseudonym key makes new pseudonyms") {
    world of(to_both());
    of.receive_lines(sitting("r1", "las.key=1001"));
    of.run();
    const std::string first = last(of, "dashboard", "account");
    settings::settings next = to_both();
    system_of(next, "dashboard").send->pseudonym_key = "another secret";
    of.apply(next);
    of.receive_lines(sitting("r2", "las.key=1001"));
    of.run();
    CHECK(last(of, "dashboard", "account") != first);
}

TEST_CASE("What comes back under a pseudonym is recognised") {
    world of(to_both());
    of.receive_lines(sitting("r1", "las.key=1001"));
    of.run();
    const std::string account = last(of, "dashboard", "account");
    of.receive_lines(sitting("r2", "account=" + account + " home=https://school.example"));
    of.run();
    CHECK(last(of, "las", "las.key") == "1001");
    of.receive_lines(sitting("r3", "account=" + account + " home=https://elsewhere.example"));
    of.run();
    CHECK(last(of, "las", "las.key").empty());
}

TEST_CASE("A sender's accounts that are really keys of the school are read as keys, and the loss report knows it") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    system_of(all, "uitgever").receive->accounts = {{"https://las.example", "las.key"}};
    world of(all);
    of.receive_lines(sitting("r1", "account=1001 home=https://las.example"));
    of.run();
    CHECK(last(of, "las", "las.key") == "1001");
    CHECK(
        of.delivery_to("las").loss.find(R"({"path":"sitting/account","outcome":"carried","count":1)") !=
        std::string::npos
    );
}

TEST_CASE("Two names in one message are remembered for the next") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    world of(all);
    of.receive_lines(sitting("r1", "las.key=1001 eckid=" + std::string(eckid)));
    of.receive_lines(sitting("r2", "eckid=" + std::string(eckid)));
    of.run();
    CHECK(last(of, "las", "las.key") == "1001");
    CHECK(of.deliveries().back().loss.find("added from the school's identifier map") != std::string::npos);
}

TEST_CASE("What one school taught is not used for another") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    all.schools.push_back({"99YY", "Other school", {{std::string(model::scheme::brin), "99YY", {}}}, {}, {}});
    world of(all);
    of.receive_lines(sitting("r1", "las.key=1001 eckid=" + std::string(eckid)));
    of.receive(
        "client code=klant name=Klant key=geheim\nschool brin=99YY\n" + sitting("r2", "eckid=" + std::string(eckid))
    );
    of.run();
    CHECK(last(of, "las", "las.key").empty());
}

TEST_CASE("A person has an account at each issuer, and none of them contradicts another") {
    world of(to_both());
    of.receive_lines(sitting("r1", "las.key=1001 account=a home=https://one.example"));
    of.receive_lines(sitting("r2", "las.key=1001 account=b home=https://two.example"));
    CHECK_FALSE(conflicts(of));
}

TEST_CASE("B7.3 and B7.4: one pupil with two ids, and ids that changed places, are told and never merged") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    world of(all);
    of.receive_lines(sitting("r1", "las.key=1001 eckid=a"));
    of.receive_lines(sitting("r2", "las.key=1002 eckid=b"));
    CHECK_FALSE(conflicts(of));
    const auto before = of.store.keys();

    CHECK(of.word_for(sitting("r3", "las.key=1003 eckid=a")) == "accepted r3"); // a warning: results are not lost
    CHECK(conflicts(of));
    CHECK(report_of_last(of).find("1003") == std::string::npos);
    of.receive_lines(sitting("r4", "las.key=1001 eckid=b") + sitting("r5", "las.key=1002 eckid=a"));
    CHECK(conflicts(of));
    for (const auto& [name, value] : of.store.keys()) {
        if (std::get<1>(name) == "sitting") continue;
        CHECK(before.contains(name));
    }
    of.receive_lines(sitting("r6", "eckid=a"));
    of.run();
    CHECK(last(of, "las", "las.key") == "1001");
}

TEST_CASE("The school's own list completes what messages do not say, and is right when they differ") {
    temporary_folder folder;
    std::ofstream(folder.file("identities.csv")) << "\xEF\xBB\xBFlas.key,eckid\r\n1001,a\r\n\"1002\",b\r\n1003,\r\n";
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    all.schools.front().identities_file = folder.file("identities.csv");
    world of(all);
    of.receive_lines(sitting("r1", "eckid=b"));
    of.run();
    CHECK(last(of, "las", "las.key") == "1002");
    of.receive_lines(sitting("r2", "eckid=c"));
    of.run();
    CHECK(last(of, "las", "las.key").empty());
    of.receive_lines(sitting("r3", "las.key=1001 eckid=b"));
    CHECK(conflicts(of));
}

TEST_CASE("A list that cannot be used stops the configuration, with file and line and without what it says") {
    struct row {
        const char* text;
        const char* problem;
    };
    temporary_folder folder;
    fake_clock time;
    adapter_registry adapters;
    adapters.add(make_toy_adapter());
    for (const row& one :
         {row{"las.key;eckid\n1001;a\n", "1: expected at least two schemes"},
          row{"las.key,eckid\n1001\n", "2: expected 2 fields, found 1"},
          row{"las.key,eckid\n1001,a\n1001,b\n", "3: the same las.key stands for two persons"},
          row{"las.key,eckid\n1001,a\n1002,a\n", "3: the same eckid stands for two persons"}}) {
        std::ofstream(folder.file("identities.csv")) << one.text;
        settings::settings all = usual_settings();
        all.schools.front().identities_file = folder.file("identities.csv");
        const auto made = pipeline::configuration::create(all, adapters, time);
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error().message.find(one.problem) != std::string::npos);
        CHECK(made.error().message.find("1001") == std::string::npos);
    }
    settings::settings all = usual_settings();
    all.schools.front().identities_file = folder.file("absent.csv");
    CHECK_FALSE(pipeline::configuration::create(all, adapters, time).has_value());
}

TEST_CASE("A sitting keeps its id when the same result comes again under another day") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    world of(all);
    of.receive_lines(sitting("r1", "las.key=1001", "2026-11-20"));
    of.run();
    const std::string id = last(of, "las", "id");
    of.receive_lines(sitting("r1", "las.key=1001", "2026-11-21"));
    of.run();
    CHECK(of.sender.all.size() == 2);
    CHECK(last(of, "las", "id") == id);

    // Another result on the day that became free is another sitting, also beside the first in one message.
    of.receive_lines(sitting("r1", "las.key=1001", "2026-11-22") + sitting("r2", "las.key=1001", "2026-11-20"));
    of.run();
    REQUIRE(of.sender.all.size() == 4);
    CHECK(value_in(of.sender.all[2].message.body, "id") == id);
    const std::string other = value_in(of.sender.all[3].message.body, "id");
    CHECK(other != id);
    of.receive_lines(sitting("r2", "las.key=1001", "2026-11-23"));
    of.run();
    CHECK(last(of, "las", "id") == other);
}
