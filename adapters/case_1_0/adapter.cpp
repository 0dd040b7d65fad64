#include "adapters/common/case/case_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_case_1_0(const validation::schema_catalogue& schemas) {
    return std::make_unique<cf::case_adapter>(
        cf::edition{
            .version = cf::version::v1_0,
            .standard = "case-1.0",
            .title = "CASE 1.0",
            .specification = "1EdTech CASE 1.0 (July 2017)",
            .schema = "case/1.0/objects.schema.json",
            .status_schema = "case/1.0/status.schema.json"},
        schemas
    );
}

} // namespace schakel
