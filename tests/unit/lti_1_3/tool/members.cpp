// Members of classes as a roster: paging, products' own ways, and pages that lead elsewhere.
#include "adapters/lti_1_3/tool_members.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>

using namespace schakel;
namespace roster = model::roster;

namespace {

struct collected final : roster_sink {
    void head(roster::head) override {}
    void add(roster::record&& one) override {
        if (auto* person = std::get_if<roster::person>(&one)) persons[person->id] = *person;
        if (auto* group = std::get_if<roster::group>(&one)) groups[group->id] = *group;
        if (auto* member = std::get_if<roster::membership>(&one)) members.push_back(*member);
    }
    std::map<std::string, roster::person> persons;
    std::map<std::string, roster::group> groups;
    std::vector<roster::membership> members;
};

const lti_1_3::member_source& source() {
    static const lti_1_3::member_source made{validation::schema_catalogue(schemas::bundled)};
    return made;
}

pull_options options_with(std::map<std::string, std::string, std::less<>> parameters) {
    pull_options out;
    out.base_url = "https://lms.example";
    out.parameters = std::move(parameters);
    return out;
}

struct page {
    std::string body, link;
    int status = 200;
};

std::string members(std::string_view context, std::string_view list) {
    return R"({"id":"https://lms.example/m","context":{"id":")" + std::string(context) +
           R"(","label":"L","title":"Klas"},"members":[)" + std::string(list) + "]}";
}

// Asks until it ends; the addresses that were asked.
std::vector<std::string>
asked(roster_pull& pull, const std::map<std::string, page>& pages, collected& into, std::size_t most = 50) {
    std::vector<std::string> out;
    while (out.size() < most) {
        const auto request = pull.next();
        if (!request) break;
        CHECK(request->headers.find("accept") == "application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
        CHECK_FALSE(request->headers.has("content-type"));
        out.push_back(request->path);
        received_answer answer;
        const auto found = pages.find(request->path);
        answer.status = found == pages.end() ? 404 : found->second.status;
        if (found != pages.end()) {
            answer.body = found->second.body;
            if (!found->second.link.empty()) answer.headers.add("Link", found->second.link);
        }
        pull.take(*request, answer, into);
    }
    return out;
}

constexpr auto complete = pull_state::phase::complete;
constexpr auto failed = pull_state::phase::failed;

} // namespace

TEST_CASE("contexts become groups and their members persons, over all pages") {
    collected into;
    const auto pull = source().pull(options_with(
        {{"memberships", "https://lms.example/c/1/m?x=1 /c/2/m"},
         {"issuer", "https://lms.example"},
         {"role", "Learner"},
         {"page_size", "2"}}
    ));
    const std::string noor = R"({"user_id":"n","roles":["Learner"],"given_name":"Noor","family_name":"Dijk"})";
    const std::string sam = R"({"user_id":"s","roles":["Instructor","Learner"],"name":"S. Wit","email":"s@x.example"})";
    const std::string gone = R"({"user_id":"g","roles":["Learner"],"status":"Inactive"})";
    const auto seen = asked(
        *pull,
        {{"/c/1/m?x=1&role=Learner&limit=2",
          {members("1", noor + "," + sam),
           R"(<https://lms.example/c/1/m?p=2>; rel="next", <https://lms.example/c/1/m?s=1>; rel="differences")"}},
         {"/c/1/m?p=2", {members("1", gone + "," + noor), {}}},
         {"/c/2/m?role=Learner&limit=2", {members("2", noor), {}}}},
        into
    );
    CHECK(seen.size() == 3);
    REQUIRE(pull->state().what == complete);
    CHECK(into.groups.size() == 2);
    CHECK(into.groups["1"].name == "Klas");
    REQUIRE(into.persons.size() == 3);
    CHECK(into.persons["n"].ids.at(0) == model::identifier{"lti.user", "n", "https://lms.example"});
    CHECK(into.persons["n"].kind == roster::person_kind::pupil);
    CHECK(into.persons["s"].kind == roster::person_kind::employee);
    CHECK(into.persons["s"].family_name == "S. Wit");
    CHECK_FALSE(into.persons["g"].enabled);
    CHECK(into.members.size() == 3); // Noor twice, Sam once, nobody who is inactive
    CHECK(pull->reading().holds[static_cast<std::size_t>(roster::record_kind::person)] == extent::full);
    CHECK(pull->reading().holds[static_cast<std::size_t>(roster::record_kind::course)] == extent::absent);
}

