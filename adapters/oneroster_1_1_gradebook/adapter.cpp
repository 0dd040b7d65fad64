#include "adapters/common/oneroster_gradebook/gradebook_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_oneroster_1_1_gradebook(const validation::schema_catalogue& schemas) {
    return std::make_unique<oneroster_gradebook::gradebook_adapter>(
        oneroster_gradebook::edition{
            .version = oneroster::version::v1_1,
            .standard = "oneroster-1.1-gradebook",
            .title = "OneRoster 1.1 gradebook",
            .specification = "IMS Global OneRoster 1.1, Gradebook, REST (April 2017)",
            .schema = "oneroster/1.1/gradebook.schema.json"},
        schemas
    );
}

} // namespace schakel
