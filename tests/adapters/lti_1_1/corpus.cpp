// Signature vectors and recorded messages of other products.
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "tests/adapters/lti_1_1/world.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string corpus(std::string_view name) {
    std::ifstream in(shared_folder() / "corpus" / "lti" / "lti-1p1" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void skip() {
    MESSAGE("skipped: the corpus is not here");
}

json::document parsed(const std::string& text) {
    findings none;
    return *json::document::parse(text, {}, none);
}

} // namespace

TEST_CASE("signature vectors on which independent signers agree") {
    const std::string text = corpus("launch-signature-vectors.json");
    if (text.empty()) return skip();
    const json::document vectors = parsed(text);
    std::size_t count = 0;
    for (json::value one = vectors.root().first_child(); one; one = one.next_sibling(), ++count) {
        CAPTURE(one.member("name").text());
        const std::string_view url = one.member("url").text();
        forms::field_list covered;
        if (const std::size_t query = url.find('?'); query != std::string_view::npos)
            covered = *forms::read(url.substr(query + 1));
        for (json::value field = one.member("form").first_child(); field; field = field.next_sibling())
            covered.emplace_back(std::string(field.name()), std::string(field.text()));
        const std::string base = crypto::oauth1::signature_base("POST", url, covered);
        CHECK(base == one.member("signature_base_string").text());
        CHECK(
            crypto::oauth1::sign("HMAC-SHA1", one.member("consumer_secret").text(), base) ==
            one.member("oauth_signature").text()
        );
    }
    CHECK(count >= 10);
}

TEST_CASE("requests recorded from ims-lti are verified and understood") {
    const std::string text = corpus("outcome-request-headers.json");
    if (text.empty()) return skip();
    const json::document headers = parsed(text);
    launch_world world;
    world.with.base_url = "http://localhost:3910";
    world.with.now = instant{std::chrono::seconds(1795296886)};
    world.publisher().quirks = {"plain-secret"};
    for (json::value one = headers.root().first_child(); one; one = one.next_sibling()) {
        const std::string_view operation = one.member("operation").text();
        CAPTURE(operation);
        world.publisher().keys = {
            {"schakel-test-key", std::string(one.member("consumer_secret_sent_unencoded_by_this_signer").text())}};
        exchange message;
        message.method = "POST";
        message.path = "/outcomes";
        message.query = {{"ctx", "7"}};
        message.headers = {
            {"Content-Type", std::string(one.member("content_type").text())},
            {"Authorization", std::string(one.member("authorization").text())}};
        message.body = corpus(
            operation == "replaceResult" ? "replace-result.request.xml"
            : operation == "readResult"  ? "read-result.request.xml"
                                         : "delete-result.request.xml"
        );
        const launch_sender_step step = lti().launch()->sender_of(message, world.with);
        const auto* sender = std::get_if<launch_sender>(&step.what);
        REQUIRE(sender);
        CHECK(sender->system == "uitgever");
        CHECK(step.once.size() == 1);
        const decoded read = lti().decode(message, {});
        CHECK(!read.report.rejects());
        CHECK(read.kind == operation);
        message.body += " ";
        const launch_sender_step altered = lti().launch()->sender_of(message, world.with);
        CHECK(std::holds_alternative<disposition::outcome>(altered.what));
    }
}

TEST_CASE("answers of other products are understood") {
    if (corpus("failure.response.xml").empty()) return skip();
    const auto outcome_of = [](std::string_view name) {
        received_answer answer;
        answer.status = 200;
        answer.body = corpus(name);
        return lti().interpret({}, answer).what;
    };
    CHECK(outcome_of("replace-result-success.response.xml") == receipt::outcome::delivered);
    CHECK(outcome_of("failure.response.xml") == receipt::outcome::rejected);
    CHECK(outcome_of("unsupported.response.xml") == receipt::outcome::rejected);
}

TEST_CASE("a template of a product that adds data and spaces is understood") {
    exchange message;
    message.body = corpus("replace-result-with-text.request.xml");
    if (message.body.empty()) return skip();
    const decoded read = lti().decode(message, {});
    REQUIRE(!read.report.rejects());
    const auto& report = std::get<model::progress_report>(read.records.at(0));
    CHECK(report.sittings.at(0).results.at(0).scores.at(0).value.text() == "0.95");
    CHECK(report.sittings.at(0).remark == "A");
}
