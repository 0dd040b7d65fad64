// Configuration files of one test, and the faults found in them as lines of text.
#pragma once

#include "gateway/settings/settings.hpp"
#include "tests/support/small_configuration.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

namespace schakel::test {

inline settings::known_standards toy_standards() {
    settings::known_standards known{
        {"toy-1.0", {true, true, {"lenient"}, {"colour"}, {"strict"}, true, true, true, true, {"roster"}}},
        {"toy-2.0", {true, true, {}, {}, {}, false, false, false, false, {}, {"results"}}}};
    known["toy-1.0"].pulls_goals = true;
    known["toy-1.0"].pulls_entitlements = true;
    return known;
}

class configuration_folder {
public:
    void write(const std::string& name, std::string_view text) {
        const std::filesystem::path file = folder_.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    void allow_others(const std::string& name) {
        std::filesystem::permissions(path(name), std::filesystem::perms(0644));
    }
    void keep_private(const std::string& name) {
        std::filesystem::permissions(path(name), std::filesystem::perms(0600));
    }
    std::string path(const std::string& name) const { return folder_.file(name); }
    settings::loaded load() const { return settings::load(path("schakel.toml"), toy_standards()); }

private:
    temporary_folder folder_;
};

// "config.type 3:1 gateway.threads [nearest]", the file in front when it is not the main one.
inline std::string line_of(const settings::fault& one) {
    const std::string file = std::filesystem::path(one.where.file).filename().string();
    std::string out = file == "schakel.toml" ? std::string() : file + ":";
    out += one.id + " " + std::to_string(one.where.line) + ":" + std::to_string(one.where.column) + " " + one.key;
    return one.nearest.empty() ? out : out + " [" + one.nearest + "]";
}

inline std::vector<std::string> lines_of(const settings::loaded& of) {
    std::vector<std::string> lines;
    for (const settings::fault& one : of.faults) lines.push_back(line_of(one));
    return lines;
}

} // namespace schakel::test

namespace doctest {

template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines) {
        std::string all;
        for (const std::string& one : lines) all += "\n  " + one;
        return all.c_str();
    }
};

} // namespace doctest
