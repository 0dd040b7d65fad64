#include "adapters/common/edexml/file_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edexml_1_0_3(const validation::schema_catalogue& schemas) {
    return std::make_unique<edexml::file_adapter>(
        edexml::edition{
            .standard = "edexml-1.0.3",
            .version = "1.03",
            .others_like = "1.0",
            .title = "EDEXML 1.03 (reading)",
            .specification = "EDEXML 1.03 (Edustandaard, November 2006)",
            .schema = "edexml/1.0.3/edexml.xsd",
            .writes = false,
            .year_from_group = true,
            .unnamed = 50,
            .person_schemes = {model::scheme::las_key}},
        schemas
    );
}

} // namespace schakel
