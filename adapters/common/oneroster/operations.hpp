// The rostering reads of OneRoster as a table: 41 in each version, and the two names of the discovery file.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/adapter.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

// Which objects of a kind belong to a collection of their own.
enum class narrowing : std::uint8_t { none, students, teachers, schools, terms, grading_periods };

// What the first ids in a path name.
enum class owner : std::uint8_t { none, class_object, course, school, school_and_class, student, teacher, user, term };

struct operation {
    std::string_view name; // "getAllUsers"
    std::string_view path; // "/classes/{}/students"
    object_kind returns = object_kind::user;
    narrowing only = narrowing::none;
    owner of = owner::none;
    bool single = false; // the last {} is the object's id
};

std::span<const operation> operations();

// Which of 1.1's and 1.2's scopes open it: "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly" …
std::vector<std::string> scopes_of(const operation& which, version in_version);
std::vector<std::string_view> all_scopes(version in_version);

struct matched {
    const operation* what = nullptr;
    std::vector<std::string> ids; // decoded
    bool discovery = false;
};
// By the path as it came, undecoded: "%2F" within an id does not divide it. None for an unknown path or a wrong escape.
std::optional<matched> match(std::string_view raw_path);

std::string_view base_path(version which);
std::vector<endpoint> endpoints(version which);
// "/discovery/onerosterv1p2rostersservice_openapi3_v1p0.json" and the other official name.
std::span<const std::string_view> discovery_paths(version which);

// The OpenAPI 3.0 document of what is served, for this base URL.
std::string discovery_document(version which, std::string_view base_url);

} // namespace schakel::oneroster
