#include "adapters/common/eck_dt/catalogue_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_eck_dt_2_4(const validation::schema_catalogue& schemas) {
    eck_dt::edition by;
    by.standard = "eck-dt-2.4";
    by.version = "2.4";
    by.title = "ECK DT 2.4 catalogus";
    by.specification = "ECK Distributie en Toegang 2.4 (December 2020), CatalogService";
    by.base_path = "/soap/eck-dt/2.4";
    by.spaces = {"http://dt2.eck.nl/schema/catalogservice/v2.4"};
    by.schemas = {
        "soap/1.1/envelope.xsd", "soap/ws_addressing/addressing.xsd", "sru/1.2/response.xsd",
        "eck_dt/2.4/catalogservice.xsd"};
    by.bare_entries = false;
    by.rates = false;
    by.curriculum = false;
    by.first = 0;
    return eck_dt::make_catalogue_adapter(std::move(by), schemas);
}

} // namespace schakel
