#include "gateway/command/goals_files.hpp"

#include "gateway/adapter/goals.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace schakel::command {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> endings{".json", ".jsonld", ".ttl", ".xml", ".csv", ".tsv", ".vdex", ".toml"};
// That describe a data set and are none.
constexpr std::array<std::string_view, 3> descriptions{"context.json", "schema.jsonld", "package.json"};

bool may_hold_goals(const fs::path& file) {
    const std::string name = file.filename().string();
    return std::ranges::find(endings, file.extension().string()) != endings.end() &&
           std::ranges::find(descriptions, name) == descriptions.end() && !name.starts_with('.');
}

result<std::vector<std::string>> names_of(const std::vector<std::string>& paths) {
    std::vector<std::string> names;
    for (const std::string& path : paths) {
        std::error_code wrong;
        if (!fs::is_directory(path, wrong)) {
            names.push_back(path);
            continue;
        }
        std::vector<std::string> inside;
        for (fs::recursive_directory_iterator at(path, wrong), end; !wrong && at != end; at.increment(wrong))
            if (at->is_regular_file(wrong) && may_hold_goals(at->path())) inside.push_back(at->path().string());
        if (wrong) return failure{path + ": " + wrong.message()};
        if (inside.empty()) return failure{path + ": holds no file that can hold goals"};
        std::ranges::sort(inside);
        names.insert(names.end(), inside.begin(), inside.end());
    }
    return names;
}

const adapter* recognised(std::string_view bytes, const adapter_registry& adapters) {
    const adapter* best = nullptr;
    int most = 0;
    for (const auto& one : adapters) {
        if (one->goals() == nullptr || !one->goals()->abilities().reads) continue;
        const int sure = one->recognises(bytes);
        if (sure > most) best = one.get();
        most = std::max(most, sure);
    }
    return best;
}

// The one standard of those that were recognised; null when there are several or none.
const adapter* standard_of_all(const std::vector<goals_file>& files) {
    const adapter* only = nullptr;
    for (const goals_file& one : files) {
        if (one.by == nullptr || one.by == only) continue;
        if (only != nullptr) return nullptr;
        only = one.by;
    }
    return only;
}

} // namespace

result<std::vector<goals_file>>
goals_files(const std::vector<std::string>& paths, const adapter* standard, const adapter_registry& adapters) {
    const auto names = names_of(paths);
    if (!names) return failure{names.error().message};
    std::vector<goals_file> files;
    for (const std::string& name : *names) {
        auto content = mapped_file::open(name);
        if (!content) return failure{content.error().message};
        const adapter* by = standard ? standard : recognised(content->bytes(), adapters);
        files.push_back({name, std::move(*content), by});
    }
    const adapter* others = standard_of_all(files);
    for (goals_file& one : files) {
        if (one.by == nullptr) one.by = others;
        if (one.by == nullptr) return failure{one.name + ": no standard is recognised; name it with --as"};
    }
    return files;
}

} // namespace schakel::command
