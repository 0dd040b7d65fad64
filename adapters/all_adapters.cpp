#include "adapters/all_adapters.hpp"

#include "adapters/common/edu_v/read.hpp"
#include "gateway/core/on_threads.hpp"

#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

namespace schakel {

// Every command begins with this, and most of it is compiling schemas that have nothing to do with each other.
adapter_registry all_adapters(const validation::schema_catalogue& schemas) {
    const auto objects = std::make_shared<const edu_v::object_schemas>(schemas);
    const auto by = [&](auto* make) -> std::function<std::unique_ptr<adapter>()> {
        if constexpr (std::is_invocable_v<decltype(make)>)
            return make;
        else if constexpr (std::is_invocable_v<decltype(make), const validation::schema_catalogue&>)
            return [&schemas, make] { return make(schemas); };
        else
            return [&schemas, &objects, make] { return make(schemas, objects); };
    };
    const std::vector factories{
        by(make_case_1_0),
        by(make_case_1_1),
        by(make_eck_dt_2_1),
        by(make_eck_dt_2_2),
        by(make_eck_dt_2_3),
        by(make_eck_dt_2_4),
        by(make_eck_dt_2_5),
        by(make_eck_id),
        by(make_edexml_1_0_3),
        by(make_edexml_2_0),
        by(make_edexml_2_1),
        by(make_edu_v_association_1_1),
        by(make_edu_v_catalogue_2_0),
        by(make_edu_v_delivery_2_0),
        by(make_edu_v_education_1_1),
        by(make_edu_v_employees_1_1),
        by(make_edu_v_entitlement_1_1),
        by(make_edu_v_results_2_1),
        by(make_edu_v_students_1_1),
        by(make_edu_v_usage_1_0),
        by(make_lti_1_3),
        by(make_oneroster_1_1),
        by(make_oneroster_1_2),
        by(make_oneroster_1_1_csv),
        by(make_oneroster_1_2_csv),
        by(make_oneroster_1_1_gradebook),
        by(make_oneroster_1_2_gradebook),
        by(make_saml_entree),
        by(make_slo),
        by(make_mapping_set),
        by(make_lti_1_1),
        by(make_obk),
        by(make_onderwijsdoelen),
        by(make_skos),
        by(make_nl_lom),
        by(make_sssom),
        by(make_uwlr_2_2),
        by(make_uwlr_2_3),
        by(make_vdex),
        by(make_xapi_1_0_3)};
    std::vector<std::unique_ptr<adapter>> made(factories.size());
    on_threads(factories.size(), [&](std::size_t i) { made[i] = factories[i](); });
    adapter_registry list;
    for (std::unique_ptr<adapter>& one : made) list.add(std::move(one));
    return list;
}

} // namespace schakel
