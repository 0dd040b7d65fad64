#include "adapters/common/edu_v_access/service_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edu_v_catalogue_2_0(const validation::schema_catalogue& schemas) {
    return edu_v_access::make_service_adapter(
        {edu_v_access::service::catalogue, "edu-v-catalogue-2.0", "2.0.0", "Edu-V Leermiddelencatalogus 2.0",
         "Edu-V Catalogue API 2.0.0", "/edu-v/catalogue/v2"},
        schemas
    );
}

} // namespace schakel
