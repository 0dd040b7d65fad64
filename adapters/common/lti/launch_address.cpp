#include "adapters/common/lti/launch_address.hpp"

#include "adapters/common/lti/substitution.hpp"

#include <algorithm>

namespace schakel::lti {

namespace {

constexpr std::string_view custom_prefix = "custom.";

// "https://tool.example/a" is below "https://tool.example", "https://tool.example.evil/" is not. Names that a browser
// would walk upwards by, or read as another host, are below nothing.
bool is_below(std::string_view address, std::string_view prefix) {
    if (prefix.empty() || !address.starts_with(prefix)) return false;
    if (address.find_first_of("\\\t\r\n ") != std::string_view::npos) return false;
    const std::string_view path = address.substr(0, address.find_first_of("?#"));
    if (path.find("/..") != std::string_view::npos || path.find("/%2e") != std::string_view::npos ||
        path.find("/%2E") != std::string_view::npos)
        return false;
    const std::string_view rest = address.substr(prefix.size());
    return rest.empty() || prefix.ends_with('/') || rest.front() == '/' || rest.front() == '?' || rest.front() == '#';
}

} // namespace

std::string launch_address(const model::launch& what, const launch_party& to) {
    const std::string& asked = what.resource.target;
    const auto allows = [&](const std::string& prefix) { return is_below(asked, prefix); };
    if (std::ranges::any_of(to.launch_prefixes, allows) || allows(to.launch_url)) return asked;
    const bool choosing = what.kind == model::launch_kind::deep_linking && !to.deep_linking_url.empty();
    return choosing ? to.deep_linking_url : to.launch_url;
}

model::parameters custom_parameters(const model::launch& what, const launch_party& to) {
    model::parameters out;
    for (const auto& [name, value] : to.parameters) {
        if (!name.starts_with(custom_prefix)) continue;
        const std::string own = name.substr(custom_prefix.size());
        if (std::ranges::find(what.resource.custom, own, &model::parameters::value_type::first) ==
            what.resource.custom.end())
            out.emplace_back(own, value);
    }
    out.insert(out.end(), what.resource.custom.begin(), what.resource.custom.end());
    return substituted(out, what);
}

} // namespace schakel::lti
