// What a question for content accepts: media types in LTI 1.1, kinds of items in LTI 1.3.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace schakel::lti_1_1 {

// "application/vnd.ims.lti.v1.ltilink, image/*" to {"ltiResourceLink", "image"}; nothing that is known: everything.
std::vector<std::string> types_of(std::span<const std::string> media_types);

// The other way; types without a media type are left out. Nothing: "*/*".
std::vector<std::string> media_types_of(std::span<const std::string> types);

} // namespace schakel::lti_1_1
