// What can be written to the gateway's gradebook: PUT of one object under its own sourcedId, and in 1.2 POST of several
// line items or results below a class, school, line item or session.
#pragma once

#include "adapters/common/oneroster_gradebook/wire.hpp"
#include "gateway/adapter/adapter.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_gradebook {

// What an id in the path must equal in every object of the body.
enum class path_id : std::uint8_t { own, class_id, school, item, academic_session };
std::string_view member_of(path_id which); // "sourcedId", "class", "school", "lineItem", "academicSession"

struct operation {
    std::string_view method, path; // below the service root: "/lineItems/{}"
    object_kind kind;
    std::vector<path_id> ids; // one for each {}
    std::string_view scope;   // "gradebook.createput"
};

const std::vector<operation>& operations(version which);
std::string_view base_path(version which);
std::string_view rostering_path(version which);          // the service root of rostering, for references
std::vector<std::string_view> all_scopes(version which); // whole addresses
std::vector<std::string_view> scopes_of(version which, const operation& one);
std::vector<endpoint> endpoints(version which);

struct matched_operation {
    const operation* what = nullptr;
    std::vector<std::string> ids; // decoded, in the order of operation::ids
};

// None: a file, or a path that is no operation.
std::optional<matched_operation> match(version which, const exchange& received);

} // namespace schakel::oneroster_gradebook
