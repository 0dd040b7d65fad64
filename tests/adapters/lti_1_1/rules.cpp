// Each rule on what a browser brings, met once; those on messages are met in the golden cases.
#include "tests/adapters/golden.hpp"
#include "tests/adapters/lti_1_1/world.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace schakel;
using namespace schakel::test;

namespace {

forms::field_list changed(std::string_view name, std::optional<std::string> value) {
    forms::field_list out = some_launch();
    std::erase_if(out, [&](const auto& one) { return one.first == name; });
    if (value) out.emplace_back(std::string(name), *std::move(value));
    return out;
}

forms::field_list some_question() {
    forms::field_list out = changed("lti_message_type", "ContentItemSelectionRequest");
    out.emplace_back("content_item_return_url", "https://elo.example/kies");
    return out;
}

// Rule and a form that breaks it.
std::map<std::string, forms::field_list> broken_forms() {
    std::map<std::string, forms::field_list> out;
    out["lti11.message-type"] = signed_fields(changed("lti_message_type", "basic-lti-launch"), {});
    out["lti11.version"] = signed_fields(changed("lti_version", "LTI-2p0"), {});
    out["lti11.parameter-missing"] = signed_fields(changed("resource_link_id", std::nullopt), {});
    forms::field_list twice = some_launch();
    twice.emplace_back("user_id", "leerling-8");
    out["lti11.parameter-repeated"] = signed_fields(twice, {});
    out["lti11.encoding"] = signed_fields(changed("context_title", "\xe9\xe9n"), {});
    out["lti11.address"] = signed_fields(changed("launch_presentation_return_url", "javascript:alert(1)"), {});
    signing by;
    by.method = "PLAINTEXT";
    out["lti11.signature-method"] = signed_fields(some_launch(), by);
    by = {};
    by.key = "onbekend";
    out["lti11.key-unknown"] = signed_fields(some_launch(), by);
    by = {};
    by.secret = "anders";
    out["lti11.signature"] = signed_fields(some_launch(), by);
    by = {};
    by.when = noon - std::chrono::hours(1);
    out["lti11.timestamp"] = signed_fields(some_launch(), by);
    by = {};
    by.nonce = std::string(300, 'n');
    out["lti11.nonce"] = signed_fields(some_launch(), by);
    return out;
}

// Met where the messages of one server to another are tested, and choices.
const std::set<std::string, std::less<>> elsewhere{
    "lti11.body-hash", "lti11.content-items", "lti11.other-choice", "lti11.sourcedid", "lti11.no-score"};

} // namespace

TEST_CASE("each rule on launches is met by a form that breaks it") {
    const launch_world world;
    for (const auto& [code, form] : broken_forms()) {
        const launch_step step = world.post("/launch", form);
        CHECK(code_of(step) == code);
        REQUIRE(as<refused>(step));
        REQUIRE(!as<refused>(step)->found.empty());
        CHECK(as<refused>(step)->found.front().broken->id == code);
    }
}

TEST_CASE("every rule is met, speaks both languages, names a clause and tells how to repair") {
    const auto in_cases = rules_met(lti(), registry());
    const auto in_forms = broken_forms();
    for (const rule& one : lti().rules()) {
        CAPTURE(one.id);
        CHECK((in_cases.contains(one.id) || in_forms.contains(std::string(one.id)) || elsewhere.contains(one.id)));
        CHECK(one.id.starts_with("lti11."));
        for (const std::string_view text : {one.clause, one.text_nl, one.text_en, one.repair_nl, one.repair_en})
            CHECK_FALSE(text.empty());
    }
}

TEST_CASE("a question for content needs a web address to go back to") {
    const launch_world world;
    CHECK(code_of(world.post("/launch", signed_fields(some_question(), {}))) == "not refused");
    forms::field_list bad = some_question();
    bad.back().second = "javascript:alert(1)";
    CHECK(code_of(world.post("/launch", signed_fields(bad, {}))) == "lti11.address");
    bad.pop_back();
    CHECK(code_of(world.post("/launch", signed_fields(bad, {}))) == "lti11.parameter-missing");
}
