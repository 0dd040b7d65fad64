// The adapter of CASE, for both versions: reads and writes packages, serves frameworks and fetches them.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/goals.hpp"

#include <array>
#include <string_view>

namespace schakel::cf {

// What one version is called.
struct edition {
    cf::version version = version::v1_1;
    std::string_view standard;      // "case-1.1"
    std::string_view title;         // "CASE 1.1"
    std::string_view specification; // with its date
    std::string_view schema;        // "case/1.1/objects.schema.json"
    std::string_view status_schema;
};

class case_adapter final : public goals_only_adapter {
public:
    case_adapter(const edition& of, const validation::schema_catalogue& bundled);

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override;
    std::span<const compiled_schemas> schemas() const override { return costs_; }
    int recognises(std::string_view bytes) const override;
    presented_credentials credentials(const exchange& received) const override;
    reply acknowledge(const exchange& received, const disposition& decided) const override;
    void authorise(outgoing& message, const send_credentials& credentials) const override;

    const goal_abilities& abilities() const override { return abilities_; }
    goal_reading read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override;
    std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const override;
    using adapter::answer; // of stored messages: there are none
    goal_question question(const exchange& asked, const decode_options& options) const override;
    served_answer answer(
        const exchange& asked, const goal_question& question, std::shared_ptr<const goal_view> view,
        const answering& options
    ) const override;
    std::unique_ptr<goal_pull> pull(const pull_options& options) const override;

private:
    edition edition_;
    bundled_schema<validation::json_schema> objects_, statuses_;
    std::array<compiled_schemas, 2> costs_;
    adapter_info info_;
    goal_abilities abilities_;
};

} // namespace schakel::cf
