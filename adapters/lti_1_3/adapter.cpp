#include "adapters/lti_1_3/adapter.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/one_edtech/credentials.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/tool_login.hpp"
#include "adapters/lti_1_3/tool_rules.hpp"
#include "adapters/lti_1_3/tool_scores.hpp"
#include "adapters/lti_1_3/tool_token.hpp"

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
    info.receives = info.sends = true;
    info.media_types = {lti::media_type::score};
    info.schemas = {"lti/1.3/deep_linking_response.schema.json",
                    "lti/1.3/line_item.schema.json",
                    "lti/1.3/score.schema.json",
                    "lti/1.3/registration.schema.json",
                    "lti/1.3/launch.schema.json",
                    "lti/1.3/memberships.schema.json"};
    info.base_path = path::base;
    const auto platform = platform_side::endpoints();
    info.endpoints.assign(platform.begin(), platform.end());
    const auto tool = tool_side::endpoints();
    info.endpoints.insert(info.endpoints.end(), tool.begin(), tool.end());
    info.quirks.assign(tool_side::quirks().begin(), tool_side::quirks().end());
    info.hardened_against = {"any browser request", "any bytes from a tool with a token of ours", "any registration"};
    info.person_schemes = {model::scheme::lti_user, model::scheme::las_key, model::scheme::eckid};
    info.parameters = {"custom.", "login_method"};
    info.parameters.insert(info.parameters.end(), member_parameters().begin(), member_parameters().end());
    return info;
}

launch_abilities describe_launches() {
    launch_abilities out;
    out.from = out.to = true;
    out.deep_linking = true;
    out.send_scopes = {lti::scope::score};
    out.launch_path = launch_path;
    out.needed_of_source = {"issuer", "client_id", "authorization_url", "keys_url"};
    out.needed_of_target = {"client_id", "login_url", "launch_url", "redirect_urls"};
    out.algorithms.assign(id_token_algorithms.begin(), id_token_algorithms.end());
    out.scopes.assign(lti::scope::all.begin(), lti::scope::all.end());
    return out;
}

} // namespace

lti_1_3_adapter::lti_1_3_adapter(const validation::schema_catalogue& bundled)
    : platform_(bundled), tool_(bundled), members_(bundled), info_(describe()), abilities_(describe_launches()) {
    costs_.assign(platform_.schemas().begin(), platform_.schemas().end());
    costs_.insert(costs_.end(), tool_.schemas().begin(), tool_.schemas().end());
    costs_.push_back(members_.cost());
    rules_.assign(platform_side::rules().begin(), platform_side::rules().end());
    rules_.insert(rules_.end(), fault::tool_rules().begin(), fault::tool_rules().end());
}

std::span<const rule> lti_1_3_adapter::rules() const {
    return rules_;
}

std::span<const outcome_row> lti_1_3_adapter::outcome_table() const {
    return score_outcomes();
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

encoded lti_1_3_adapter::encode(std::span<const model::record> records, const encode_options& options) const {
    return write_scores(records, options);
}

receipt lti_1_3_adapter::interpret(const outgoing&, const received_answer& answer) const {
    return interpret_score(answer);
}

void lti_1_3_adapter::authorise(outgoing& message, const send_credentials& credentials) const {
    one_edtech::authorise(message, credentials.secret);
}

std::string lti_1_3_adapter::recall_key(const browser_request& request) const {
    return tool_side::owns(request.http.path) ? tool_side::recall_key(request) : platform_side::recall_key(request);
}

launch_step lti_1_3_adapter::proceed(const browser_request& request, const launching& with) const {
    return tool_side::owns(request.http.path) ? tool_.proceed(request, with) : platform_.proceed(request, with);
}

launch_step lti_1_3_adapter::start(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
) const {
    return platform_.start(what, to, services, with);
}

launch_step lti_1_3_adapter::answer(
    const model::content_return& choice, const launch_party& to, const model::launch& asked, std::string_view,
    const launching& with
) const {
    return tool_.answer(choice, to, asked, with);
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
