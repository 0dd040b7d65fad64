#include "gateway/command/goals_files.hpp"

#include <algorithm>
#include <filesystem>

namespace schakel::command {

namespace {

namespace fs = std::filesystem;

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
            if (at->is_regular_file(wrong) && goals::may_hold_goals(at->path().string()))
                inside.push_back(at->path().string());
        if (wrong) return failure{path + ": " + wrong.message()};
        if (inside.empty()) return failure{path + ": holds no file that can hold goals"};
        std::ranges::sort(inside);
        names.insert(names.end(), inside.begin(), inside.end());
    }
    return names;
}

} // namespace

result<goals_files> goals_files::open(const std::vector<std::string>& paths) {
    const auto names = names_of(paths);
    if (!names) return failure{names.error().message};
    goals_files all;
    all.contents_.reserve(names->size());
    for (const std::string& name : *names) {
        auto content = mapped_file::open(name);
        if (!content) return failure{content.error().message};
        all.contents_.push_back(std::move(*content));
        all.documents_.push_back({name, all.contents_.back().bytes(), &all.contents_.back(), nullptr});
        all.bytes_ += all.contents_.back().bytes().size();
    }
    return all;
}

} // namespace schakel::command
