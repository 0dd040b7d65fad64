// Who belongs to the groups that a question of the stepwise exchange names.
#pragma once

#include "adapters/common/uwlr/pupil_data/profile.hpp"
#include "adapters/common/uwlr/pupil_data/question.hpp"
#include "gateway/adapter/roster_view.hpp"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace schakel::uwlr::pupil_data {

// Whether a person, given with all memberships, is in one of the groups, or in no group of a kind that is asked for
// without a key.
class wanted_people {
public:
    // `key_of`: the key under which the answer names a group.
    wanted_people(
        const question& asked, const roster_view& view,
        const std::function<std::string(const model::roster::group&)>& key_of
    );

    // Everybody who may be wanted, by record id; none when all must be looked at.
    std::optional<std::vector<std::string>> candidates(const roster_view& view) const;

    bool operator()(const model::roster::person& who, std::span<const model::roster::membership> in) const;

private:
    using ids = std::set<std::string, std::less<>>;
    bool is_in_one_of(const ids& groups, std::span<const model::roster::membership> in) const;

    ids asked_;       // groups asked for by key
    ids stamgroepen_; // all of that kind
    ids combined_;
    bool without_stamgroep_ = false, without_combined_ = false;
};

} // namespace schakel::uwlr::pupil_data
