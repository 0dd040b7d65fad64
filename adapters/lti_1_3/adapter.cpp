#include "adapters/lti_1_3/adapter.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/lti_1_3/paths.hpp"

namespace schakel {

namespace lti_1_3 {

namespace {

adapter_info describe() {
    adapter_info info;
    info.standard = "lti-1.3";
    info.family_name = "lti";
    info.title = "LTI 1.3";
    info.specification =
        "1EdTech LTI Core 1.3, Deep Linking 2.0, Assignment and Grade Services 2.0, Names and Role Provisioning "
        "Services 2.0, Dynamic Registration 1.0";
    info.maturity = maturity::alpha;
    info.families = {family::access, family::progress};
    info.receives = true;
    info.media_types = {lti::media_type::score};
    info.schemas = {
        "lti/1.3/deep_linking_response.schema.json", "lti/1.3/line_item.schema.json", "lti/1.3/score.schema.json",
        "lti/1.3/registration.schema.json"};
    info.base_path = path::base;
    const auto platform = platform_side::endpoints();
    info.endpoints.assign(platform.begin(), platform.end());
    info.hardened_against = {"any browser request", "any bytes from a tool with a token of ours", "any registration"};
    info.person_schemes = {model::scheme::lti_user, model::scheme::las_key, model::scheme::eckid};
    info.parameters = {"custom.", "login_method"};
    return info;
}

launch_abilities describe_launches() {
    launch_abilities out;
    out.to = true;
    out.deep_linking = true;
    out.needed_of_target = {"client_id", "login_url", "launch_url", "redirect_urls"};
    out.algorithms = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"};
    out.scopes.assign(lti::scope::all.begin(), lti::scope::all.end());
    return out;
}

} // namespace

lti_1_3_adapter::lti_1_3_adapter(const validation::schema_catalogue& bundled)
    : platform_(bundled), info_(describe()), abilities_(describe_launches()) {}

std::span<const rule> lti_1_3_adapter::rules() const {
    return platform_side::rules();
}

std::span<const outcome_row> lti_1_3_adapter::outcome_table() const {
    return {};
}

// A score of AGS.
int lti_1_3_adapter::recognises(std::string_view bytes) const {
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || start[first] != '{') return 0;
    const bool progress = start.find("\"activityProgress\"") != std::string_view::npos;
    return progress && start.find("\"gradingProgress\"") != std::string_view::npos ? 95 : 0;
}

decoded lti_1_3_adapter::decode(const exchange& received, const decode_options& options) const {
    return platform_.decode(received, options);
}

reply lti_1_3_adapter::acknowledge(const exchange& received, const disposition& decided) const {
    return platform_.acknowledge(received, decided);
}

encoded lti_1_3_adapter::encode(std::span<const model::record>, const encode_options&) const {
    return {};
}

receipt lti_1_3_adapter::interpret(const outgoing&, const received_answer& answer) const {
    if (auto known = interpret_common(answer)) return *known;
    return {receipt::outcome::rejected, "unexpected status " + std::to_string(answer.status), {}, {}};
}

std::string lti_1_3_adapter::recall_key(const browser_request& request) const {
    return platform_side::recall_key(request);
}

launch_step lti_1_3_adapter::proceed(const browser_request& request, const launching& with) const {
    return platform_.proceed(request, with);
}

launch_step lti_1_3_adapter::start(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
) const {
    return platform_.start(what, to, services, with);
}

service_step lti_1_3_adapter::serve(const exchange& asked, const launching& with) const {
    return platform_.serve(asked, with);
}

launch_sender_step lti_1_3_adapter::sender_of(const exchange& message, const launching& with) const {
    return platform_.sender_of(message, with);
}

} // namespace lti_1_3

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_lti_1_3(const validation::schema_catalogue& schemas) {
    return std::make_unique<lti_1_3::lti_1_3_adapter>(schemas);
}

} // namespace schakel
