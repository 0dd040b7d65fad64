// The style and the scripts of the pages. They are constant, so that the Content-Security-Policy can name them by hash
// and needs no chance; what differs from launch to launch stands in attributes of elements, where it is escaped.
#pragma once

#include "gateway/pages/markup.hpp"

#include <string_view>

namespace schakel::pages {

extern const literal style;
extern const literal send_script;    // submits the form of an opening page
extern const literal leave_script;   // the same, out of the frame of an opening page of ours
extern const literal host_script;    // answers lti_storage messages of the frame of an opening page
extern const literal storage_script; // what the next two share: asks the platform that embeds us
extern const literal store_script;   // lti.put_data, then onward
extern const literal recall_script;  // lti.get_data, then posts what came
extern const literal close_script;   // tells whoever opened the page that it is done

// "'sha256-…'" as a Content-Security-Policy names it. Computed once.
std::string_view hash_of(const literal& asset);

} // namespace schakel::pages
