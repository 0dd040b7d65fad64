// Our own members of `extensions`: what 1.1 carries although CASE has no field for it (goal-mapping-practice B8).
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/codec/json_document.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::cf {

struct own_member {
    std::string_view name;    // extras.hpp
    std::string_view meaning; // field of the canonical model
    std::string json;
};
using own_members = std::vector<own_member>;

own_members own_members_of(const model::goals::goal& from);
// `relation_told`: the association type says it already. `in`: the group that it names; null for none.
own_members
own_members_of(const model::goals::association& from, bool relation_told, const model::goals::group* in = nullptr);
own_members own_members_of(const model::goals::mapping_set& from);

// Both as one JSON object; "" for none.
std::string with_own(std::string_view extensions, const own_members& own);

// `extensions` without our own members, which are handed to `take`; "" when nothing remains.
std::string
without_own(std::string_view extensions, const std::function<void(std::string_view name, json::value)>& take);

void take_own(std::string_view name, json::value value, model::goals::goal& into);
void take_own(std::string_view name, json::value value, model::goals::association& into);
void take_own(std::string_view name, json::value value, model::goals::group& into); // of an association's
void take_own(std::string_view name, json::value value, model::goals::mapping_set& into);

} // namespace schakel::cf
