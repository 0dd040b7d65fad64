// The types of a context (LTI Core 1.3 appendix A.1): "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection".
#pragma once

#include <string>
#include <string_view>

namespace schakel::lti {

// The URI of a type that comes as one, as a bare word, as a URN of LTI 1.1 or as people write it ("Course Section").
// What is none of these stays as it is.
std::string context_type_uri(std::string_view word);

// "urn:lti:context-type:ims/lis/CourseSection", as LTI 1.1 writes it. Words that are no type stay as they are.
std::string context_type_urn(std::string_view word);

} // namespace schakel::lti
