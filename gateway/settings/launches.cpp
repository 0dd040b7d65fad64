#include "gateway/settings/launches.hpp"

namespace schakel::settings {

std::string_view launch_end::address(std::string_view key) const {
    const auto found = addresses.find(key);
    return found == addresses.end() ? std::string_view{} : std::string_view(found->second);
}

bool launch_end::has(std::string_view key) const {
    if (key == "issuer") return !issuer.empty();
    if (key == "client_id") return !client_id.empty();
    if (key == "keys") return !keys.empty();
    if (key == "keys_url") return !address(key).empty() || !public_keys.empty();
    if (key == "metadata_url") return !address(key).empty() || !metadata.empty();
    if (key == "redirect_urls") return !redirect_urls.empty();
    if (key == "launch_prefixes") return !launch_prefixes.empty();
    if (key == "token_audience") return !token_audience.empty();
    return !address(key).empty();
}

// privacy.md 2: the pseudonym, the role and the school are the default; the rest is a choice of the school.
const std::vector<releasable_in_launch>& releasable_in_launches() {
    static const std::vector<releasable_in_launch> list{
        {"name", true},    {"given_name", true},        {"middle_name", true},   {"family_name", true},
        {"email", true},   {"picture", true},           {"context_title", true}, {"course_ids", true},
        {"school", false}, {"platform", false},         {"resource_ids", false}, {"mentors", true},
        {"custom", true},  {"person_sourced_id", true}, {"members", true}};
    return list;
}

} // namespace schakel::settings
