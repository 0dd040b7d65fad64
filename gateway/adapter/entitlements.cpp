#include "gateway/adapter/entitlements.hpp"

#include <stdexcept>

namespace schakel {

namespace {

// Asking an adapter for what its abilities() deny is a bug of the caller.
[[noreturn]] void not_able(const char* what) {
    throw std::logic_error(std::string("this adapter does not ") + what + " entitlements");
}

} // namespace

entitlement_reading entitlement_adapter::read(const document_input&, const decode_options&, entitlement_sink&) const {
    not_able("read");
}

std::unique_ptr<entitlement_writer>
entitlement_adapter::write(const entitlement_view&, const entitlement_writing_options&) const {
    not_able("write");
}

entitlement_reading entitlement_adapter::take(const exchange&, const decode_options&, entitlement_sink&) const {
    not_able("take");
}

std::vector<outgoing> entitlement_adapter::
    confirm(const entitlement_reading&, const model::access::record&, std::string_view, const encode_options&) const {
    return {};
}

entitlement_question entitlement_adapter::question(const exchange&, const decode_options&) const {
    not_able("answer");
}

served_answer entitlement_adapter::
    answer(const exchange&, const entitlement_question&, std::shared_ptr<const entitlement_view>, const answering&)
        const {
    not_able("answer");
}

std::unique_ptr<entitlement_pull> entitlement_adapter::pull(const pull_options&) const {
    not_able("fetch");
}

decoded entitlements_only_adapter::decode(const exchange& received, const decode_options& options) const {
    discarding_entitlement_sink nobody;
    const document_input input{received.body, nullptr, std::string(received.content_type()), received.path};
    return decoded_of(read(input, options, nobody));
}

} // namespace schakel
