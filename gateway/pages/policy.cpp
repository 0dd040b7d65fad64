#include "gateway/pages/policy.hpp"

#include <algorithm>

namespace schakel::pages {

namespace {

std::string ancestors_of(const setting& how) {
    std::string list;
    for (const std::string& origin : how.frame_ancestors) {
        if (is_origin(origin)) list.append(" ").append(origin);
    }
    // Ourselves too: what we open in our own frame may end on a page of ours.
    return list.empty() ? " 'none'" : " 'self'" + list;
}

// A browser holds the redirects after a form against the policy too, and where a publisher's launch address redirects
// to is not known here. So every https address is allowed; another one (a test on loopback) only by name.
std::string destinations_of(const std::vector<std::string>& addresses) {
    std::string list = " 'self' https:";
    for (const std::string& address : addresses) {
        const std::string origin = origin_of(address);
        if (origin.starts_with("http://") && list.find(origin) == std::string::npos) list.append(" ").append(origin);
    }
    return list;
}

std::string content_policy(const page_needs& needs, const setting& how) {
    std::string policy = "default-src 'none'; base-uri 'none'; style-src ";
    policy += hash_of(style);
    if (!needs.scripts.empty()) policy += "; script-src";
    for (const literal* script : needs.scripts) policy.append(" ").append(hash_of(*script));
    policy += "; form-action";
    policy += needs.form_targets.empty() ? " 'none'" : destinations_of(needs.form_targets);
    if (needs.frames) policy.append("; frame-src").append(destinations_of(needs.form_targets));
    return policy.append("; frame-ancestors").append(ancestors_of(how));
}

} // namespace

header_fields policy_headers(const page_needs& needs, const setting& how) {
    header_fields headers{
        {"Content-Type", "text/html; charset=utf-8"},
        {"Content-Language", how.lang == language::nl ? "nl" : "en"},
        {"Cache-Control", "no-store"},
        {"Content-Security-Policy", content_policy(needs, how)},
        {"Referrer-Policy", "strict-origin"},
        {"X-Content-Type-Options", "nosniff"}};
    // For what is older than frame-ancestors; it cannot name more than one origin, so only "nobody" is said with it.
    if (std::ranges::none_of(how.frame_ancestors, is_origin)) headers.add("X-Frame-Options", "DENY");
    return headers;
}

} // namespace schakel::pages
