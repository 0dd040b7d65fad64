// The adapter of OneRoster REST, for both versions: reads documents, writes a roster as one, serves and fetches.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/roster.hpp"

#include <array>
#include <string>
#include <string_view>

namespace schakel::oneroster {

// What one version is called.
struct edition {
    oneroster::version version = version::v1_2;
    std::string_view standard;      // "oneroster-1.2"
    std::string_view title;         // "OneRoster 1.2"
    std::string_view specification; // with its date
    std::string_view schema;        // "oneroster/1.2/rostering.schema.json"
    std::string_view status_schema;
};

class rest_adapter final : public roster_only_adapter {
public:
    rest_adapter(const edition& of, const validation::schema_catalogue& bundled);

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override;
    std::span<const compiled_schemas> schemas() const override { return costs_; }
    int recognises(std::string_view bytes) const override;
    presented_credentials credentials(const exchange& received) const override;
    reply acknowledge(const exchange& received, const disposition& decided) const override;
    void authorise(outgoing& message, const send_credentials& credentials) const override;

    const roster_abilities& abilities() const override { return abilities_; }
    roster_reading read(const roster_input& input, const decode_options& options, roster_sink& into) const override;
    std::unique_ptr<roster_writer> write(const roster_view& view, const encode_options& options) const override;
    using adapter::answer; // of stored messages: there are none
    roster_question question(const exchange& asked, const decode_options& options) const override;
    roster_answer answer(
        const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
        const answering& options
    ) const override;
    std::unique_ptr<roster_pull> pull(const pull_options& options) const override;

private:
    edition edition_;
    bundled_schema<validation::json_schema> objects_, statuses_;
    std::array<compiled_schemas, 2> costs_;
    adapter_info info_;
    roster_abilities abilities_;
};

} // namespace schakel::oneroster
