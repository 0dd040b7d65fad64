#include "adapters/common/edu_v/references.hpp"

#include <algorithm>

namespace schakel::edu_v {

namespace {

struct names {
    std::string_view master, list, id, type;
};
constexpr names of_school{"organisationMasterIdentifier", "organisationIds", "organisationId", "organisationIdType"};
constexpr names of_user{"userMasterIdentifier", "userIds", "userId", "userIdType"};

reference parse(json::value at, const names& called) {
    reference out;
    out.at = at;
    out.master = at.member(called.master).text();
    const json::value list = at.member(called.list);
    if (!list.is(json::kind::array)) return out;
    for (json::value one = list.first_child(); one; one = one.next_sibling())
        out.ids.push_back({std::string(one.member(called.id).text()), std::string(one.member(called.type).text()), one}
        );
    return out;
}

void put_members(json::writer& out, const reference& from, const names& called) {
    out.member_if_present(called.master, from.master);
    if (from.ids.empty()) return;
    out.name(called.list).begin_array();
    for (const identifier& one : from.ids)
        out.begin_object().member(called.id, one.id).member(called.type, one.type).end_object();
    out.end_array();
}

model::identifiers identifiers_of(const reference& from, std::string_view master_scheme, place where) {
    model::identifiers ids;
    if (!master_scheme.empty() && !from.master.empty()) ids.push_back({std::string(master_scheme), from.master, {}});
    for (const identifier& one : from.ids) {
        const std::string_view scheme = scheme_of(one.type, where);
        if (!scheme.empty() && !one.id.empty()) ids.push_back({std::string(scheme), one.id, {}});
    }
    return ids;
}

reference reference_of(const model::identifiers& ids, std::string_view master_scheme, place where) {
    reference out;
    for (const model::identifier& one : ids) {
        if (!master_scheme.empty() && one.scheme == master_scheme && out.master.empty()) {
            out.master = one.value;
        } else if (const std::string_view type = type_of(one.scheme, where); !type.empty()) {
            out.ids.push_back({one.value, std::string(type), {}});
        }
    }
    return out;
}

std::string_view person_master(place where) {
    return where == place::student ? model::scheme::eckid : std::string_view{};
}

} // namespace

bool reference::named() const {
    return !master.empty() || std::ranges::any_of(ids, [](const identifier& one) { return !one.id.empty(); });
}

reference school_reference(json::value at) {
    return parse(at, of_school);
}
reference user_reference(json::value at) {
    return parse(at, of_user);
}

void put_school_members(json::writer& out, const reference& from) {
    put_members(out, from, of_school);
}
void put_user_members(json::writer& out, const reference& from) {
    put_members(out, from, of_user);
}

void put_school(json::writer& out, const reference& from) {
    out.begin_object();
    put_school_members(out, from);
    out.end_object();
}

void put_user(json::writer& out, const reference& from) {
    out.begin_object();
    put_user_members(out, from);
    out.end_object();
}

model::identifiers school_identifiers(const reference& from, place where) {
    return identifiers_of(from, model::scheme::rio, where);
}
model::identifiers person_identifiers(const reference& from, place where) {
    return identifiers_of(from, person_master(where), where);
}

reference school_reference(const model::identifiers& ids, place where) {
    return reference_of(ids, model::scheme::rio, where);
}
reference person_reference(const model::identifiers& ids, place where) {
    return reference_of(ids, person_master(where), where);
}

} // namespace schakel::edu_v
