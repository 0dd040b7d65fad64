// The Content-Security-Policy and the other headers of a page.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/pages/assets.hpp"
#include "gateway/pages/render.hpp"

#include <string>
#include <vector>

namespace schakel::pages {

struct page_needs {
    std::vector<const literal*> scripts;
    std::vector<std::string> form_targets; // addresses that forms go to; none: the page has no form
    bool frames = false;                   // it opens what it launches in a frame of its own
};

header_fields policy_headers(const page_needs& needs, const setting& how);

} // namespace schakel::pages
