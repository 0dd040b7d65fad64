#include "adapters/common/lti/roles.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace schakel;
using lti::read_role;
using model::launch_role;
using model::role_scope;

namespace {

std::string on(std::string_view path) {
    return "http://purl.imsglobal.org/vocab/lis/v2/" + std::string(path);
}

} // namespace

TEST_CASE("a bare word, its URI and its URN are one role in the context") {
    for (const std::string& word :
         {std::string("Learner"), on("membership#Learner"), std::string("urn:lti:role:ims/lis/Learner"),
          std::string(" Learner ")}) {
        CAPTURE(word);
        const model::held_role role = read_role(word);
        CHECK(role == model::held_role{launch_role::learner, role_scope::context, on("membership#Learner")});
    }
}

TEST_CASE("each role of the vocabulary keeps its URI and has a URN that reads back") {
    constexpr std::array<std::string_view, 30> paths{
        "system/person#Administrator",
        "system/person#None",
        "system/person#AccountAdmin",
        "system/person#Creator",
        "system/person#SysAdmin",
        "system/person#SysSupport",
        "system/person#User",
        "institution/person#Administrator",
        "institution/person#Faculty",
        "institution/person#Guest",
        "institution/person#None",
        "institution/person#Other",
        "institution/person#Staff",
        "institution/person#Student",
        "institution/person#Alumni",
        "institution/person#Instructor",
        "institution/person#Learner",
        "institution/person#Member",
        "institution/person#Mentor",
        "institution/person#Observer",
        "institution/person#ProspectiveStudent",
        "membership#Administrator",
        "membership#ContentDeveloper",
        "membership#Instructor",
        "membership#Learner",
        "membership#Mentor",
        "membership#Manager",
        "membership#Member",
        "membership/Learner#GuestLearner",
        "membership/Manager#AreaManager"};
    for (const std::string_view path : paths) {
        CAPTURE(path);
        const model::held_role role = read_role(on(path));
        CHECK(role.word == on(path));
        CHECK(lti::uri_of(role) == on(path));
        CHECK(lti::urn_of(role).starts_with("urn:lti:"));
        CHECK(read_role(lti::urn_of(role)) == role);
    }
}

TEST_CASE("what a role means follows from its scope and, for sub-roles, from the principal") {
    const auto meaning = [](std::string_view path) { return read_role(on(path)).what; };
    CHECK(meaning("institution/person#Student") == launch_role::learner);
    CHECK(meaning("institution/person#Faculty") == launch_role::instructor);
    CHECK(meaning("system/person#SysAdmin") == launch_role::administrator);
    CHECK(meaning("membership/Instructor#Grader") == launch_role::instructor);
    CHECK(meaning("membership/Instructor#TeachingAssistant") == launch_role::teaching_assistant);
    CHECK(meaning("membership/Instructor#TeachingAssistantGroup") == launch_role::teaching_assistant);
    CHECK(meaning("membership/Learner#Instructor") == launch_role::learner);
    CHECK(meaning("membership/Manager#Observer") == launch_role::observer);
    CHECK(meaning("membership/Learner#SomethingNew") == launch_role::learner);
    CHECK(read_role(on("system/person#Administrator")).where == role_scope::system);
}

TEST_CASE("the teaching assistant of LTI 1.1 is a sub-role of the instructor") {
    for (const char* word :
         {"TeachingAssistant", "urn:lti:role:ims/lis/TeachingAssistant",
          "urn:lti:role:ims/lis/Instructor/TeachingAssistant"}) {
        CAPTURE(word);
        CHECK(read_role(word).what == launch_role::teaching_assistant);
        CHECK(read_role(word).word == on("membership/Instructor#TeachingAssistant"));
    }
}

TEST_CASE("roles outside the vocabulary are kept and mean nothing by themselves") {
    for (const char* word :
         {"http://example.com/roles#Wizard", "urn:lti:role:", "Learner,Instructor", "leerling",
          "http://purl.imsglobal.org/vocab/lis/v2/membership#",
          "http://purl.imsglobal.org/vocab/lis/v2/membership/#x/"}) {
        CAPTURE(word);
        CHECK(read_role(word).what == launch_role::other);
        CHECK(lti::uri_of(read_role(word)) == word);
    }
    CHECK(read_role("").what == launch_role::none);
    CHECK(read_role("http://purl.imsglobal.org/vocab/lti/system/person#TestUser").where == role_scope::system);
    CHECK(read_role(on("person#Administrator")).what == launch_role::administrator);
}

TEST_CASE("a role without a word of its own is written as the plainest one that says no more") {
    const auto written = [](launch_role what, role_scope where) { return lti::uri_of({what, where, {}}); };
    CHECK(written(launch_role::learner, role_scope::context) == on("membership#Learner"));
    CHECK(written(launch_role::learner, role_scope::institution) == on("institution/person#Student"));
    CHECK(
        written(launch_role::teaching_assistant, role_scope::context) == on("membership/Instructor#TeachingAssistant")
    );
    CHECK(written(launch_role::staff, role_scope::context) == on("institution/person#Staff"));
    CHECK(written(launch_role::other, role_scope::institution) == on("institution/person#Other"));
    CHECK(lti::urn_of({launch_role::instructor, role_scope::context, {}}) == "urn:lti:role:ims/lis/Instructor");
}

TEST_CASE("a word of another vocabulary is said in that of LTI when its meaning is known") {
    const model::held_role pupil{model::launch_role::learner, model::role_scope::context, "student"};
    CHECK(lti::uri_of(pupil) == "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner");
    CHECK(lti::urn_of(pupil) == "urn:lti:role:ims/lis/Learner");
    const model::held_role unknown{model::launch_role::other, model::role_scope::institution, "alum"};
    CHECK(lti::uri_of(unknown) == "alum");
}
