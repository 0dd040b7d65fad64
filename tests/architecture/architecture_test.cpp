// Reads the source tree and compares it with layers.hpp. Every failure says file:line and the rule.
#include "tests/architecture/include_rules.hpp"
#include "tests/architecture/layers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <vector>

using namespace schakel::architecture;
namespace fs = std::filesystem;

namespace {

const fs::path root = SCHAKEL_SOURCE_DIR;

std::vector<fs::path> files_below(const std::vector<const char*>& tops) {
    std::vector<fs::path> files;
    for (const char* top : tops) {
        if (!fs::exists(root / top)) continue;
        for (auto it = fs::recursive_directory_iterator(root / top); it != fs::recursive_directory_iterator(); ++it) {
            const fs::path name = it->path().filename();
            if (name == "node_modules" || name == "corpus" || name == "__pycache__") it.disable_recursion_pending();
            if (it->is_regular_file()) files.push_back(fs::relative(it->path(), root));
        }
    }
    std::ranges::sort(files);
    return files;
}

bool is_source(const fs::path& file) {
    return file.extension() == ".cpp" || file.extension() == ".hpp";
}

void each_line(const fs::path& file, const std::function<void(int, const std::string&)>& look) {
    std::ifstream in(root / file);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) look(number, line);
}

std::string at(const fs::path& file, int line) {
    return file.generic_string() + ":" + std::to_string(line) + ": ";
}

// The names behind a prefix in a text: "schakel_core schakel_codec" gives core and codec.
std::vector<std::string> names_after(const std::string& prefix, const std::string& text) {
    std::vector<std::string> names;
    for (auto from = text.find(prefix); from != std::string::npos; from = text.find(prefix, from + 1)) {
        const auto begin = from + prefix.size();
        names.push_back(
            text.substr(begin, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", begin) - begin)
        );
    }
    return names;
}

bool is_gateway_folder(std::string_view name) {
    return std::ranges::find(folder_rules, name, &folder_rule::folder) != folder_rules.end();
}

} // namespace

TEST_CASE("include lines follow the table of who may include whom") {
    int seen = 0;
    for (const fs::path& file : files_below({"gateway", "adapters"})) {
        if (!is_source(file)) continue;
        each_line(file, [&](int number, const std::string& line) {
            const auto target = included_by(line);
            if (!target) return;
            ++seen;
            if (const auto rule = broken_rule(file.generic_string(), *target)) {
                FAIL_CHECK(at(file, number), "includes ", std::string(*target), " - ", *rule);
            }
        });
    }
    CHECK(seen > 100); // else the tree was not found
}

TEST_CASE("a folder links only with what it may include") {
    for (const folder_rule& rule : folder_rules) {
        const fs::path list = fs::path("gateway") / rule.folder / "CMakeLists.txt";
        CHECK_MESSAGE(fs::exists(root / list), list.generic_string(), ": each folder of the table is a target");
        each_line(list, [&](int number, const std::string& line) {
            for (const std::string& name : names_after("schakel_", line)) {
                if (!is_gateway_folder(name) || name == rule.folder) continue;
                CHECK_MESSAGE(
                    std::ranges::count(rule.may_include, name) == 1, at(list, number), "links schakel_", name,
                    " but may not include it"
                );
            }
        });
    }
}

TEST_CASE("the table has no circle, and every folder of the gateway is in it") {
    std::vector<std::string_view> earlier;
    for (const folder_rule& rule : folder_rules) {
        for (const std::string_view name : rule.may_include) {
            CHECK_MESSAGE(
                std::ranges::count(earlier, name) == 1, "layers.hpp: ", rule.folder, " includes the later ", name
            );
        }
        earlier.push_back(rule.folder);
    }
    for (const auto& entry : fs::directory_iterator(root / "gateway")) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_directory() || name == "decisions") continue;
        CHECK_MESSAGE(is_gateway_folder(name), "gateway/", name, ": is not in the table of layers.hpp");
    }
}

namespace {

// The folders of adapters/common that a folder includes from, and those that they include from.
void add_shared_by(const fs::path& folder, std::set<fs::path>& folders) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (!is_source(entry.path())) continue;
        each_line(fs::relative(entry.path(), root), [&](int, const std::string& line) {
            const auto target = included_by(line);
            if (!target || !target->starts_with("adapters/common/")) return;
            const fs::path shared = root / fs::path(*target).parent_path();
            if (folders.insert(shared).second) add_shared_by(shared, folders);
        });
    }
}

// Whether a source of the adapter, or of what it shares, holds the text.
bool says(const fs::path& adapter, std::set<fs::path> folders, std::string_view text) {
    bool found = false;
    folders.insert(adapter);
    for (const fs::path& folder : folders) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (!is_source(entry.path())) continue;
            each_line(fs::relative(entry.path(), root), [&](int, const std::string& line) {
                found = found || line.find(text) != std::string::npos;
            });
        }
    }
    return found;
}

