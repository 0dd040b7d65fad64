#include "adapters/common/edu_v_access/service_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edu_v_delivery_2_0(const validation::schema_catalogue& schemas) {
    return edu_v_access::make_service_adapter(
        {edu_v_access::service::delivery, "edu-v-delivery-2.0", "2.0.0", "Edu-V Leveringsorders 2.0",
         "Edu-V Delivery API 2.0.0", "/edu-v/delivery/v2"},
        schemas
    );
}

} // namespace schakel
