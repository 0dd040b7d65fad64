#include "adapters/common/edu_v_access/members.hpp"

#include <algorithm>

namespace schakel::edu_v_access {

members::~members() {
    if (!object_.is(json::kind::object)) return;
    for (json::value one = object_.first_child(); one; one = one.next_sibling()) {
        // Names that a stranger made up stay out of reports.
        if (std::ranges::find(taken_, one.name()) == taken_.end())
            trace_.left(path_ + "/(other)", "not a member of Edu-V");
    }
}

json::value members::take(std::string_view name) {
    taken_.emplace_back(name);
    return object_.member(name);
}

void members::leave(std::string_view name, std::string_view reason) {
    if (take(name)) trace_.left(below(name), reason);
}

json::value members::seen(std::string_view name, field to) {
    const json::value at = take(name);
    if (at && at.kind() != json::kind::null) trace_.saw(below(name), to);
    return at;
}

std::string members::text(std::string_view name, field to) {
    return std::string(seen(name, to).text());
}

std::vector<std::string> members::texts(std::string_view name, field to) {
    std::vector<std::string> list;
    const json::value at = take(name);
    if (!at.is(json::kind::array)) return list;
    for (json::value one = at.first_child(); one; one = one.next_sibling()) list.emplace_back(one.text());
    if (!list.empty()) trace_.saw(below(name), to, list.size());
    return list;
}

std::optional<std::int64_t> members::integer(std::string_view name, field to) {
    return seen(name, to).integer();
}

std::optional<decimal> members::number(std::string_view name, field to) {
    return seen(name, to).number();
}

std::optional<bool> members::boolean(std::string_view name, field to) {
    const json::value at = seen(name, to);
    return at ? std::optional(at.boolean()) : std::nullopt;
}

std::optional<model::catalogue::day> members::day(std::string_view name, field to) {
    return parse_date(seen(name, to).text());
}

std::optional<instant> members::start_of_day(std::string_view name, field to) {
    const auto date = day(name, to);
    return date ? std::optional(start_of_day_in_amsterdam(*date)) : std::nullopt;
}

std::optional<instant> members::time(std::string_view name, field to) {
    return parse_rfc3339(seen(name, to).text());
}

} // namespace schakel::edu_v_access
