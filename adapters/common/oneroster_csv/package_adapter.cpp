#include "adapters/common/oneroster_csv/package_adapter.hpp"

#include "adapters/common/oneroster_csv/parse.hpp"
#include "adapters/common/oneroster_csv/quirks.hpp"
#include "adapters/common/oneroster_csv/reply.hpp"
#include "adapters/common/oneroster_csv/rules.hpp"
#include "adapters/common/oneroster_csv/write.hpp"
#include "gateway/codec/zip_reader.hpp"

#include <chrono>

namespace schakel::oneroster_csv {

namespace {

adapter_info describe(const edition& of) {
    return {
        .standard = of.standard,
        .family_name = "oneroster",
        .title = of.title,
        .specification = of.specification,
        .maturity = maturity::alpha,
        .families = {family::access},
        .media_types = {"application/zip"},
        .schemas = {of.schema},
        .base_path = {},
        .endpoints = {},
        .hardened_against = {"files of any origin"},
        .quirks = quirk_names(),
        .profiles = {lenient},
        .person_schemes =
            {model::scheme::oneroster_id, model::scheme::eckid, model::scheme::las_key, model::scheme::user_name},
        .parameters = {"since", "formulas"}};
}

binding timed_binding(const edition& of, const validation::schema_catalogue& schemas, std::chrono::microseconds& took) {
    const auto before = std::chrono::steady_clock::now();
    binding made(of.which, schemas);
    took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - before);
    return made;
}

} // namespace

package_adapter::package_adapter(const edition& of, const validation::schema_catalogue& schemas)
    : cost_{{std::string(of.schema)}, {}}, tables_(timed_binding(of, schemas, cost_.took)), info_(describe(of)) {
    abilities_.reads = abilities_.writes = true;
    abilities_.media_type = "application/zip";
    abilities_.file_extension = ".zip";
}

std::span<const rule> package_adapter::rules() const {
    return rule_catalogue();
}

int package_adapter::recognises(std::string_view bytes) const {
    if (!zip::looks_like_archive(bytes)) return 0;
    const std::string manifest = zip::beginning_of_first(bytes.substr(0, 4096), "manifest.csv");
    if (manifest.find("oneroster.version") == std::string::npos)
        return bytes.substr(0, 4096).find("manifest.csv") != std::string_view::npos ? 50 : 20;
    const std::string ours(to_string(tables_.of()));
    const bool is_ours = manifest.find("oneroster.version," + ours) != std::string::npos ||
                         manifest.find("\"oneroster.version\",\"" + ours) != std::string::npos;
    return is_ours ? 100 : 10;
}

reply package_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return oneroster_csv::answer(decided);
}

roster_reading
package_adapter::read(const roster_input& input, const decode_options& options, roster_sink& into) const {
    return parse(input, tables_, options, into);
}

std::unique_ptr<roster_writer> package_adapter::write(const roster_view& view, const encode_options& options) const {
    return oneroster_csv::write(view, tables_, options);
}

} // namespace schakel::oneroster_csv
