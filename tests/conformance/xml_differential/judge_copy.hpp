// The copy of a message that libxml2 gets to see where it departs from the XML Schema specification.
//
// XML Schema collapses blanks around dates, times, numbers and qualified names before it looks at them. libxml2 2.9
// forgets to do so where an element's type is xs:date, xs:dateTime, xs:int or xs:QName itself, or is named by xsi:type.
// There the copy has no blanks around the value, which by the specification changes no verdict.
#pragma once

#include "standard.hpp"

namespace schakel::differential {

// Takes those blanks away. False when there were none, so that the judge can read the message itself.
bool spare_the_judge(node& root, const standard& of);

} // namespace schakel::differential
