#include "adapters/lti_1_3/tool_message.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/claims_read.hpp"
#include "adapters/lti_1_3/migrated_user.hpp"
#include "adapters/lti_1_3/tool_refusals.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace schakel::lti_1_3 {

namespace {

// As one step of a JSON pointer (RFC 6901).
std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

bool is_number_for_text(const finding& one, json::value root) {
    return one.broken->id == "schema.type" && root.find(one.where.path).is(json::kind::number);
}

bool names_roles(const finding& one) {
    return one.broken->id == "schema.required" && one.expected.find(lti::claim::roles) != std::string::npos;
}

// Below a claim that a launch can do without.
bool is_in_an_optional_claim(const finding& one) {
    constexpr std::array optional{
        lti::claim::context,
        lti::claim::tool_platform,
        lti::claim::role_scope_mentor,
        lti::claim::custom,
        lti::claim::launch_presentation,
        lti::claim::lis,
        lti::claim::lti1p1,
        lti::claim::ags,
        lti::claim::nrps};
    return std::ranges::any_of(optional, [&](std::string_view claim) {
        return one.where.path.starts_with("/" + escaped(claim));
    });
}

// What is wrong by the schema, without what was agreed to be let pass.
findings faults_of(const json::document& claims, const launch_party& platform, const validation::json_schema& schema) {
    findings found = schema.validate(claims);
    std::erase_if(found, [&](const finding& one) {
        if (platform.quirks.contains(quirk::numeric_ids) && is_number_for_text(one, claims.root())) return true;
        if (platform.quirks.contains(quirk::optional_claims) && is_in_an_optional_claim(one)) return true;
        return platform.quirks.contains(quirk::roles_missing) && names_roles(one);
    });
    return found;
}

bool is_taken(std::string_view message_type) {
    return message_type == lti::message::resource_link || message_type == lti::message::deep_linking ||
           message_type == lti::message::submission_review || message_type == lti::message::data_privacy;
}

// The first faults in words. A condition that did not hold says less than what it asks for, which follows it.
std::string told(const findings& found) {
    std::string out;
    std::size_t count = 0;
    for (const finding& one : found) {
        if (one.broken->id == "schema.condition" || count == 3) continue;
        ++count;
        out += (out.empty() ? "" : " ") + one.text(language::en);
        if (!one.where.path.empty()) out += " (" + one.where.path + ")";
    }
    return out;
}

refused invalid(const launch_party& platform, findings found) {
    refused out = refuse("lti.message-invalid", platform.system, told(found));
    out.found = std::move(found);
    return out;
}

// A deep linking request may leave the target out.
bool holds_to_target(const model::launch& what, const launch_party& platform, const login_state& login) {
    if (what.resource.target.empty() || what.resource.target == login.target) return true;
    return platform.quirks.contains(quirk::target_differs);
}

std::optional<refused> against(const model::launch& what, const launch_party& platform, const login_state& login) {
    const std::string& system = platform.system;
    if (!login.deployment.empty() && login.deployment != what.deployment) {
        return refuse("lti.deployment-differs", system);
    }
    if (!holds_to_target(what, platform, login)) return refuse("lti.target-differs", system);
    if (std::ranges::count(platform.deployments, what.deployment) == 0) {
        refused waits = refuse("lti.deployment-waits", system);
        waits.waits = pairing{what.deployment, what.platform};
        return waits;
    }
    const bool anonymous = model::find(what.person.ids, model::scheme::lti_user) == nullptr;
    if (anonymous && !platform.quirks.contains(quirk::anonymous)) return refuse("lti.person-absent", system);
    return std::nullopt;
}

} // namespace

std::variant<model::launch, refused> judge_message(
    const json::document& claims, const launch_party& platform, const login_state& login,
    const validation::json_schema& schema
) {
    if (findings found = faults_of(claims, platform, schema); has_error(found))
        return invalid(platform, std::move(found));
    const std::string_view type = claims.root().member(lti::claim::message_type).text();
    if (!is_taken(type)) return refuse("lti.message-unsupported", platform.system);
    model::launch what = lti::read_launch(claims.root());
    if (auto no = against(what, platform, login)) return *std::move(no);
    if (what.resource.target.empty()) what.resource.target = login.target;
    add_migrated_user(claims.root(), platform, what);
    return what;
}

} // namespace schakel::lti_1_3
