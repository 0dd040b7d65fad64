// The pages that a person meets during a launch: small, in plain Dutch or English, usable with a keyboard, a screen
// reader and without scripts (WCAG 2.2 AA), fetching nothing. What is on them comes as values
// (gateway/adapter/page.hpp); every value is escaped by the way it is written (markup.hpp).
//
// Every answer says: not to be stored, no type guessing, only our own style and scripts (by hash), and who may embed
// it. The Referrer-Policy is strict-origin: with no-referrer a browser sends forms with "Origin: null", which many
// receivers refuse. Deterministic: equal input, equal bytes.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/adapter/page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::pages {

struct setting {
    language lang = language::nl;
    std::vector<std::string> frame_ancestors; // origins that may embed the page besides ourselves; none: nobody may
    int status = 0;                           // 0: 403 for a refusal, 200 for all others
};

// What is no origin among `frame_ancestors` and no address among the forms is left out.
reply render(const page& what, const setting& how);

// The language of a page: that of the launch ("nl-NL", "pt_br", "en") when it is ours, else the best of the browser's
// Accept-Language, else Dutch.
language preferred_language(std::string_view launch_locale, std::string_view accept_language);

} // namespace schakel::pages
