#include "adapters/common/oneroster_csv/notes.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

constexpr std::size_t told_of_each = 10; // findings of one rule in one file

} // namespace

location located(const spot& at) {
    location place;
    place.path = "/" + std::string(at.file);
    place.line = place.column = 1;
    if (at.where == nullptr) return place;
    place.line = at.where->line;
    place.column = std::max(at.where->column, 1u);
    place.path += "/row[" + std::to_string(at.where->row) + "]";
    if (!at.column.empty()) place.path += "/" + std::string(at.column);
    return place;
}

void notes::add(const rule& broken, const spot& at, std::string expected, std::string got) {
    add(layer_of(broken), {&broken, located(at), std::move(expected), std::move(got), {}});
}

bool notes::allow(const rule& broken, const spot& at, std::string expected, std::string got) {
    const std::optional<quirk> permitted = permitted_by(broken);
    if (!permitted || !has(*permitted)) {
        add(broken, at, std::move(expected), std::move(got));
        return false;
    }
    static const rule& tolerated = rule_named("tolerated");
    add(layer_of(broken), {&tolerated,
                           located(at),
                           expected.empty() ? std::string(broken.id) : std::move(expected),
                           std::string(to_string(*permitted)),
                           {}});
    return true;
}

void notes::add(layer where, finding one) {
    const bool is_error = one.broken->level == severity::error;
    rejects_ = rejects_ || is_error;
    const std::string& path = one.where.path;
    static const rule& tolerated = rule_named("tolerated");
    const std::string_view what = one.broken == &tolerated ? std::string_view(one.got) : one.broken->id;
    told& before = seen_[{std::string(what), path.substr(0, path.find('/', 1))}];
    findings& found = found_[static_cast<std::size_t>(where)];
    // An error must be there even when the layer is full, so that the report rejects.
    const bool room = found.size() < limit_ || (is_error && !has_error(found));
    if (++before.count <= told_of_each && room)
        found.push_back(std::move(one));
    else if (before.first_not_told.path.empty())
        before.first_not_told = std::move(one.where);
}

void notes::finish(report& into) {
    static const rule& more = rule_named("more-findings");
    findings left;
    for (auto& [what, one] : seen_) {
        if (one.first_not_told.path.empty()) continue;
        const std::size_t untold = one.count > told_of_each ? one.count - told_of_each : one.count;
        left.push_back({&more, std::move(one.first_not_told), {}, std::to_string(untold) + " × " + what.first, {}});
    }
    auto& last = found_[static_cast<std::size_t>(layer::rules)];
    last.insert(last.end(), std::make_move_iterator(left.begin()), std::make_move_iterator(left.end()));
    for (const layer one : {layer::transport, layer::well_formed, layer::schema, layer::rules, layer::meaning})
        into.add(one, std::move(found_[static_cast<std::size_t>(one)]));
}

} // namespace schakel::oneroster_csv
