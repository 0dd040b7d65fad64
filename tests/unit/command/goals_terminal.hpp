// `schakel goals …` as a terminal would run it, with a store of its own.
#pragma once

#include "adapters/all_adapters.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/command/command_line.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::test {

inline std::string content_of(const std::string& file) {
    std::ostringstream all;
    all << std::ifstream(file, std::ios::binary).rdbuf();
    return all.str();
}

struct goals_terminal {
    temporary_folder folder;

    static adapter_registry adapters() {
        adapter_registry all;
        all.add(make_slo(schemas::bundled));
        all.add(make_mapping_set());
        return all;
    }

    void write(const std::string& name, std::string_view text) const {
        std::filesystem::create_directories((folder.path() / name).parent_path());
        std::ofstream(folder.file(name), std::ios::binary) << text;
    }

    // What the verb prints, and its exit code.
    std::pair<int, std::string> goals(std::vector<std::string> words) const {
        words.insert(words.begin(), {"schakel", "--lang", "en", "goals"});
        words.insert(words.end(), {"--store", folder.file("store.db")});
        std::vector<char*> line;
        for (std::string& one : words) line.push_back(one.data());
        std::fflush(stdout);
        const std::string file = folder.file("printed");
        const int kept = ::dup(1);
        REQUIRE(std::freopen(file.c_str(), "w", stdout));
        const int code = command::run(static_cast<int>(line.size()), line.data(), adapters);
        std::fflush(stdout);
        ::dup2(kept, 1);
        ::close(kept);
        return {code, content_of(file)};
    }
};

inline json::document parsed(const std::string& text) {
    findings unread;
    auto document = json::document::parse(text, {}, unread);
    REQUIRE(document);
    return std::move(*document);
}

} // namespace schakel::test
