#include "gateway/command/command_line.hpp"
#include "gateway/service/service.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/toy_roster.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <fstream>

using namespace schakel;

namespace {

adapter_registry toy_adapters() {
    adapter_registry all;
    all.add(test::make_toy_roster());
    return all;
}

// A gateway with one school that owns nothing and hears nobody but its operator.
struct running_gateway {
    ~running_gateway() {
        gateway.reset();
        std::fclose(nowhere);
    }
    running_gateway() {
        std::ofstream(folder.file("schakel.toml")) << R"([gateway]
data_directory = ")" << folder.file("data") << R"("
[admin]
address = "127.0.0.1:0"
[[listener]]
name = "in"
address = "127.0.0.1:0"
[[school]]
id = "de-akker"
brin = "99XX"
)";
        auto made = service::gateway_service::start(folder.file("schakel.toml"), adapters, system_clock(), log);
        REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
        gateway = std::move(*made);
    }

    // What the verb prints, and its exit code.
    std::pair<int, std::string> roster(std::vector<std::string> words) {
        words.insert(words.begin(), {"schakel", "roster"});
        for (const std::string& more :
             {std::string("--admin"), "http://127.0.0.1:" + std::to_string(gateway->port("admin")),
              std::string("--token-file"), folder.file("data/admin.token")})
            words.push_back(more);
        std::vector<char*> line;
        for (std::string& one : words) line.push_back(one.data());
        std::fflush(stdout);
        const std::string file = folder.file("printed");
        const int kept = ::dup(1);
        REQUIRE(std::freopen(file.c_str(), "w", stdout));
        const int code = command::run(static_cast<int>(line.size()), line.data(), toy_adapters);
        std::fflush(stdout);
        ::dup2(kept, 1);
        ::close(kept);
        std::ifstream in(file);
        return {code, {std::istreambuf_iterator<char>(in), {}}};
    }
    // Brings a roster and asks until its sync has ended.
    void bring(int pupils) {
        std::ofstream out(folder.file("roster.txt"));
        out << "school brin=99XX\n";
        for (int i = 0; i < pupils; ++i) out << "pupil p" << 1000 + i << " Testleerling\n";
        out.close();
        REQUIRE(roster({"sync", "de-akker", "--file", folder.file("roster.txt")}).first == 0);
        for (std::string first; first.find(" ended ") == std::string::npos;) {
            const std::string told = roster({"sync"}).second;
            first = told.substr(0, told.find('\n'));
        }
    }

    test::temporary_folder folder;
    adapter_registry adapters = toy_adapters();
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, system_clock(), log_level::error};
    std::unique_ptr<service::gateway_service> gateway;
};

bool says(const std::string& text, std::string_view what) {
    return text.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("schakel roster: from a file to a hold and an operator's word") {
    running_gateway on;
    CHECK(on.roster({"show", "de-akker"}).first == 1);
    on.bring(40);
    const auto shown = on.roster({"show", "de-akker"});
    CHECK(shown.first == 0);
    CHECK(says(shown.second, "person         40"));
    CHECK_FALSE(says(shown.second, "Testleerling"));
    CHECK(says(on.roster({"show", "de-akker", "--names"}).second, "Testleerling"));
    CHECK(says(on.roster({"show", "de-akker", "--json"}).second, R"("person":40)"));

    on.bring(10);
    const auto held = on.roster({"hold", "list"});
    CHECK(says(held.second, "pupils: 30 of 40 ended, more than 10 %"));
    const std::string id = held.second.substr(0, held.second.find(' '));
    CHECK(says(on.roster({"diff", "de-akker", "--of", id, "--ids"}).second, "ended    person         p1010"));
    CHECK(on.roster({"hold", "discard", id}).first == 2);
    CHECK(says(on.roster({"hold", "approve", id}).second, "approved"));
    CHECK(says(on.roster({"show", "de-akker"}).second, "person         10"));
    CHECK(on.roster({"hold", "approve", id}).first == 1);

    CHECK(on.roster({"pause", "de-akker"}).first == 2);
    CHECK(on.roster({"pause", "de-akker", "--until", "2999-01-01T00:00:00Z"}).first == 0);
    CHECK(says(on.roster({"show", "de-akker"}).second, "paused_until   2999-01-01T00:00:00Z"));
    CHECK(on.roster({"pause", "de-akker", "--end"}).first == 0);
    CHECK(on.roster({"sync", "de-akker"}).first == 1); // nothing owns its roster
}
