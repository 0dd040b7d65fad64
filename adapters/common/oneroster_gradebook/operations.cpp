#include "adapters/common/oneroster_gradebook/operations.hpp"

#include "adapters/common/one_edtech/path.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster_gradebook {

namespace {

using enum object_kind;

constexpr std::string_view create_put = "gradebook.createput";
constexpr std::string_view create_post = "gradebook.createpost";
constexpr std::string_view assessment_put = "assessment.createput";

std::vector<operation> list_of(version which) {
    std::vector<operation> list{
        {"PUT", "/categories/{}", category, {path_id::own}, create_put},
        {"PUT", "/lineItems/{}", line_item, {path_id::own}, create_put},
        {"PUT", "/results/{}", result, {path_id::own}, create_put}};
    if (which == version::v1_1) return list;
    const std::vector<operation> since{
        {"PUT", "/scoreScales/{}", score_scale, {path_id::own}, create_put},
        {"PUT", "/assessmentLineItems/{}", assessment_line_item, {path_id::own}, assessment_put},
        {"PUT", "/assessmentResults/{}", assessment_result, {path_id::own}, assessment_put},
        {"POST", "/classes/{}/lineItems", line_item, {path_id::class_id}, create_post},
        {"POST", "/schools/{}/lineItems", line_item, {path_id::school}, create_post},
        {"POST", "/lineItems/{}/results", result, {path_id::item}, create_post},
        {"POST",
         "/classes/{}/academicSessions/{}/results",
         result,
         {path_id::class_id, path_id::academic_session},
         create_post}};
    list.insert(list.end(), since.begin(), since.end());
    return list;
}

// Stored messages keep the path decoded only. Where a "/" in an id cannot be told from the rest, an id at the end still
// can.
std::optional<std::vector<std::string>> match_decoded(const operation& one, std::string_view path) {
    if (path.find('%') == std::string_view::npos) {
        if (auto ids = one_edtech::match_path(one.path, path)) return ids;
    }
    const std::string_view before = one.path.substr(0, one.path.size() - 2);
    if (one.method != "PUT" || !path.starts_with(before) || path.size() == before.size()) return std::nullopt;
    return std::vector<std::string>{std::string(path.substr(before.size()))};
}

} // namespace

std::string_view member_of(path_id which) {
    constexpr std::array<std::string_view, 5> members{"sourcedId", "class", "school", "lineItem", "academicSession"};
    return members[static_cast<std::size_t>(which)];
}

const std::vector<operation>& operations(version which) {
    static const std::array<std::vector<operation>, 2> lists{list_of(version::v1_1), list_of(version::v1_2)};
    return lists[which == version::v1_1 ? 0 : 1];
}

std::string_view base_path(version which) {
    return which == version::v1_1 ? "/ims/oneroster/v1p1" : "/ims/oneroster/gradebook/v1p2";
}

std::string_view rostering_path(version which) {
    return which == version::v1_1 ? "/ims/oneroster/v1p1" : "/ims/oneroster/rostering/v1p2";
}

std::vector<std::string_view> all_scopes(version which) {
    if (which == version::v1_1) return {"https://purl.imsglobal.org/spec/or/v1p1/scope/gradebook.createput"};
    return {
        "https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.createput",
        "https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.createpost",
        "https://purl.imsglobal.org/spec/or/v1p2/scope/assessment.createput"};
}

std::vector<std::string_view> scopes_of(version which, const operation& one) {
    std::vector<std::string_view> scopes = all_scopes(which);
    std::erase_if(scopes, [&](std::string_view scope) { return !scope.ends_with(one.scope); });
    return scopes;
}

std::vector<endpoint> endpoints(version which) {
    std::vector<endpoint> list;
    for (const operation& one : operations(which))
        list.push_back({endpoint::purpose::message, one.method, one.path, {}});
    return list;
}

std::optional<matched_operation> match(version which, const exchange& received) {
    for (const operation& one : operations(which)) {
        if (one.method != received.method) continue;
        auto ids = received.raw_path.empty() ? match_decoded(one, received.path)
                                             : one_edtech::match_path(one.path, received.raw_path);
        if (ids) return matched_operation{&one, *std::move(ids)};
    }
    return std::nullopt;
}

} // namespace schakel::oneroster_gradebook
