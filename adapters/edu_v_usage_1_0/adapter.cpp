#include "adapters/common/edu_v_access/service_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edu_v_usage_1_0(const validation::schema_catalogue& schemas) {
    return edu_v_access::make_service_adapter(
        {edu_v_access::service::usage, "edu-v-usage-1.0", "1.0.0", "Edu-V Leermiddelgebruik 1.0",
         "Edu-V Usage API 1.0.0", "/edu-v/usage/v1"},
        schemas
    );
}

} // namespace schakel
