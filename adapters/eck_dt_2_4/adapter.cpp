#include "adapters/common/eck_dt/catalogue_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_eck_dt_2_4(const validation::schema_catalogue& schemas) {
    auto by = eck_dt::edition_of_one_schema(
        "eck-dt-2.4", "2.4", "ECK DT 2.4 catalogus", "ECK Distributie en Toegang 2.4 (December 2020), CatalogService",
        "/soap/eck-dt/2.4", "http://dt2.eck.nl/schema/catalogservice/v2.4", "eck_dt/2.4/catalogservice.xsd"
    );
    return eck_dt::make_catalogue_adapter(std::move(by), schemas);
}

} // namespace schakel
