// The names that LTI 1.3, Deep Linking 2.0, AGS 2.0, NRPS 2.0 and Dynamic Registration 1.0 give to claims, scopes,
// message kinds and media types.
#pragma once

#include <array>
#include <string_view>

namespace schakel::lti {

inline constexpr std::string_view lti_version = "1.3.0";

// Claims of a launch (LTI Core 1.3, 5.3 and 5.4). Those of OpenID Connect have short names and stand below.
namespace claim {
inline constexpr std::string_view message_type = "https://purl.imsglobal.org/spec/lti/claim/message_type";
inline constexpr std::string_view version = "https://purl.imsglobal.org/spec/lti/claim/version";
inline constexpr std::string_view deployment_id = "https://purl.imsglobal.org/spec/lti/claim/deployment_id";
inline constexpr std::string_view target_link_uri = "https://purl.imsglobal.org/spec/lti/claim/target_link_uri";
inline constexpr std::string_view resource_link = "https://purl.imsglobal.org/spec/lti/claim/resource_link";
inline constexpr std::string_view roles = "https://purl.imsglobal.org/spec/lti/claim/roles";
inline constexpr std::string_view context = "https://purl.imsglobal.org/spec/lti/claim/context";
inline constexpr std::string_view tool_platform = "https://purl.imsglobal.org/spec/lti/claim/tool_platform";
inline constexpr std::string_view role_scope_mentor = "https://purl.imsglobal.org/spec/lti/claim/role_scope_mentor";
inline constexpr std::string_view launch_presentation = "https://purl.imsglobal.org/spec/lti/claim/launch_presentation";
inline constexpr std::string_view lis = "https://purl.imsglobal.org/spec/lti/claim/lis";
inline constexpr std::string_view custom = "https://purl.imsglobal.org/spec/lti/claim/custom";
inline constexpr std::string_view legacy_user_id = "https://purl.imsglobal.org/spec/lti/claim/lti11_legacy_user_id";
inline constexpr std::string_view lti1p1 = "https://purl.imsglobal.org/spec/lti/claim/lti1p1";
inline constexpr std::string_view for_user = "https://purl.imsglobal.org/spec/lti/claim/for_user";
inline constexpr std::string_view ags = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
inline constexpr std::string_view nrps = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
inline constexpr std::string_view basic_outcome = "https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome";
// The name under which some platforms send the same.
inline constexpr std::string_view basic_outcome_variant =
    "https://purl.imsglobal.org/spec/lti-bos/claim/basicoutcomesservice";
} // namespace claim

// Claims of Deep Linking 2.0.
namespace deep_linking {
inline constexpr std::string_view settings = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
inline constexpr std::string_view content_items = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items";
inline constexpr std::string_view data = "https://purl.imsglobal.org/spec/lti-dl/claim/data";
inline constexpr std::string_view message = "https://purl.imsglobal.org/spec/lti-dl/claim/msg";
inline constexpr std::string_view log = "https://purl.imsglobal.org/spec/lti-dl/claim/log";
inline constexpr std::string_view error_message = "https://purl.imsglobal.org/spec/lti-dl/claim/errormsg";
inline constexpr std::string_view error_log = "https://purl.imsglobal.org/spec/lti-dl/claim/errorlog";
inline constexpr std::string_view form_field = "JWT"; // of the response
} // namespace deep_linking

namespace message {
inline constexpr std::string_view resource_link = "LtiResourceLinkRequest";
inline constexpr std::string_view deep_linking = "LtiDeepLinkingRequest";
inline constexpr std::string_view deep_linking_response = "LtiDeepLinkingResponse";
inline constexpr std::string_view submission_review = "LtiSubmissionReviewRequest";
inline constexpr std::string_view data_privacy = "DataPrivacyLaunchRequest";
} // namespace message

namespace scope {
inline constexpr std::string_view line_item = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
inline constexpr std::string_view line_item_readonly =
    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
inline constexpr std::string_view result_readonly = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
inline constexpr std::string_view score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
inline constexpr std::string_view memberships =
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
inline constexpr std::array grades{line_item, line_item_readonly, result_readonly, score};
inline constexpr std::array all{line_item, line_item_readonly, result_readonly, score, memberships};
} // namespace scope

namespace media_type {
inline constexpr std::string_view line_item = "application/vnd.ims.lis.v2.lineitem+json";
inline constexpr std::string_view line_items = "application/vnd.ims.lis.v2.lineitemcontainer+json";
inline constexpr std::string_view score = "application/vnd.ims.lis.v1.score+json";
inline constexpr std::string_view results = "application/vnd.ims.lis.v2.resultcontainer+json";
inline constexpr std::string_view memberships = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
} // namespace media_type

// Members of the documents of Dynamic Registration 1.0.
namespace registration {
inline constexpr std::string_view platform = "https://purl.imsglobal.org/spec/lti-platform-configuration";
inline constexpr std::string_view tool = "https://purl.imsglobal.org/spec/lti-tool-configuration";
} // namespace registration

inline constexpr std::string_view jwt_bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

} // namespace schakel::lti
