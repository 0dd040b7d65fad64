#include "adapters/common/oneroster_gradebook/gradebook_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_oneroster_1_2_gradebook(const validation::schema_catalogue& schemas) {
    return std::make_unique<oneroster_gradebook::gradebook_adapter>(
        oneroster_gradebook::edition{
            .version = oneroster::version::v1_2,
            .standard = "oneroster-1.2-gradebook",
            .title = "OneRoster 1.2 gradebook",
            .specification = "1EdTech OneRoster 1.2, Gradebook Service, REST (September 2022)",
            .schema = "oneroster/1.2/gradebook.schema.json"},
        schemas
    );
}

} // namespace schakel
