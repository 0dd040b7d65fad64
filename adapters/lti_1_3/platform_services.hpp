// What a tool asks the platform for without a browser.
#pragma once

#include "adapters/common/lti/claim_names.hpp"
#include "gateway/adapter/launch.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace schakel::lti_1_3 {

// platform_token.cpp: access tokens (Security Framework 1.0, 4.1). They are signed with our rotating keys and name the
// client and its scopes, so that any node of the gateway knows them.
service_step issue_token(const exchange& asked, const launching& with);
reply published_keys(const launching& with);

// Who shows a token of ours, and what it was granted; a party that is no longer there has no token.
struct token_holder {
    const launch_party* party = nullptr;
    std::set<std::string, std::less<>> scopes;
};
std::optional<token_holder> holder_of(const exchange& asked, const launching& with);

// platform_access.cpp: one of these scopes, granted to the tool and within the class that the address names.
struct granted_class {
    token_holder holder;
    launch_class of;
};
using access = std::variant<granted_class, disposition::outcome>;
access access_to(
    const exchange& asked, std::string_view class_handle, std::span<const std::string_view> one_of,
    const launching& with
);
reply access_refused(disposition::outcome why); // 401, 403, 404 with what RFC 6750 asks for

// Without personal data: words of ours, and findings by rule, place and text.
reply service_refusal(
    int status, std::string_view error, std::string_view text, const findings& found = {}, language lang = language::en
);

// `limit` of the query, 1 to `most`; `most` when it is missing or no number.
std::size_t limit_of(const exchange& asked, std::size_t most);
// The address of this question with other parameters: for Link and for ids.
std::string own_url(const exchange& asked, const launching& with, const form_fields& replaced);

// platform_members.cpp: Names and Role Provisioning Services 2.0.
service_step list_members(const exchange& asked, const launching& with);

} // namespace schakel::lti_1_3
