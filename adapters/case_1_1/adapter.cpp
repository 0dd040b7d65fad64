#include "adapters/common/case/case_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_case_1_1(const validation::schema_catalogue& schemas) {
    return std::make_unique<cf::case_adapter>(
        cf::edition{
            .version = cf::version::v1_1,
            .standard = "case-1.1",
            .title = "CASE 1.1",
            .specification = "1EdTech CASE 1.1",
            .schema = "case/1.1/objects.schema.json",
            .status_schema = "case/1.1/status.schema.json"},
        schemas
    );
}

} // namespace schakel
