#include "gateway/adapter/roster.hpp"

#include <stdexcept>

namespace schakel {

namespace {

// Asking an adapter for what its abilities() deny is a bug of the caller.
[[noreturn]] void not_able(const char* what) {
    throw std::logic_error(std::string("this adapter does not ") + what + " rosters");
}

} // namespace

roster_reading roster_adapter::read(const roster_input&, const decode_options&, roster_sink&) const {
    not_able("read");
}

std::unique_ptr<roster_writer> roster_adapter::write(const roster_view&, const encode_options&) const {
    not_able("write");
}

roster_question roster_adapter::question(const exchange&, const decode_options&) const {
    not_able("answer");
}

roster_answer
roster_adapter::answer(const exchange&, const roster_question&, std::shared_ptr<const roster_view>, const answering&)
    const {
    not_able("answer");
}

std::unique_ptr<roster_pull> roster_adapter::pull(const pull_options&) const {
    not_able("fetch");
}

decoded roster_only_adapter::decode(const exchange& received, const decode_options& options) const {
    discarding_sink nobody;
    const document_input input{received.body, nullptr, std::string(received.content_type()), received.path};
    return decoded_of(read(input, options, nobody));
}

} // namespace schakel
