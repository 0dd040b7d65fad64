#include "adapters/lti_1_3/platform_side.hpp"

#include "adapters/common/one_edtech/path.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_launch.hpp"
#include "adapters/lti_1_3/platform_registration.hpp"
#include "adapters/lti_1_3/platform_rules.hpp"
#include "adapters/lti_1_3/platform_services.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

using purpose = endpoint::purpose;
constexpr std::array own_endpoints{
    endpoint{purpose::browser, "GET", path::authorize, {}},
    endpoint{purpose::browser, "POST", path::authorize, {}},
    endpoint{purpose::browser, "POST", path::choice, {}},
    endpoint{purpose::service, "GET", path::keys, {}},
    endpoint{purpose::service, "POST", path::token, {}},
    endpoint{purpose::service, "GET", path::configuration, {}},
    endpoint{purpose::service, "POST", path::registration, {}},
    endpoint{purpose::service, "GET", path::line_items, {}},
    endpoint{purpose::service, "POST", path::line_items, {}},
    endpoint{purpose::service, "GET", path::line_item, {}},
    endpoint{purpose::service, "PUT", path::line_item, {}},
    endpoint{purpose::service, "DELETE", path::line_item, {}},
    endpoint{purpose::service, "GET", path::results, {}},
    endpoint{purpose::service, "GET", path::members, {}},
    endpoint{purpose::message, "POST", path::scores, {}},
};

} // namespace

platform_side::platform_side(const validation::schema_catalogue& bundled)
    : choice_(compile_bundled("lti/1.3/deep_linking_response.schema.json", bundled)),
      line_item_(compile_bundled("lti/1.3/line_item.schema.json", bundled)),
      score_(compile_bundled("lti/1.3/score.schema.json", bundled)),
      registration_(compile_bundled("lti/1.3/registration.schema.json", bundled)),
      costs_{choice_.cost, line_item_.cost, score_.cost, registration_.cost} {}

std::span<const endpoint> platform_side::endpoints() {
    return own_endpoints;
}

std::span<const rule> platform_side::rules() {
    return fault::platform_rules();
}

bool platform_side::owns(std::string_view path) {
    return path == path::authorize || path == path::choice || one_edtech::match_path(path::scores, path);
}

std::string platform_side::recall_key(const browser_request& request) {
    return std::string(request.value(request.http.path == path::choice ? "k" : "lti_message_hint"));
}

launch_step platform_side::proceed(const browser_request& request, const launching& with) const {
    return request.http.path == path::choice ? take_choice(request, with) : authorize(request, with);
}

launch_step platform_side::start(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
) const {
    return initiate_login(what, to, services, with);
}

service_step platform_side::serve(const exchange& asked, const launching& with) const {
    if (asked.path == path::keys) return {published_keys(with)};
    if (asked.path == path::token) return issue_token(asked, with);
    if (asked.path == path::configuration) return {configuration(with)};
    if (asked.path == path::registration) return take_registration(asked, with);
    if (one_edtech::match_path(path::members, asked.path)) return list_members(asked, with);
    return serve_grades(asked, with);
}

} // namespace schakel::lti_1_3
