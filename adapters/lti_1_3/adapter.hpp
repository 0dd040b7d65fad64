// The adapter of LTI 1.3 and LTI Advantage: platform towards publishers (platform_side), tool towards learning
// environments (tool_side). Here is only what both share: what the adapter is, and who answers what.
#pragma once

#include "adapters/lti_1_3/platform_side.hpp"
#include "adapters/lti_1_3/tool_members.hpp"
#include "adapters/lti_1_3/tool_side.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/launch.hpp"

namespace schakel::lti_1_3 {

class lti_1_3_adapter final : public adapter, public launch_adapter {
public:
    explicit lti_1_3_adapter(const validation::schema_catalogue& bundled);

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override;
    std::span<const outcome_row> outcome_table() const override;
    std::span<const compiled_schemas> schemas() const override { return costs_; }
    int recognises(std::string_view bytes) const override;
    decoded decode(const exchange& received, const decode_options& options) const override;
    reply acknowledge(const exchange& received, const disposition& decided) const override;
    encoded encode(std::span<const model::record> records, const encode_options& options) const override;
    receipt interpret(const outgoing& sent, const received_answer& answer) const override;
    void authorise(outgoing& message, const send_credentials& credentials) const override;
    const launch_adapter* launch() const override { return this; }
    const roster_adapter* roster() const override { return &members_; }

    const launch_abilities& abilities() const override { return abilities_; }
    std::string recall_key(const browser_request& request) const override;
    launch_step proceed(const browser_request& request, const launching& with) const override;
    launch_step start(
        const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
    ) const override;
    using adapter::answer;
    launch_step answer(
        const model::content_return& choice, const launch_party& to, const model::launch& asked,
        std::string_view answer_bytes, const launching& with
    ) const override;
    service_step serve(const exchange& asked, const launching& with) const override;
    launch_sender_step sender_of(const exchange& message, const launching& with) const override;

private:
    platform_side platform_;
    tool_side tool_;
    member_source members_;
    std::vector<compiled_schemas> costs_;
    std::vector<rule> rules_;
    adapter_info info_;
    launch_abilities abilities_;
};

} // namespace schakel::lti_1_3
