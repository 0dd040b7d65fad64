#include "adapters/common/edu_v_access/service_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edu_v_entitlement_1_1(const validation::schema_catalogue& schemas) {
    return edu_v_access::make_service_adapter(
        {edu_v_access::service::entitlement, "edu-v-entitlement-1.1", "1.1.0", "Edu-V Aanspraken 1.1",
         "Edu-V Entitlement API 1.1.0", "/edu-v/entitlement/v1"},
        schemas
    );
}

} // namespace schakel
