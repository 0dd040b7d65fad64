// B8.1: every key of a complete file, with every wrong type.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <sstream>

using namespace schakel;

namespace {

// What can never stand for the value: texts may also be arrays of texts, and days dates.
std::vector<std::string> wrong_for(const std::string& value) {
    std::vector<std::string> wrong{"[[1]]", "1.5", "1979-05-27T07:32:00"};
    if (value.front() == '"' || value.front() == '[') wrong.insert(wrong.end(), {"1", "true", "[1]"});
    if (value.front() >= '0' && value.front() <= '9') wrong.insert(wrong.end(), {"true", "[\"x\"]"});
    if (value == "true" || value == "false") wrong.insert(wrong.end(), {"1", "\"true\""});
    return wrong;
}

std::vector<std::string> lines_of_file() {
    std::ifstream in(SCHAKEL_SOURCE_DIR "/tests/unit/settings/full.toml");
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

} // namespace

TEST_CASE("a value of a wrong type is told with its line, whatever the key") {
    const std::vector<std::string> lines = lines_of_file();
    test::configuration_folder at;
    at.write("toets.pem", "a public key");
    int tried = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t equals = lines[i].find(" = ");
        if (equals == std::string::npos) continue;
        for (const std::string& value : wrong_for(lines[i].substr(equals + 3))) {
            auto changed = lines;
            changed[i] = lines[i].substr(0, equals + 3) + value;
            CAPTURE(changed[i]);
            at.write("schakel.toml", joined(changed));
            const settings::loaded read = at.load();
            CHECK_FALSE(read.good());
            const auto told = std::ranges::count_if(read.faults, [&](const settings::fault& one) {
                return one.id == "config.type" && one.where.line == i + 1 && one.where.column > 0 &&
                       !one.expected.empty() && !one.key.empty();
            });
            CHECK(told == 1);
            ++tried;
        }
    }
    CHECK(tried > 300);
}

TEST_CASE("a table where a value belongs, and a value where a table belongs") {
    test::configuration_folder at;
    for (const char* table : {"gateway", "admin", "tokens", "listener", "school", "system", "route"}) {
        for (const char* value : {"1", "\"x\"", "[1]", "true"}) {
            CAPTURE(table);
            at.write("schakel.toml", std::string(table) + " = " + value + "\n");
            const auto faults = test::lines_of(at.load());
            CHECK(std::ranges::count(faults, "config.type 1:1 " + std::string(table)) == 1);
        }
    }
}
