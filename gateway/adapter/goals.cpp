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
    goal_reading seen = read(input, {options, {}, {}, {}}, nobody);
    decoded outcome;
    outcome.report = std::move(seen.report);
    outcome.kind = std::move(seen.kind);
    outcome.version = std::move(seen.version);
    outcome.trace = std::move(seen.trace);
    return outcome;
}

reply goals_only_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return {decided.what == disposition::outcome::accepted ? 202 : 400, {}, {}};
}

encoded goals_only_adapter::encode(std::span<const model::record>, const encode_options&) const {
    return {};
}

receipt goals_only_adapter::interpret(const outgoing&, const received_answer& answer) const {
    if (auto common = interpret_common(answer)) return *common;
    return {receipt::outcome::rejected, "this standard takes no deliveries", {}, {}};
}

} // namespace schakel
