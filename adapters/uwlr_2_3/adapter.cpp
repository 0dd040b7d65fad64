#include "adapters/common/uwlr/description.hpp"
#include "adapters/common/uwlr/uwlr_adapter.hpp"
#include "adapters/uwlr_2_3/wire.hpp"

namespace schakel {

namespace uwlr_2_3 {

namespace {

const adapter_info& description() {
    static const adapter_info info = uwlr::describe(
        {.standard = "uwlr-2.3",
         .title = "UWLR 2.3 leerlinggegevens and leerresultaten",
         .specification = "UWLR 2.3 (Edustandaard, 2020), leerlinggegevens, leerresultaten and toetsdefinities",
         .base_path = "/soap/uwlr/2.3",
         .schemas =
             {"uwlr/2.3/leerresultaten.xsd", "uwlr/2.3/leerlinggegevens.xsd", "uwlr/2.3/toetsdefinities.xsd",
              "uwlr/2.3/autorisatie.xsd"},
         .person_schemes = {model::scheme::eckid, model::scheme::las_key}}
    );
    return info;
}

uwlr::edition edition() {
    return {
        .info = &description(),
        .schemas = schemas(),
        .write = write,
        .pupil_ids = pupil_ids,
        .target = {version, "eckid, leerlingid", name_pupil},
        .spoken = spoken(),
        .rules = rules(),
        .check = check,
        .acknowledge = acknowledge,
        .pupils = pupils()};
}

} // namespace

} // namespace uwlr_2_3

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_uwlr_2_3(const validation::schema_catalogue& schemas) {
    return std::make_unique<uwlr::uwlr_adapter>(uwlr_2_3::edition(), schemas);
}

} // namespace schakel
