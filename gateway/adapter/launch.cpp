#include "gateway/adapter/launch.hpp"

#include <stdexcept>

namespace schakel {

namespace {

const std::string* find(const form_fields& fields, std::string_view name) {
    for (const auto& [key, value] : fields) {
        if (key == name) return &value;
    }
    return nullptr;
}

[[noreturn]] void not_offered(const char* what) {
    throw std::logic_error(std::string("asked of an adapter whose abilities do not hold it: ") + what);
}

} // namespace

std::string_view to_string(launch_side which) {
    return which == launch_side::source ? "source" : "target";
}

std::optional<launch_result> launch_ledger::find_result_of(std::string_view, std::string_view) const {
    return std::nullopt;
}

std::string_view value_of(const form_fields& fields, std::string_view name) {
    const std::string* found = find(fields, name);
    return found ? std::string_view(*found) : std::string_view{};
}

std::string_view browser_request::value(std::string_view name) const {
    const std::string* found = find(form, name);
    return found ? std::string_view(*found) : http.query_value(name);
}

bool browser_request::has(std::string_view name) const {
    return find(form, name) || find(http.query, name);
}

launch_step launch_adapter::begin(const beginning&, const launching&) const {
    not_offered("begin");
}

launch_step
launch_adapter::start(const model::launch&, const launch_party&, const granted_services&, const launching&) const {
    not_offered("start");
}

launch_step launch_adapter::
    answer(const model::content_return&, const launch_party&, const model::launch&, std::string_view, const launching&)
        const {
    not_offered("answer");
}

launch_step launch_adapter::sign_out(const model::launch_session&, const launch_party&, const launching&) const {
    not_offered("sign_out");
}

service_step launch_adapter::serve(const exchange&, const launching&) const {
    return {reply{404, {}, {}}};
}

launch_sender_step launch_adapter::sender_of(const exchange&, const launching&) const {
    return {disposition::outcome::unauthenticated};
}

} // namespace schakel
