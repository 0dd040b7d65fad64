#include "adapters/common/uwlr/description.hpp"
#include "adapters/common/uwlr/uwlr_adapter.hpp"
#include "adapters/uwlr_2_2/wire.hpp"

namespace schakel {

namespace uwlr_2_2 {

namespace {

const adapter_info& description() {
    static const adapter_info info = uwlr::describe(
        {.standard = "uwlr-2.2",
         .title = "UWLR 2.2 leerlinggegevens and leerresultaten",
         .specification =
             "UWLR 2.2 and 2.2.1 (Edustandaard, 2017 and 2019), leerlinggegevens, leerresultaten and toetsdefinities",
         .base_path = "/soap/uwlr/2.2",
         .schemas =
             {"uwlr/2.2/leerresultaten.xsd", "uwlr/2.2/leerlinggegevens.xsd", "uwlr/2.2/toetsdefinities.xsd",
              "uwlr/2.2/autorisatie.xsd"},
         .person_schemes = {model::scheme::las_key, model::scheme::eckid}}
    );
    return info;
}

uwlr::edition edition() {
    return {
        .info = &description(),
        .schemas = schemas(),
        .write = write,
        .pupil_ids = pupil_ids,
        .target = {version, "leerlingid", name_pupil},
        .spoken = spoken(),
        .rules = rules(),
        .check = check,
        .acknowledge = acknowledge,
        .pupils = pupils()};
}

} // namespace

} // namespace uwlr_2_2

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_uwlr_2_2(const validation::schema_catalogue& schemas) {
    return std::make_unique<uwlr::uwlr_adapter>(uwlr_2_2::edition(), schemas);
}

} // namespace schakel