TEST_CASE("the same members twice are told as unchanged") {
    const std::map<std::string, page> pages{{"/m", {members("1", ""), {}}}};
    collected into;
    const auto first = source().pull(options_with({{"memberships", "/m"}}));
    (void)asked(*first, pages, into);
    REQUIRE(first->state().what == complete);
    pull_options again = options_with({{"memberships", "/m"}});
    again.watermark = first->state().watermark;
    const auto second = source().pull(again);
    (void)asked(*second, pages, into);
    CHECK(second->state().what == pull_state::phase::unchanged);
}

TEST_CASE("our token goes to the platform only, and pages without an end are noticed") {
    for (const char* elsewhere :
         {"https://evil.example/m", "http://lms.example/m", "https://lms.example.evil.example/m"}) {
        CAPTURE(elsewhere);
        collected into;
        const auto direct = source().pull(options_with({{"memberships", elsewhere}}));
        CHECK(direct->state().what == failed);
        CHECK_FALSE(direct->next());
        const auto linked = source().pull(options_with({{"memberships", "/m"}}));
        const std::string link = "<" + std::string(elsewhere) + ">; rel=next";
        CHECK(asked(*linked, {{"/m", {members("1", ""), link}}}, into).size() == 1);
        CHECK(linked->state().what == failed);
        CHECK(linked->reading().report.rejects());
    }
    collected into;
    const auto circle = source().pull(options_with({{"memberships", "/m"}}));
    (void)asked(*circle, {{"/m", {members("1", ""), R"(<https://lms.example/m>; rel="next")"}}}, into);
    CHECK(circle->state().what == failed);
}

TEST_CASE("an answer that is no list of members ends the pull, a busy platform is asked again") {
    const auto ended_as = [](const page& what) {
        collected into;
        const auto pull = source().pull(options_with({{"memberships", "/m"}}));
        const std::size_t times = asked(*pull, {{"/m", what}}, into).size();
        return std::pair(pull->state().what, times);
    };
    CHECK(ended_as({"<html>", {}}) == std::pair(failed, std::size_t{1}));
    CHECK(ended_as({R"({"id":"x","context":{"id":"1"}})", {}}) == std::pair(failed, std::size_t{1}));
    CHECK(ended_as({"", {}, 401}) == std::pair(failed, std::size_t{1}));
    CHECK(ended_as({"", {}, 503}) == std::pair(pull_state::phase::interrupted, std::size_t{3}));
    const auto nothing = source().pull(options_with({}));
    CHECK(nothing->state().what == failed);
}

TEST_CASE("recorded answers of Moodle and Canvas are rosters") {
    for (const char* name : {"moodle-nrps", "canvas-nrps"}) {
        CAPTURE(name);
        std::ifstream in(
            test::shared_folder() / "corpus/lti/services" / (std::string(name) + ".response.json"), std::ios::binary
        );
        if (!in) {
            MESSAGE("skipped: the corpus is not here");
            return;
        }
        collected into;
        const auto pull = source().pull(options_with({{"memberships", "/m"}}));
        (void)asked(*pull, {{"/m", {std::string(std::istreambuf_iterator<char>(in), {}), {}}}}, into);
        CHECK(pull->state().what == complete);
        CHECK(into.persons.size() == (std::string(name) == "moodle-nrps" ? 2 : 1));
        CHECK(into.members.size() == into.persons.size());
    }
}
