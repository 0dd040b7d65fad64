#include "adapters/lti_1_3/tool_state.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <array>
#include <utility>

namespace schakel::lti_1_3 {

namespace {

constexpr std::string_view kind = "lti-1.3 login";
constexpr document_limits limits{.bytes = 128 << 10, .depth = 2, .nodes = 64, .findings = 1};

constexpr std::array<std::pair<std::string_view, std::string login_state::*>, 11> texts{
    {{"system", &login_state::system},
     {"nonce", &login_state::nonce},
     {"target", &login_state::target},
     {"deployment", &login_state::deployment},
     {"storage", &login_state::storage_target},
     {"issuer", &login_state::issuer},
     {"client", &login_state::client_id},
     {"hint", &login_state::login_hint},
     {"message_hint", &login_state::message_hint},
     {"stored_state", &login_state::stored_state},
     {"stored_value", &login_state::stored_value}}};

} // namespace

std::string to_bytes(const login_state& what) {
    json::writer out;
    out.begin_object().member("kind", kind);
    for (const auto& [name, field] : texts) out.member_if_present(name, what.*field);
    if (what.own_window) out.member("own_window", true);
    return out.end_object().finish();
}

std::optional<login_state> read_login_state(std::string_view bytes) {
    findings found;
    const auto document = json::document::parse(bytes, limits, found);
    if (!document || document->root().member("kind").text() != kind) return std::nullopt;
    login_state out;
    for (const auto& [name, field] : texts) out.*field = document->root().member(name).text();
    out.own_window = document->root().member("own_window").boolean();
    return out;
}

} // namespace schakel::lti_1_3
