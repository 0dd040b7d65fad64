// Where things are below the adapter's base path. Both sides of the adapter share it.
#pragma once

#include <string_view>

namespace schakel::lti_1_3::path {

inline constexpr std::string_view base = "/lti/1.3";
inline constexpr std::string_view keys = "/jwks"; // our public keys, for tools and platforms alike

// Platform side: towards publishers.
inline constexpr std::string_view authorize = "/authorize";
inline constexpr std::string_view choice = "/choice"; // deep_link_return_url, with "?k="
inline constexpr std::string_view token = "/token";
inline constexpr std::string_view configuration = "/.well-known/openid-configuration";
inline constexpr std::string_view registration = "/register";
inline constexpr std::string_view line_items = "/classes/{}/line_items";
inline constexpr std::string_view line_item = "/classes/{}/line_items/{}";
inline constexpr std::string_view results = "/classes/{}/line_items/{}/results";
inline constexpr std::string_view scores = "/classes/{}/line_items/{}/scores";
inline constexpr std::string_view members = "/classes/{}/members";

} // namespace schakel::lti_1_3::path
