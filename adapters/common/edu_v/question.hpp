// Questions to the administration services: which operation, which school, which person, which filters.
#pragma once

#include "adapters/common/edu_v/objects.hpp"
#include "adapters/common/edu_v/references.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/validation/json_schema.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::edu_v {

struct operation {
    enum class form {
        list,     // all objects of a school
        single,   // one, by its id
        of_person // those of one person, named in a body
    };
    service by;
    std::string_view id; // operationId of the published file
    std::string_view method, path;
    object what;
    form how;
    std::string_view person = {}; // the member of the body that names somebody: "student", "employee"
};

std::span<const operation> operations();
std::vector<endpoint> endpoints_of(service by);

// A question as it was read: what roster_question::parsed points at.
struct asked_objects {
    const operation* asked = nullptr;
    std::string id;             // of single
    reference school;           // by query or body
    bool by_secondary = false;  // named by orgId and orgIdType, or by organisationIds alone
    std::optional<bool> filter; // filterByOrgId
    reference person;           // of of_person
    std::map<std::string, std::string, std::less<>> filters; // the other parameters that the operation has
};

// The schemas of request bodies.
class body_schemas {
public:
    explicit body_schemas(const validation::schema_catalogue& catalogue);
    const validation::json_schema& of(const operation& asked) const;

private:
    validation::json_schema student_, employee_, assignments_;
};

// The scope that every token for the service must have.
std::string_view basic_scope(service by);

roster_question
read_question(service by, const exchange& asked, const body_schemas& schemas, const decode_options& options);

} // namespace schakel::edu_v
