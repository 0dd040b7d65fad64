#include "adapters/common/eck_dt/catalogue_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_eck_dt_2_2(const validation::schema_catalogue& schemas) {
    auto by = eck_dt::edition_of_one_schema(
        "eck-dt-2.2", "2.2", "ECK DT 2.2 catalogus", "ECK Distributie en Toegang 2.2 (January 2019), CatalogService",
        "/soap/eck-dt/2.2", "http://dt2.eck.nl/schema/catalogservice/v2.2", "eck_dt/2.2/catalogservice.xsd"
    );
    by.rates = true;
    by.first = 1;
    return eck_dt::make_catalogue_adapter(std::move(by), schemas);
}

} // namespace schakel
