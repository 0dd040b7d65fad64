#include "adapters/common/uwlr/pupil_data/wanted_people.hpp"

#include "adapters/common/edex/values.hpp"

#include <algorithm>

namespace schakel::uwlr::pupil_data {

namespace roster = model::roster;

wanted_people::wanted_people(
    const question& asked, const roster_view& view, const std::function<std::string(const roster::group&)>& key_of
) {
    ids keys[2]; // of stamgroepen, of combined groups
    for (const asked_group& one : asked.groepen) {
        if (one.key)
            keys[one.combined].emplace(edex::trimmed(*one.key));
        else
            (one.combined ? without_combined_ : without_stamgroep_) = true;
    }
    each<roster::group>(view, {}, [&](const roster::group& one) {
        const bool combined = one.kind == roster::group::kind_of::lesson;
        (combined ? combined_ : stamgroepen_).insert(one.id);
        if (keys[combined].contains(key_of(one))) asked_.insert(one.id);
        return true;
    });
}

std::optional<std::vector<std::string>> wanted_people::candidates(const roster_view& view) const {
    if (without_stamgroep_ || without_combined_) return std::nullopt;
    std::vector<std::string> persons;
    for (const std::string& group : asked_) {
        for (const roster::membership& one : view.memberships_of_group(group)) persons.push_back(one.person);
    }
    return persons;
}

bool wanted_people::operator()(const roster::person&, std::span<const roster::membership> in) const {
    return is_in_one_of(asked_, in) || (without_stamgroep_ && !is_in_one_of(stamgroepen_, in)) ||
           (without_combined_ && !is_in_one_of(combined_, in));
}

bool wanted_people::is_in_one_of(const ids& groups, std::span<const roster::membership> in) const {
    return std::ranges::any_of(in, [&](const roster::membership& one) { return groups.contains(one.group); });
}

} // namespace schakel::uwlr::pupil_data
