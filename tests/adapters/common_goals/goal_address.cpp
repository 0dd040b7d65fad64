// What in a progress record is taken for a learning goal, and what is not.
#include "adapters/common/goals/goal_address.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::goal_files;

TEST_CASE("addresses of goals are recognised in the forms that frameworks use") {
    for (const char* address :
         {"https://opendata.slo.nl/curriculum/uuid/5a5a0000-0000-4000-8000-000000000001",
          "http://opendata.slo.nl/curriculum/uuid/5A5A0000-0000-4000-8000-000000000001",
          "https://opendata.slo.nl/curriculum/api/v1/uuid/5a5a0000-0000-4000-8000-000000000001",
          "http://purl.edustandaard.nl/begrippenkader/5a5a0000-0000-4000-8000-000000000001",
          "https://case.example/ims/case/v1p0/CFItems/5a5a0000-0000-4000-8000-000000000001",
          "https://case.example/ims/case/v1p1/CFItems/5a5a0000-0000-4000-8000-000000000001",
          "https://opensalt.example/uri/5a5a0000-0000-4000-8000-000000000001",
          "urn:case:item:5a5a0000-0000-4000-8000-000000000001",
          "https://onderwijs.vlaanderen.be/onderwijsdoelen/set-12/92186", "http://asn.jesandco.org/resources/S1143E2C"})
        CHECK_MESSAGE(is_goal_address(address), address);
}

TEST_CASE("other addresses are no goals, whatever they end in") {
    for (const char* address :
         {"https://uitgever.example/toets/5a5a0000-0000-4000-8000-000000000001", "https://opendata.slo.nl/curriculum/",
          "https://case.example/ims/case/v1p0/CFDocuments/5a5a0000-0000-4000-8000-000000000001",
          "urn:uuid:5a5a0000-0000-4000-8000-000000000001", "5a5a0000-0000-4000-8000-000000000001", "Rekenen", ""})
        CHECK_MESSAGE(!is_goal_address(address), address);
    CHECK(is_goal_key("urn:uuid:5a5a0000-0000-4000-8000-000000000001"));
    CHECK(is_goal_key("5a5a0000-0000-4000-8000-000000000001"));
    CHECK_FALSE(is_goal_key("https://uitgever.example/toets/5a5a0000-0000-4000-8000-000000000001"));
}

TEST_CASE("a term is a goal by its value or by its vocabulary; subjects are none") {
    CHECK(goal_of({"5a5a0000-0000-4000-8000-000000000001", {}, {}})->goal == "5a5a0000-0000-4000-8000-000000000001");
    const auto code =
        goal_of({"1.2", "https://case.example/ims/case/v1p0/CFDocuments/5a5a0000-0000-4000-8000-0000000000aa", {}});
    REQUIRE(code);
    CHECK(code->goal == "1.2");
    CHECK(code->framework.starts_with("https://case.example/"));
    CHECK(goal_of({"Kerndoel 23", "http://purl.edustandaard.nl/vdex_classification_kerndoelen_po_20071115.xml", {}}));
    CHECK(goal_of({"1.2", "slo:fo", {}}));
    CHECK_FALSE(
        goal_of({"Rekenen en wiskunde", "http://purl.edustandaard.nl/concept/328cc12a-87b2-41c4-aef8-853595f9f9dd", {}})
    );
    CHECK_FALSE(goal_of({"Rekenen en wiskunde", "6200", {}}));
    CHECK_FALSE(goal_of({{}, "slo:fo", {}}));
}

TEST_CASE("activities of xAPI are goals by their type") {
    CHECK(is_goal_type("http://adlnet.gov/expapi/activities/objective"));
    CHECK(is_goal_type("https://w3id.org/xapi/profile#competency"));
    CHECK_FALSE(is_goal_type("http://adlnet.gov/expapi/activities/assessment"));
    CHECK_FALSE(is_goal_type(""));
}
