#include "gateway/adapter/goals.hpp"

#include <stdexcept>

namespace schakel {

namespace {

// Asking an adapter for what its abilities() deny is a bug of the caller.
[[noreturn]] void not_able(const char* what) {
    throw std::logic_error(std::string("this adapter does not ") + what + " goals");
}

} // namespace

goal_reading goal_adapter::read(const document_input&, const goal_reading_options&, goal_sink&) const {
    not_able("read");
}

std::unique_ptr<goal_writer> goal_adapter::write(const goal_view&, const goal_writing_options&) const {
    not_able("write");
}

goal_question goal_adapter::question(const exchange&, const decode_options&) const {
    not_able("answer");
}

served_answer
goal_adapter::answer(const exchange&, const goal_question&, std::shared_ptr<const goal_view>, const answering&) const {
    not_able("answer");
}

std::unique_ptr<goal_pull> goal_adapter::pull(const pull_options&) const {
    not_able("fetch");
}

decoded goals_only_adapter::decode(const exchange& received, const decode_options& options) const {
    discarding_goal_sink nobody;
    const document_input input{received.body, nullptr, std::string(received.content_type()), received.path};
    return decoded_of(read(input, {options, {}, {}, {}}, nobody));
}

} // namespace schakel
