// The list of adapters that are built in, and their factories. Only main and tests include this.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <memory>

namespace schakel {

namespace edu_v {
class object_schemas; // adapters/common/edu_v/read.hpp
}

// Each factory compiles its bundled schemas, found by path below schemas/ ("uwlr/2.2/leerresultaten.xsd"). Throws
// std::runtime_error with the refusal when one does not compile: the program must not start with a schema in part.
std::unique_ptr<adapter> make_case_1_0(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_case_1_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_eck_dt_2_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_eck_dt_2_2(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_eck_dt_2_3(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_eck_dt_2_4(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_eck_dt_2_5(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_eck_id(const validation::schema_catalogue& schemas);       // has ECK iDs issued
std::unique_ptr<adapter> make_edexml_1_0_3(const validation::schema_catalogue& schemas); // reads only
std::unique_ptr<adapter> make_edexml_2_0(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_edexml_2_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_lti_1_3(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_oneroster_1_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_oneroster_1_2(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_slo(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_mapping_set();
std::unique_ptr<adapter> make_obk();
std::unique_ptr<adapter> make_onderwijsdoelen(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_saml_entree();
std::unique_ptr<adapter> make_skos();
std::unique_ptr<adapter> make_nl_lom();
std::unique_ptr<adapter> make_sssom();
std::unique_ptr<adapter> make_uwlr_2_2(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_uwlr_2_3(const validation::schema_catalogue& schemas);
// The four administration services share the schemas of their objects; null: this one compiles its own.
std::unique_ptr<adapter> make_edu_v_association_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects = nullptr
);
std::unique_ptr<adapter> make_edu_v_education_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects = nullptr
);
std::unique_ptr<adapter> make_edu_v_employees_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects = nullptr
);
std::unique_ptr<adapter> make_edu_v_catalogue_2_0(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_edu_v_delivery_2_0(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_edu_v_entitlement_1_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_edu_v_usage_1_0(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_lti_1_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_edu_v_results_2_1(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_edu_v_students_1_1(
    const validation::schema_catalogue& schemas, std::shared_ptr<const edu_v::object_schemas> objects = nullptr
);
std::unique_ptr<adapter> make_oneroster_1_1_csv(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_oneroster_1_2_csv(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_oneroster_1_1_gradebook(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_oneroster_1_2_gradebook(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_vdex(const validation::schema_catalogue& schemas);
std::unique_ptr<adapter> make_xapi_1_0_3(const validation::schema_catalogue& schemas);

adapter_registry all_adapters(const validation::schema_catalogue& schemas);

} // namespace schakel
