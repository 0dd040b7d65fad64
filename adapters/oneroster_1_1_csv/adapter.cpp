#include "adapters/common/oneroster_csv/package_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_oneroster_1_1_csv(const validation::schema_catalogue& schemas) {
    return std::make_unique<oneroster_csv::package_adapter>(
        oneroster_csv::edition{
            .which = oneroster_csv::version::v1_1,
            .standard = "oneroster-1.1-csv",
            .title = "OneRoster 1.1 CSV",
            .specification = "1EdTech OneRoster 1.1, CSV binding",
            .schema = "oneroster/1.1/csv/files.toml"},
        schemas
    );
}

} // namespace schakel
