// M5: what `schakel check` passes starts, and what starts passes `check`. The examples in config/, changed at random.
//
// A failing sequence of changes is shrunk and kept: tests/support/choices.hpp.
#include "adapters/all_adapters.hpp"
#include "gateway/command/verbs.hpp"
#include "gateway/service/service.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/choices.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <unistd.h>

using namespace schakel;
using namespace schakel::test;

namespace {

using lines = std::vector<std::string>;
using example = std::map<std::string, lines>; // file below the folder -> its lines

adapter_registry all_of_them() {
    return all_adapters(schemas::bundled);
}

std::string key_of(const std::string& line) {
    const std::size_t equals = line.find(" = ");
    return equals == std::string::npos || line.starts_with('#') ? std::string() : line.substr(0, equals);
}

// What a test must not do stands in for what the example does: fixed ports, its own data.
std::string harmless(const std::string& line) {
    static const std::regex port(R"(^address = "127\.0\.0\.1:\d+")");
    if (key_of(line) == "data_directory") return "data_directory = \"data\"";
    return std::regex_replace(line, port, "address = \"127.0.0.1:0\"");
}

example read_example(const std::string& name) {
    const std::filesystem::path root = std::filesystem::path(SCHAKEL_SOURCE_DIR) / "config" / name;
    example all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(root)) {
        if (file.path().extension() != ".toml") continue;
        lines& list = all[std::filesystem::relative(file.path(), root).string()];
        std::ifstream in(file.path());
        for (std::string line; std::getline(in, line);) list.push_back(harmless(line));
    }
    return all;
}

// The demonstration needs a key that its script makes: what needs it is left away.
std::vector<example> examples() {
    std::vector<example> all{read_example("launches"), read_example("demo")};
    all[1].erase("conf.d/receivers.toml");
    all[1].erase("conf.d/routes.toml");
    all[1].erase("conf.d/rosters.toml");
    all[1].erase("conf.d/goals.toml");
    return all;
}

// Values that examples give a key somewhere, and such as fit nowhere in particular.
std::vector<std::string> values_for(const std::string& key) {
    static const std::multimap<std::string, std::string> known = [] {
        std::multimap<std::string, std::string> found;
        for (const example& one : examples())
            for (const auto& [name, list] : one)
                for (const std::string& line : list)
                    if (!key_of(line).empty()) found.emplace(key_of(line), line.substr(line.find(" = ") + 3));
        return found;
    }();
    std::vector<std::string> list{
        "\"\"",
        "\"x\"",
        "0",
        "-1",
        "1",
        "99999999999",
        "true",
        "false",
        "[]",
        "{}",
        "[\"x\"]",
        "\"0s\"",
        "\"1h\"",
        "1.5",
        "\"https://other.example/\"",
        "\"http://other.example/\"",
        "2026-11-21",
        "\"é\""};
    const auto [begin, end] = known.equal_range(key);
    for (auto at = begin; at != end; ++at) list.push_back(at->second);
    return list;
}

bool is_fixed(const std::string& line) {
    const std::string key = key_of(line);
    return key == "address" || key == "data_directory";
}

void change(lines& list, choices& from) {
    if (list.empty()) return;
    const std::size_t at = from.at_most(static_cast<unsigned>(list.size() - 1));
    const auto here = list.begin() + static_cast<std::ptrdiff_t>(at);
    if (is_fixed(*here)) return;
    const std::string key = key_of(*here);
    switch (from.at_most(4)) {
    case 0:
        if (!key.empty()) *here = key + " = " + from.of(values_for(key));
        break;
    case 1: list.erase(here); break;
    case 2: list.insert(here, std::string(*here)); break;
    case 3: std::swap(*here, list[from.at_most(static_cast<unsigned>(list.size() - 1))]); break;
    default: { // a table again, or from somewhere else
        const auto end =
            std::find_if(here + 1, list.end(), [](const std::string& one) { return one.starts_with('['); });
        const lines table(here, end);
        if (from.one_in(2))
            list.erase(here, end);
        else
            list.insert(list.end(), table.begin(), table.end());
    }
    }
}

// Standard output goes nowhere meanwhile.
class silence {
public:
    silence() {
        std::fflush(stdout);
        kept_ = ::dup(1);
        REQUIRE(std::freopen("/dev/null", "w", stdout));
    }
    ~silence() {
        std::fflush(stdout);
        ::dup2(kept_, 1);
        ::close(kept_);
    }
    silence(const silence&) = delete;
    silence& operator=(const silence&) = delete;

private:
    int kept_;
};

bool passes(const std::string& file) {
    const silence while_checking;
    command::check_options what;
    what.config = file;
    what.deep = true;
    return command::check(what, {}, all_of_them) == 0;
}

// Why it does not start, or "".
std::string start(const std::string& file, const adapter_registry& adapters) {
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log(nowhere, system_clock());
    std::string problem;
    {
        const auto made = service::gateway_service::start(file, adapters, system_clock(), log);
        if (!made) problem = made.error().message.empty() ? std::string("faults") : made.error().message;
    }
    std::fclose(nowhere);
    return problem;
}

struct tally {
    unsigned good = 0, bad = 0;
};

std::string compare(choices& from, const adapter_registry& adapters, tally& all) {
    static const std::vector<example> bases = examples();
    example changed = from.of(bases);
    for (unsigned i = from.at_most(3); i > 0; --i) {
        auto file = changed.begin();
        std::advance(file, from.at_most(static_cast<unsigned>(changed.size() - 1)));
        change(file->second, from);
    }
    const temporary_folder folder;
    std::filesystem::copy(
        std::filesystem::path(SCHAKEL_SOURCE_DIR) / "config" / "demo" / "keys", folder.path() / "keys"
    );
    std::ofstream(folder.file("identities.csv"))
        << std::ifstream(SCHAKEL_SOURCE_DIR "/config/demo/identities.csv").rdbuf();
    for (const auto& [name, list] : changed) {
        const std::filesystem::path file = folder.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream out(file);
        for (const std::string& line : list) out << line << "\n";
        std::filesystem::permissions(file, std::filesystem::perms(0600));
    }
    const bool good = passes(folder.file("schakel.toml"));
    const std::string problem = start(folder.file("schakel.toml"), adapters);
    ++(good ? all.good : all.bad);
    if (good && !problem.empty()) return "check passes what does not start: " + problem;
    if (!good && problem.empty()) return "check refuses what starts";
    return {};
}

} // namespace

TEST_CASE("M5: what check passes starts, and what starts passes check") {
    const adapter_registry adapters = all_of_them();
    tally all;
    for (const example& one : examples()) {
        choices none(std::vector<unsigned>{one.contains("conf.d/senders.toml") ? 1u : 0u});
        CHECK(compare(none, adapters, all) == "");
    }
    CHECK(all.good == 2);
    const unsigned ran = check_sequences("contract/configuration/sequences", "m5", {60, 5'000}, [&](choices& from) {
        return compare(from, adapters, all);
    });
    CHECK(all.good > 2 + ran / 10); // not all are broken
    CHECK(all.bad > ran / 10);
    MESSAGE("shown M5: ", ran, " changed configurations, ", all.good, " start and pass check, ", all.bad, " neither");
}
