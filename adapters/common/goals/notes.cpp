#include "adapters/common/goals/notes.hpp"

#include <algorithm>
#include <iterator>

namespace schakel::goal_files {

namespace {

constexpr std::size_t told_of_each = 10;

} // namespace

void notes::add(layer where, const rule& broken, location at, std::string expected, std::string got) {
    add(where, finding{&broken, std::move(at), std::move(expected), std::move(got), {}});
}

void notes::add(layer where, finding one) {
    rejects_ = rejects_ || one.broken->level == severity::error;
    told& before = seen_[one.broken];
    if (++before.count <= told_of_each)
        found_[static_cast<std::size_t>(where)].push_back(std::move(one));
    else if (before.count == told_of_each + 1)
        before.first_not_told = std::move(one.where);
}

void notes::add(layer where, findings list) {
    for (finding& one : list) add(where, std::move(one));
}

void notes::tell_more(layer last) {
    findings& end = found_[static_cast<std::size_t>(last)];
    for (auto& [broken, one] : seen_) {
        if (one.count <= told_of_each) continue;
        const std::string number = std::to_string(one.count - told_of_each);
        end.push_back({&more_, std::move(one.first_not_told), {}, number + " × " + std::string(broken->id), {}});
    }
}

void notes::finish(report& into, layer last) {
    tell_more(last);
    for (const layer one : all_layers)
        if (one <= last) into.add(one, std::move(found_[static_cast<std::size_t>(one)]));
}

findings notes::take() {
    tell_more(layer::rules);
    findings all;
    for (findings& some : found_) std::ranges::move(some, std::back_inserter(all));
    return all;
}

location at_line(std::size_t line, std::size_t column, std::string path) {
    location place;
    place.line = static_cast<std::uint32_t>(line);
    place.column = static_cast<std::uint32_t>(column);
    place.path = std::move(path);
    return place;
}

} // namespace schakel::goal_files
