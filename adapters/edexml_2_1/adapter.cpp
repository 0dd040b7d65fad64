#include "adapters/common/edexml/file_adapter.hpp"

namespace schakel {

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_edexml_2_1(const validation::schema_catalogue& schemas) {
    return std::make_unique<edexml::file_adapter>(
        edexml::edition{
            .standard = "edexml-2.1",
            .version = "2.1",
            .title = "EDEXML 2.1",
            .specification = "EDEXML 2.1 (Edustandaard, February 2017)",
            .schema = "edexml/2.1/edexml.xsd",
            .unnamed = 70,
            .person_schemes = {model::scheme::las_key, model::scheme::eckid},
            .into = {.otherwise_school_year = {}, .xsdversie = "2.1"}},
        schemas
    );
}

} // namespace schakel
