// The role vocabulary of LTI (LTI Core 1.3 appendix A, LTI 1.1 appendix A): URIs of 1.3, bare words, URNs of 1.1.
//
// A role keeps its exact word, as the URI of LTI 1.3 where it has one, so that a sub-role survives a translation. What
// nobody knows is kept as it came, with the meaning `other`; it never makes a launch fail.
#pragma once

#include "gateway/model/launch.hpp"

#include <string>
#include <string_view>

namespace schakel::lti {

// "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant", "Instructor" (a bare word is a role
// in the context), "urn:lti:instrole:ims/lis/Student". Blanks around the word are ignored, capitals count.
model::held_role read_role(std::string_view word);

// The URI of LTI 1.3: the role's own word when it is one, else that of its meaning and scope; the plainest one that
// says no more than is known.
std::string uri_of(const model::held_role& role);

// The same as LTI 1.1 writes it: "urn:lti:role:ims/lis/Instructor/TeachingAssistant". Words that are no URI of the
// vocabulary stay as they are.
std::string urn_of(const model::held_role& role);

} // namespace schakel::lti
