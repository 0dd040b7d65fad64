#include "adapters/common/edexml/file_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edexml_2_0(const validation::schema_catalogue& schemas) {
    return std::make_unique<edexml::file_adapter>(
        edexml::edition{
            .standard = "edexml-2.0",
            .version = "2.0",
            .title = "EDEXML 2.0",
            .specification = "EDEXML 2.0 (Edustandaard, November 2015)",
            .schema = "edexml/2.0/edexml.xsd",
            .unnamed = 60,
            .person_schemes = {model::scheme::las_key},
            .into =
                {.otherwise_school_year = {},
                 .xsdversie = "2.0",
                 .longest_key = 64,
                 .has_eckid = false,
                 .has_test_supervisor = false}},
        schemas
    );
}

} // namespace schakel
