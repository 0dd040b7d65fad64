#include "gateway/adapter/document_adapter.hpp"

namespace schakel {

reply document_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return {decided.what == disposition::outcome::accepted ? 202 : 400, {}, {}};
}

encoded document_adapter::encode(std::span<const model::record>, const encode_options&) const {
    return {};
}

receipt document_adapter::interpret(const outgoing&, const received_answer& answer) const {
    if (auto common = interpret_common(answer)) return *common;
    return {receipt::outcome::rejected, "this standard takes no deliveries", {}, {}};
}

} // namespace schakel
