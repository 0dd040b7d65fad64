#include "adapters/common/eck_dt/catalogue_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_eck_dt_2_5(const validation::schema_catalogue& schemas) {
    eck_dt::edition by;
    by.standard = "eck-dt-2.5";
    by.version = "2.5";
    by.title = "ECK DT 2.5 catalogus";
    by.specification = "ECK Distributie en Toegang 2.5 (September 2021) up to 2.5.2, CatalogService";
    by.base_path = "/soap/eck-dt/2.5";
    by.spaces = {
        "http://dt2.eck.nl/schema/catalogservice/v2.5.2", "http://dt2.eck.nl/schema/catalogservice/v2.5.1",
        "http://dt2.eck.nl/schema/catalogservice/v2.5"};
    by.schemas = {
        "soap/1.1/envelope.xsd",
        "soap/ws_addressing/addressing.xsd",
        "sru/1.2/response.xsd",
        "eck_dt/2.5/catalogservice-2.5.xsd",
        "eck_dt/2.5/catalogservice-2.5.1.xsd",
        "eck_dt/2.5/catalogservice-2.5.2.xsd"};
    by.bare_entries = false;
    by.rates = false;
    by.curriculum = true;
    by.first = 0;
    return eck_dt::make_catalogue_adapter(std::move(by), schemas);
}

} // namespace schakel
