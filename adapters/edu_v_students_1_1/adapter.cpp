#include "adapters/common/edu_v/administration_adapter.hpp"

namespace schakel {

std::unique_ptr<adapter> make_edu_v_students_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects
) {
    return edu_v::make_administration_adapter(
        {edu_v::service::students,
         "edu-v-students-1.1",
         "1.1.0",
         "Edu-V Onderwijsdeelnemers 1.1",
         "Edu-V Students API 1.1.0",
         "/edu-v/students/v1",
         {"eduv.student.basic", "eduv.student.demographics", "eduv.student.communication", "eduv.student.accessibility",
          "eduv.student.deliveryaddress"}},
        schemas, std::move(objects)
    );
}

} // namespace schakel
