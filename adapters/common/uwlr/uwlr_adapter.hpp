// The adapter that all versions of UWLR share, results and pupil data; a version's folder says what differs.
#pragma once

#include "adapters/common/uwlr/code_lists.hpp"
#include "adapters/common/uwlr/edition.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/long_messages.hpp"

namespace schakel::uwlr {

class uwlr_adapter final : public adapter, public long_messages {
public:
    // Compiles the schemas; throws std::runtime_error with the refusal when that fails.
    uwlr_adapter(edition version, validation::schema_catalogue bundled);

    const adapter_info& info() const override { return *edition_.info; }
    std::span<const rule> rules() const override { return edition_.rules; }
    std::span<const outcome_row> outcome_table() const override;
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }
    int recognises(std::string_view bytes) const override;
    const roster_adapter* roster() const override { return &pupils_; }

    result<std::shared_ptr<const adapter>, validation::schema_refusal> extend(const partner_schemas& with
    ) const override;
    decoded decode(const exchange& received, const decode_options& options) const override;
    std::shared_ptr<const further_records>
    further(const exchange& received, const decode_options& options, const decoded& first) const override;
    reply acknowledge(const exchange& received, const disposition& decided) const override;
    reply answer(const exchange& asked, const message_lookup& lookup) const override;

    encoded encode(std::span<const model::record> records, const encode_options& options) const override;
    void authorise(outgoing& message, const send_credentials& credentials) const override;
    receipt interpret(const outgoing& sent, const received_answer& answer) const override;
    std::vector<outgoing> split(const outgoing& message) const override;

private:
    uwlr_adapter(const uwlr_adapter& plain, validation::xsd_schema extended);

    edition edition_;
    validation::schema_catalogue bundled_;
    bundled_schema<validation::xsd_schema> compiled_;
    code_lists lists_;
    pupil_data::roster_part pupils_;
};

} // namespace schakel::uwlr
