#include "adapters/common/edu_v/administration_adapter.hpp"

namespace schakel {

std::unique_ptr<adapter> make_edu_v_education_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects
) {
    return edu_v::make_administration_adapter(
        {edu_v::service::education,
         "edu-v-education-1.1",
         "1.1.1",
         "Edu-V Onderwijsaanbod 1.1",
         "Edu-V Education API 1.1.1",
         "/edu-v/education/v1",
         {"eduv.education"}},
        schemas, std::move(objects)
    );
}

} // namespace schakel
