#include "adapters/common/edu_v/administration_adapter.hpp"

namespace schakel {

std::unique_ptr<adapter> make_edu_v_employees_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects
) {
    return edu_v::make_administration_adapter(
        {edu_v::service::employees,
         "edu-v-employees-1.1",
         "1.1.0",
         "Edu-V Onderwijsmedewerkers 1.1",
         "Edu-V Employees API 1.1.0",
         "/edu-v/employees/v1",
         {"eduv.employee.basic", "eduv.employee.communication", "eduv.employee.roles"}},
        schemas, std::move(objects)
    );
}

} // namespace schakel
