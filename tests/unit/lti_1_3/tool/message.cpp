// Claims as a launch: golden cases in launches/<case>/ (claims.json, launch.json or refusal.txt), the rules that bind a
// message to its login, and the launches of the certification suite in the corpus.
#include "gateway/crypto/base64.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/launch_json.hpp"
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::test;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

json::document parsed(const std::string& text) {
    findings found;
    auto document = json::document::parse(text, {}, found);
    REQUIRE(document);
    return *std::move(document);
}

std::vector<fs::path> sorted(const fs::path& folder) {
    std::vector<fs::path> out;
    for (const auto& one : fs::directory_iterator(folder)) out.push_back(one.path());
    std::ranges::sort(out);
    return out;
}

// The claims of a file in place of those that the world makes, for a platform and a moment that fit them; nonce and
// times stay the world's.
launch_step launched_with(tool_world& world, const std::string& claims_text) {
    const json::document claims = parsed(claims_text);
    const json::value root = claims.root();
    claim_changes changes;
    for (const char* own :
         {"sub", "resource_link", "roles", "message_type", "version", "deployment_id", "target_link_uri"}) {
        changes[std::string(own) == "sub" ? own : on(own)] = "";
    }
    for (json::value one = root.first_child(); one; one = one.next_sibling()) {
        const std::string name(one.name());
        if (name != "nonce" && name != "exp" && name != "iat") changes[name] = std::string(one.raw());
    }
    launch_party& lms = world.lms();
    lms.issuer = root.member("iss").text();
    lms.client_id = root.member("aud").text();
    const std::string deployment(root.member(on("deployment_id")).text());
    if (!deployment.empty()) lms.deployments = {deployment};
    const std::string target(root.member(on("target_link_uri")).text());
    world.log_in(
        {{"iss", lms.issuer},
         {"client_id", lms.client_id},
         {"target_link_uri", target.empty() ? "https://gw.example/lti/1.3/launch" : target}}
    );
    return world.respond(world.token(changes));
}

std::string told(const launch_step& step) {
    if (const auto* came = std::get_if<arrived>(&step.what)) return to_json(came->what);
    std::string out = outcome_of(step) + "\n" + reason_of(step) + "\n";
    if (const auto* no = std::get_if<refused>(&step.what)) {
        for (const finding& one : no->found) out += one.text(language::en) + "\n";
    }
    return out;
}

fs::path corpus() {
    return shared_folder() / "corpus/lti/launch-1p3";
}

} // namespace

TEST_CASE("golden launches") {
    const fs::path folder = fs::path(SCHAKEL_SOURCE_DIR) / "tests/unit/lti_1_3/tool/launches";
    for (const fs::path& one : sorted(folder)) {
        CAPTURE(one.filename().string());
        tool_world world;
        if (const std::string quirks = content(one / "quirk.txt"); !quirks.empty()) {
            world.lms().quirks = {quirks.substr(0, quirks.find('\n'))};
        }
        const launch_step step = launched_with(world, content(one / "claims.json"));
        const bool came = std::holds_alternative<arrived>(step.what);
        const fs::path expected = one / (came ? "launch.json" : "refusal.txt");
        if (std::getenv("SCHAKEL_REGENERATE") != nullptr) std::ofstream(expected, std::ios::binary) << told(step);
        CHECK(told(step) == content(expected));
    }
}

TEST_CASE("a deployment that nobody knows waits for the administrator, with what the platform says of itself") {
    tool_world world;
    const launch_step step = world.launched(
        {{on("deployment_id"), R"("dep-9")"}, {on("tool_platform"), R"({"guid":"g","name":"Het Lyceum"})"}}
    );
    REQUIRE(outcome_of(step) == "lti.deployment-waits");
    const auto& no = std::get<refused>(step.what);
    REQUIRE(no.waits);
    CHECK(no.waits->deployment == "dep-9");
    CHECK(no.waits->platform.name == "Het Lyceum");
    CHECK(no.system == "lms");
}

TEST_CASE("a message holds to what its login said") {
    tool_world world;
    const std::string other = R"("https://gw.example/lti/1.3/launch?item=b")";
    CHECK(outcome_of(world.launched({{on("target_link_uri"), other}})) == "lti.target-differs");
    world.lms().quirks = {"target-differs"};
    CHECK(outcome_of(world.launched({{on("target_link_uri"), other}})) == "arrived");
    world.lms().deployments = {"dep-1", "dep-2"};
    world.log_in({{"lti_deployment_id", "dep-2"}});
    CHECK(outcome_of(world.respond(world.token())) == "lti.deployment-differs");
}

TEST_CASE("a launch without a person is let in only where that is agreed") {
    tool_world world;
    CHECK(outcome_of(world.launched({{"sub", ""}})) == "lti.person-absent");
    world.lms().quirks = {"anonymous"};
    const launch_step step = world.launched({{"sub", ""}});
    REQUIRE(outcome_of(step) == "arrived");
    CHECK(std::get<arrived>(step.what).what.person.ids.empty());
}

TEST_CASE("who a person was in LTI 1.1 is believed with a proof for this token only") {
    tool_world world;
    world.lms().keys = {{"179248902", "my-lti11-secret"}};
    const auto old_ids = [&](const std::string& claim) {
        const launch_step step = world.launched({{on("lti1p1"), claim}});
        REQUIRE(outcome_of(step) == "arrived");
        std::vector<std::string> out;
        for (const auto& id : std::get<arrived>(step.what).what.person.ids) {
            if (id.authority == "179248902") out.push_back(id.value);
        }
        return out;
    };
    CHECK(old_ids(R"({"user_id":"oud-7","oauth_consumer_key":"179248902"})").empty());
    CHECK(old_ids(R"({"user_id":"oud-7","oauth_consumer_key":"179248902","oauth_consumer_key_sign":"AAAA"})").empty());
}

TEST_CASE("the launches of the certification suite come in, and its broken ones do not") {
    if (!fs::exists(corpus())) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    for (const fs::path& file : sorted(corpus() / "valid")) {
        CAPTURE(file.filename().string());
        tool_world world;
        const launch_step step = launched_with(world, content(file));
        CHECK(outcome_of(step) == "arrived");
        CHECK(reason_of(step) == "");
    }
    for (const fs::path& file : sorted(corpus() / "invalid")) {
        const std::string name = file.filename().string();
        if (name.find(".header.") != std::string::npos || name.find("kid") != std::string::npos) continue;
        CAPTURE(name);
        tool_world world;
        const std::string outcome = outcome_of(launched_with(world, content(file)));
        CHECK(outcome.starts_with("lti."));
    }
}

TEST_CASE("the deep linking request of the certification suite is read in full") {
    const fs::path file = shared_folder() / "corpus/lti/deep-linking/request.payload.json";
    if (!fs::exists(file)) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    tool_world world;
    const launch_step step = launched_with(world, content(file));
    REQUIRE(outcome_of(step) == "arrived");
    const model::launch& came = std::get<arrived>(step.what).what;
    CHECK(came.kind == model::launch_kind::deep_linking);
    REQUIRE(came.choosing);
    CHECK(came.choosing->accept_media_types == std::vector<std::string>{"image/*", "text/html", "application/json"});
    CHECK(came.choosing->data == "95399");
    CHECK(came.choosing->accept_multiple == true);
    CHECK(
        came.context.types == std::vector<std::string>{"http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"}
    );
    CHECK(came.presentation.width == 480);
}
