// The adapter of one version of the CSV binding: an edition and its tables.
#pragma once

#include "adapters/common/oneroster_csv/tables.hpp"
#include "gateway/adapter/roster.hpp"

#include <string_view>

namespace schakel::oneroster_csv {

struct edition {
    version which = version::v1_2;
    std::string_view standard; // "oneroster-1.2-csv"
    std::string_view title, specification, schema;
};

class package_adapter final : public roster_only_adapter {
public:
    // Throws std::runtime_error when the bundled tables make no sense.
    package_adapter(const edition& of, const validation::schema_catalogue& schemas);

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override;
    std::span<const compiled_schemas> schemas() const override { return {&cost_, 1}; }
    int recognises(std::string_view bytes) const override;
    reply acknowledge(const exchange& received, const disposition& decided) const override;

    const roster_abilities& abilities() const override { return abilities_; }
    roster_reading read(const roster_input& input, const decode_options& options, roster_sink& into) const override;
    std::unique_ptr<roster_writer> write(const roster_view& view, const encode_options& options) const override;

private:
    compiled_schemas cost_;
    binding tables_;
    adapter_info info_;
    roster_abilities abilities_;
};

} // namespace schakel::oneroster_csv
