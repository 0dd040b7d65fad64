// Line items of ours at the learning environment (AGS 2.0, 3.2 and 3.3).
//
// A link may come with the address of all line items of its course and none of its own, and a publisher makes line
// items besides. The first score for such a line item has it made there, under our id as resourceId, by which it is
// found again: nothing is made twice when the answer got lost.
#pragma once

#include "gateway/adapter/launch.hpp"

#include <string>
#include <variant>

namespace schakel::lti_1_3 {

// Whether it has no address there yet, and the learning environment and its settings (scopes) let us make one.
bool is_to_be_made(const line_item& item, const launch_class& of, const launching& with);

// The learning environment did not do its part. `later`: it may, when it is asked again.
struct not_made {
    bool later = false;
};
// The address there, or the question to ask first: an access token, whether it is there, and else to make it.
std::variant<std::string, launch_question, not_made>
made_at_source(const line_item& item, const launch_class& of, const launching& with);

} // namespace schakel::lti_1_3
