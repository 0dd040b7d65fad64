#include "adapters/common/lti/context_types.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("a type of a context is one type however it is spelled") {
    for (const char* word :
         {"CourseSection", "Course Section", "coursesection", "urn:lti:context-type:ims/lis/CourseSection",
          "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"}) {
        CAPTURE(word);
        CHECK(lti::context_type_uri(word) == "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection");
        CHECK(lti::context_type_urn(word) == "urn:lti:context-type:ims/lis/CourseSection");
    }
    CHECK(lti::context_type_uri("CourseGroup") == "http://purl.imsglobal.org/vocab/lis/v2/course#Group");
    CHECK(lti::context_type_uri("https://example.com/klas") == "https://example.com/klas");
    CHECK(lti::context_type_urn("klas") == "klas");
}
