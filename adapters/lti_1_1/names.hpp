// Words of LTI 1.0 to 1.1.1, Content-Item Message 1.0 and Basic Outcomes 1.1.
#pragma once

#include <string_view>

namespace schakel::lti_1_1 {

inline constexpr std::string_view standard_name = "lti-1.1";
inline constexpr std::string_view family_name = "lti";
inline constexpr std::string_view version_word = "LTI-1p0"; // of 1.0, 1.1 and 1.1.1 alike
inline constexpr std::string_view base_path = "/lti/1.1";

// Extensions that only this version reads back: "ext_…" parameters, members of content items.
inline constexpr std::string_view own_extension = "lti-1.1";

namespace path {
inline constexpr std::string_view launch = "/launch";
inline constexpr std::string_view choice = "/choice"; // content_item_return_url that we give
inline constexpr std::string_view outcomes = "/outcomes";
} // namespace path

namespace message {
inline constexpr std::string_view launch = "basic-lti-launch-request";
inline constexpr std::string_view choosing = "ContentItemSelectionRequest";
inline constexpr std::string_view choice = "ContentItemSelection";
} // namespace message

inline constexpr std::string_view outcomes_namespace = "http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0";
inline constexpr std::string_view content_item_context = "http://purl.imsglobal.org/ctx/lti/v1/ContentItem";
inline constexpr std::string_view link_media_type = "application/vnd.ims.lti.v1.ltilink";

namespace quirk {
inline constexpr std::string_view plain_secret = "plain-secret"; // signs with the secret as it stands, not encoded
} // namespace quirk

} // namespace schakel::lti_1_1