// A standard of files has no senders to answer, one of goals may be one that only its owner writes, and one of launches
// is divided by the steps of its protocol.
bool needs(std::string_view file, const fs::path& adapter, const std::set<fs::path>& shared) {
    if (says(adapter, shared, "public launch_adapter")) return file == "README.md" || file == "adapter.cpp";
    if (file == "reply.cpp") return says(adapter, shared, "reply acknowledge(");
    const bool translates = file == "to_model.cpp" || file == "from_model.cpp";
    if (translates && says(adapter, shared, "public chain_id_only_adapter")) return false; // it carries no records
    if (file != "write.cpp" && file != "from_model.cpp") return true;
    return !says(adapter, shared, "public goals_only_adapter") || says(adapter, shared, "goal_writer> write(");
}

} // namespace

TEST_CASE("every adapter has the same files, of its own or from what it shares with others") {
    for (const auto& entry : fs::directory_iterator(root / "adapters")) {
        if (!entry.is_directory() || entry.path().filename() == "common") continue;
        std::set<fs::path> shared;
        add_shared_by(entry.path(), shared);
        for (const std::string_view name : adapter_files) {
            const bool own = name == "README.md" || name == "adapter.cpp";
            if (!needs(name, entry.path(), shared)) continue;
            const bool there =
                fs::exists(entry.path() / name) ||
                (!own && std::ranges::any_of(shared, [&](const fs::path& one) { return fs::exists(one / name); }));
            CHECK_MESSAGE(there, fs::relative(entry.path(), root).generic_string(), ": lacks ", name);
        }
    }
}

TEST_CASE("a file is named after its content") {
    for (const fs::path& file : files_below({"gateway", "adapters", "tests", "cmake"})) {
        for (const std::string_view empty : empty_names) {
            CHECK_MESSAGE(
                file.generic_string().find(empty) == std::string::npos, file.generic_string(), ": a name with \"",
                empty, "\" does not say what is inside"
            );
        }
    }
}

TEST_CASE("no file names a folder of one person's machine") {
    for (const fs::path& file :
         files_below({"gateway", "adapters", "schemas", "config", "tests", "deploy", "cmake", ".ci"})) {
        if (file.parent_path() == "tests/architecture") continue;
        each_line(file, [&](int number, const std::string& line) {
            for (const char* start : {"/home/", "/Users/", "/root/", ":\\Users\\"}) {
                if (line.find(start) != std::string::npos) FAIL_CHECK(at(file, number), "holds a path below ", start);
            }
        });
    }
}

TEST_CASE("the rules find what they are for") {
    const char* const allowed[][2] = {
        {"gateway/codec/json_parser.cpp", "gateway/core/finding.hpp"},
        {"gateway/codec/json_parser.cpp", "rapidjson/reader.h"},
        {"gateway/crypto/key.cpp", "openssl/evp.h"},
        {"gateway/core/id.cpp", "vector"},
        {"gateway/command/translate.cpp", "adapters/all_adapters.hpp"},
        {"gateway/main.cpp", "gateway/transport/server.hpp"},
        {"adapters/uwlr_2_2/parse.cpp", "adapters/uwlr_2_2/wire.hpp"},
        {"adapters/uwlr_2_2/parse.cpp", "adapters/common/uwlr/soap.hpp"},
        {"adapters/uwlr_2_2/parse.cpp", "gateway/codec/xml_document.hpp"},
        {"adapters/all_adapters.cpp", "adapters/uwlr_2_2/adapter.hpp"},
        {"adapters/common/xml_signature/sign.cpp", "libxml/c14n.h"},
    };
    for (const auto& [file, target] : allowed) {
        CAPTURE(file);
        CAPTURE(target);
        CHECK_FALSE(broken_rule(file, target));
    }
    const char* const forbidden[][2] = {
        {"gateway/core/id.cpp", "gateway/crypto/random.hpp"},
        {"gateway/model/progress.hpp", "gateway/codec/json_document.hpp"},
        {"gateway/outbox/store.cpp", "gateway/model/progress.hpp"},
        {"gateway/pipeline/exchange.cpp", "adapters/uwlr_2_2/adapter.hpp"},
        {"gateway/command/translate.cpp", "adapters/uwlr_2_2/adapter.hpp"},
        {"gateway/unheard_of/file.cpp", "gateway/core/id.hpp"},
        {"gateway/core/id.cpp", "tests/support/fake_clock.hpp"},
        {"gateway/admin/health.cpp", "sqlite3.h"},
        {"gateway/admin/health.cpp", "boost/asio/ip/tcp.hpp"},
        {"adapters/uwlr_2_2/parse.cpp", "adapters/xapi_1_0_3/wire.hpp"},
        {"adapters/uwlr_2_2/parse.cpp", "gateway/outbox/store.hpp"},
        {"adapters/uwlr_2_2/parse.cpp", "pugixml.hpp"},
        {"adapters/saml_entree/parse.cpp", "xmlsec/xmldsig.h"},
        {"gateway/codec/xml_document.cpp", "libxml/tree.h"},
        {"adapters/common/uwlr/soap.cpp", "adapters/uwlr_2_2/wire.hpp"},
    };
    for (const auto& [file, target] : forbidden) {
        CAPTURE(file);
        CAPTURE(target);
        CHECK(broken_rule(file, target));
    }
    CHECK(included_by("  #  include <vector> // for lists") == "vector");
    CHECK(included_by("#include \"gateway/core/id.hpp\"") == "gateway/core/id.hpp");
    CHECK_FALSE(included_by("// #include <vector>"));
}
