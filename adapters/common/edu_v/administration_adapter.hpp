// What the adapters of the four administration services have in common: they differ in a description.
#pragma once

#include "adapters/common/edu_v/answer.hpp"
#include "adapters/common/edu_v/pull.hpp"
#include "adapters/common/edu_v/question.hpp"
#include "adapters/common/edu_v/read.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace schakel::edu_v {

struct service_description {
    service by;
    std::string_view standard; // "edu-v-students-1.1"
    std::string_view version;  // "1.1.0", for the header API-Version
    std::string_view title;
    std::string_view specification;
    std::string_view base_path; // "/edu-v/students/v1"
    std::vector<std::string_view> scopes;
};

// Reads and writes files of the service, answers its questions, and fetches whole rosters, from all four services of a
// source. `shared` is compiled anew when null. Throws std::runtime_error when a schema is refused.
std::unique_ptr<adapter> make_administration_adapter(
    service_description what, const validation::schema_catalogue& schemas, std::shared_ptr<const object_schemas> shared
);

} // namespace schakel::edu_v
