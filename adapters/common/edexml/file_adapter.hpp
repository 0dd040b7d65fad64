// The adapter that all versions of EDEXML share: files of one school, read in one pass and written as a stream. A
// version's folder says what differs.
#pragma once

#include "adapters/common/edexml/edition.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/roster.hpp"

namespace schakel::edexml {

class file_adapter final : public roster_only_adapter {
public:
    // Compiles the schemas; throws std::runtime_error with the refusal when that fails.
    file_adapter(edition version, validation::schema_catalogue bundled);

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override;
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }
    int recognises(std::string_view bytes) const override;
    result<std::shared_ptr<const adapter>, validation::schema_refusal> extend(const partner_schemas& with
    ) const override;

    const roster_abilities& abilities() const override { return abilities_; }
    roster_reading read(const roster_input& input, const decode_options& options, roster_sink& into) const override;
    std::unique_ptr<roster_writer> write(const roster_view& view, const encode_options& options) const override;

private:
    file_adapter(const file_adapter& plain, validation::xsd_schema extended);

    edition edition_;
    validation::schema_catalogue bundled_;
    bundled_schema<validation::xsd_schema> compiled_;
    adapter_info info_;
    roster_abilities abilities_;
};

} // namespace schakel::edexml
