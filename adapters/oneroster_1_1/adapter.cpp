#include "adapters/common/oneroster/rest_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_oneroster_1_1(const validation::schema_catalogue& schemas) {
    return std::make_unique<oneroster::rest_adapter>(
        oneroster::edition{
            .version = oneroster::version::v1_1,
            .standard = "oneroster-1.1",
            .title = "OneRoster 1.1",
            .specification = "IMS Global OneRoster 1.1, REST (April 2017)",
            .schema = "oneroster/1.1/rostering.schema.json",
            .status_schema = "oneroster/1.1/status.schema.json"},
        schemas
    );
}

} // namespace schakel
