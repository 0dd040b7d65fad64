// The adapter of OneRoster's gradebook over REST, for the versions that differ in what `edition` says.
#pragma once

#include "adapters/common/oneroster_gradebook/wire.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/scopes_by_operation.hpp"

#include <string_view>

namespace schakel::oneroster_gradebook {

struct edition {
    oneroster_gradebook::version version;
    std::string_view standard, title, specification;
    std::string_view schema;
};

class gradebook_adapter final : public adapter, public scopes_by_operation {
public:
    gradebook_adapter(const edition& of, const validation::schema_catalogue& bundled);

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override;
    std::span<const outcome_row> outcome_table() const override;
    std::span<const compiled_schemas> schemas() const override { return {&objects_.cost, 1}; }
    int recognises(std::string_view bytes) const override;
    presented_credentials credentials(const exchange& received) const override;
    std::vector<std::string_view> demanded_scopes(const exchange& received) const override;
    decoded decode(const exchange& received, const decode_options& options) const override;
    reply acknowledge(const exchange& received, const disposition& decided) const override;
    encoded encode(std::span<const model::record> records, const encode_options& options) const override;
    void authorise(outgoing& message, const send_credentials& credentials) const override;
    receipt interpret(const outgoing& sent, const received_answer& answer) const override;

private:
    edition edition_;
    bundled_schema<validation::json_schema> objects_;
    adapter_info info_;
};

} // namespace schakel::oneroster_gradebook
