#include "adapters/lti_1_3/platform_claims.hpp"

#include "adapters/common/lti/granted_scopes.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/common/lti/substitution.hpp"
#include "adapters/common/one_edtech/links.hpp"
#include "adapters/lti_1_3/platform_launch.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/core/version.hpp"

#include <algorithm>

namespace schakel::lti_1_3 {

namespace {

constexpr std::string_view custom_prefix = "custom.";

// "https://tool.example/a" is below "https://tool.example", "https://tool.example.evil" is not.
bool is_below(std::string_view target, std::string_view prefix) {
    if (prefix.empty() || !target.starts_with(prefix)) return false;
    const std::string_view rest = target.substr(prefix.size());
    return rest.empty() || prefix.ends_with('/') || rest.find_first_of("/?#") == 0;
}

// Those of the tool itself first, so that those of the launch replace them.
model::parameters all_custom(const model::launch& released, const launch_party& party) {
    model::parameters out;
    for (const auto& [name, value] : party.parameters) {
        if (name.starts_with(custom_prefix)) out.emplace_back(name.substr(custom_prefix.size()), value);
    }
    out.insert(out.end(), released.resource.custom.begin(), released.resource.custom.end());
    return lti::substituted(out, released);
}

void add_services(model::launch& to, const granted_services& granted, const launching& with) {
    to.services = {};
    if (granted.class_handle.empty()) return;
    model::line_item_service grades;
    for (const std::string_view one : lti::scope::grades) {
        if (lti::grants(granted.scopes, one)) grades.scopes.emplace_back(one);
    }
    if (!grades.scopes.empty()) {
        grades.items_url = class_url(with, granted.class_handle, "/line_items");
        if (!granted.line_item.empty()) grades.item_url = line_item_url(with, granted.class_handle, granted.line_item);
        to.services.line_items = std::move(grades);
    }
    if (granted.members)
        to.services.memberships = model::membership_service{class_url(with, granted.class_handle, "/members"), {"2.0"}};
}

// A tool must know which platform it is: a launch of a system that tells nothing of itself has ours.
void name_platform(model::launch_platform& of, const std::string& issuer) {
    if (!of.guid.empty()) return;
    of.guid = issuer;
    of.family = "schakel";
    of.version = program_version;
}

// What the claim of the source said of the older time, or what the settings and the released ids know.
lti::former_identity former_of(const model::launch& what, const shared_key& customer) {
    lti::former_identity out{customer.key, customer.secret, {}, {}, {}, {}};
    for (const model::identifier& one : what.person.ids) {
        if (one.scheme == model::scheme::lti_user && one.authority == customer.key) out.user_id = one.value;
    }
    findings none;
    const std::string_view told = value_of(what.extra, "lti", lti::claim::lti1p1);
    const auto claim = json::document::parse(told, {}, none);
    if (!claim || !claim->root().is(json::kind::object)) return out;
    const json::value old = claim->root();
    out.context_id = old.member("context_id").text();
    out.resource_link_id = old.member("resource_link_id").text();
    out.platform_guid = old.member("tool_consumer_instance_guid").text();
    return out;
}

} // namespace

std::string class_url(const launching& with, std::string_view class_handle, std::string_view below) {
    return with.base_url + "/classes/" + one_edtech::encoded(class_handle) + std::string(below);
}

std::string line_item_url(const launching& with, std::string_view class_handle, std::string_view id) {
    return class_url(with, class_handle, "/line_items/") + one_edtech::encoded(id);
}

std::string target_of(const model::launch& what, const launch_party& party) {
    if (!what.resource.target.empty()) return what.resource.target;
    const bool choosing = what.kind == model::launch_kind::deep_linking && !party.deep_linking_url.empty();
    return choosing ? party.deep_linking_url : party.launch_url;
}

bool may_be_asked_for(std::string_view target, const launch_party& party) {
    if (target == party.launch_url || target == party.deep_linking_url) return true;
    if (party.launch_prefixes.empty()) return is_below(target, lti::origin_of(party.launch_url));
    return std::ranges::any_of(party.launch_prefixes, [&](const std::string& one) { return is_below(target, one); });
}

model::launch as_told(
    const model::launch& released, const launch_party& party, const granted_services& services, const launching& with
) {
    model::launch out = released;
    out.resource.target = target_of(released, party);
    out.resource.custom = all_custom(released, party);
    name_platform(out.platform, issuer_towards(party, with));
    add_services(out, services, with);
    return out;
}

lti::claims_frame frame_for(const model::launch& what, const launch_party& party, const launching& with) {
    lti::claims_frame out;
    out.issuer = issuer_towards(party, with);
    out.client_id = party.client_id;
    out.deployment = deployment_of(party);
    out.issued = with.now;
    if (!party.keys.empty()) out.former = former_of(what, party.keys.front());
    return out;
}

} // namespace schakel::lti_1_3
