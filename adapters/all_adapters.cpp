#include "adapters/all_adapters.hpp"

#include "adapters/common/edu_v/read.hpp"

namespace schakel {

adapter_registry all_adapters(const validation::schema_catalogue& schemas) {
    adapter_registry list;
    const auto objects = std::make_shared<const edu_v::object_schemas>(schemas);
    list.add(make_case_1_0(schemas));
    list.add(make_case_1_1(schemas));
    list.add(make_edexml_1_0_3(schemas));
    list.add(make_edexml_2_0(schemas));
    list.add(make_edexml_2_1(schemas));
    list.add(make_edu_v_association_1_1(schemas, objects));
    list.add(make_edu_v_education_1_1(schemas, objects));
    list.add(make_edu_v_employees_1_1(schemas, objects));
    list.add(make_edu_v_results_2_1(schemas));
    list.add(make_edu_v_students_1_1(schemas, objects));
    list.add(make_oneroster_1_1(schemas));
    list.add(make_oneroster_1_2(schemas));
    list.add(make_oneroster_1_1_csv(schemas));
    list.add(make_oneroster_1_2_csv(schemas));
    list.add(make_oneroster_1_1_gradebook(schemas));
    list.add(make_oneroster_1_2_gradebook(schemas));
    list.add(make_slo(schemas));
    list.add(make_mapping_set());
    list.add(make_obk());
    list.add(make_onderwijsdoelen(schemas));
    list.add(make_skos());
    list.add(make_nl_lom());
    list.add(make_sssom());
    list.add(make_uwlr_2_2(schemas));
    list.add(make_uwlr_2_3(schemas));
    list.add(make_vdex(schemas));
    list.add(make_xapi_1_0_3(schemas));
    return list;
}

} // namespace schakel
