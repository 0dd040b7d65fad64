#include "adapters/common/oneroster/rest_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_oneroster_1_2(const validation::schema_catalogue& schemas) {
    return std::make_unique<oneroster::rest_adapter>(
        oneroster::edition{
            .version = oneroster::version::v1_2,
            .standard = "oneroster-1.2",
            .title = "OneRoster 1.2",
            .specification = "1EdTech OneRoster 1.2, Rostering Service, REST (September 2022)",
            .schema = "oneroster/1.2/rostering.schema.json",
            .status_schema = "oneroster/1.2/status.schema.json"},
        schemas
    );
}

} // namespace schakel
