#include "adapters/common/edu_v/administration_adapter.hpp"

namespace schakel {

std::unique_ptr<adapter> make_edu_v_association_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects
) {
    return edu_v::make_administration_adapter(
        {edu_v::service::association,
         "edu-v-association-1.1",
         "1.1.0",
         "Edu-V Onderwijsinrichting 1.1",
         "Edu-V Association API 1.1.0",
         "/edu-v/association/v1",
         {"eduv.association"}},
        schemas, std::move(objects)
    );
}

} // namespace schakel
