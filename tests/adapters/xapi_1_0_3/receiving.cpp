#include "tests/adapters/xapi_1_0_3/subject.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view id = "6f8d0000-0000-4000-8000-000000000001";

std::string statement(std::string_view more) {
    return R"({"id":"6F8D0000-0000-4000-8000-000000000001","actor":{"mbox":"mailto:l@School.example"},)"
           R"("verb":{"id":"http://adlnet.gov/expapi/verbs/answered"},"object":{"id":"https://uitgever.example/7"})" +
           std::string(more) + "}";
}

std::string digest_of(std::string body) {
    const decoded read = xapi().decode(posted(std::move(body)), {});
    REQUIRE(read.keys.size() == 1);
    CHECK(read.keys[0].key == id);
    return read.keys[0].digest;
}

exchange asked(std::string method, std::string path, std::vector<std::pair<std::string, std::string>> query) {
    exchange out = posted({});
    out.method = std::move(method);
    out.path = std::move(path);
    out.query = std::move(query);
    return out;
}

std::optional<stored_message> known(std::string_view key) {
    if (key != id) return std::nullopt;
    stored_message out{posted("[" + statement(R"(,"result":{"score":{"raw":7.50}})") + "]"), {}};
    out.received.sender = "elo";
    out.stored_at = *parse_rfc3339("2026-11-21T09:30:01Z");
    return out;
}

} // namespace

TEST_CASE("what a store may assign does not make content differ, everything else does") {
    const std::string plain = digest_of(statement(R"(,"timestamp":"2026-11-20T10:00:00Z","context":{"contextActivities":
        {"parent":{"id":"https://uitgever.example/t"}}},"result":{"duration":"PT2M"})"));
    CHECK(plain == digest_of(statement(R"(,"version":"1.0.0","stored":"2026-11-21T10:00:00Z",
        "authority":{"mbox":"mailto:lrs@school.example"},"timestamp":"2026-11-20T11:00:00.000+01:00",
        "context":{"contextActivities":{"parent":[{"objectType":"Activity","id":"https://uitgever.example/t",
        "definition":{"name":{"nl":"Toets"}}}]}},"result":{"duration":"PT2M"})")));
    CHECK(plain != digest_of(statement(R"(,"timestamp":"2026-11-20T10:00:00Z","context":{"contextActivities":
        {"parent":{"id":"https://uitgever.example/t"}}},"result":{"duration":"PT120S"})")));
    CHECK(
        digest_of(statement(R"(,"result":{"score":{"raw":7.50}})")) ==
        digest_of(statement(R"(,"result":{"score":{"raw":7.5}})"))
    );
    CHECK(
        digest_of(statement(R"(,"result":{"response":"a"})")) != digest_of(statement(R"(,"result":{"response":"A"})"))
    );
}

TEST_CASE("a known id with other content is a conflict") {
    CHECK_FALSE(xapi().decode(posted(statement("")), {}).repeats_may_differ);
    disposition decided;
    decided.what = disposition::outcome::conflict;
    CHECK(xapi().acknowledge(posted({}), decided).status == 409);
}

TEST_CASE("statements without an id get one that follows from the exchange") {
    std::string body = statement("");
    body.erase(1, body.find("\"actor\"") - 1);
    const decoded first = xapi().decode(posted("[" + body + "," + body + "]"), {});
    REQUIRE(first.keys.size() == 2);
    CHECK(first.keys[0].key != first.keys[1].key);
    CHECK(first.keys[0].key == xapi().decode(posted("[" + body + "]"), {}).keys[0].key);
}

TEST_CASE("credentials of both kinds are read, and their absence asks for them") {
    exchange in = posted({});
    CHECK(xapi().credentials(in).kind == presented_credentials::form::basic);
    CHECK(xapi().credentials(in).code.empty());
    in.headers.set("Authorization", "basic c2xldXRlbDpnZWhlaW0=");
    CHECK(xapi().credentials(in).code == "sleutel");
    CHECK(xapi().credentials(in).key == "geheim");
    in.headers.set("Authorization", "Bearer token");
    CHECK(xapi().credentials(in).kind == presented_credentials::form::bearer);
    CHECK(xapi().credentials(in).key == "token");
    in.headers.set("Authorization", "Basic %%");
    CHECK(xapi().credentials(in).code.empty());
}

TEST_CASE("every answer names the version, and those of statements how far they are consistent") {
    using enum disposition::outcome;
    for (const auto what :
         {accepted, repeated, invalid, conflict, unauthenticated, forbidden, unroutable, too_large, not_found,
          method_not_allowed, overloaded, unavailable, internal}) {
        disposition decided;
        decided.what = what;
        const reply answer = xapi().acknowledge(posted({}), decided);
        CHECK(answer.headers.find("X-Experience-API-Version") == "1.0.3");
        CHECK(answer.headers.find("X-Experience-API-Consistent-Through") == "2026-11-21T09:30:00.000Z");
    }
    disposition decided;
    decided.what = unauthenticated;
    CHECK(xapi().acknowledge(posted({}), decided).headers.find("WWW-Authenticate").starts_with("Basic"));
}

TEST_CASE("a stored statement is answered by its id, with what a store adds") {
    const auto by_id = [](std::string method, std::string_view which, std::string_view value) {
        return xapi().answer(
            asked(std::move(method), "/statements", {{std::string(which), std::string(value)}}), known
        );
    };
    const reply answer = by_id("GET", "statementId", "6F8D0000-0000-4000-8000-000000000001");
    CHECK(answer.status == 200);
    CHECK(answer.headers.find("Last-Modified") == "Sat, 21 Nov 2026 09:30:01 GMT");
    for (const std::string_view part :
         {R"("id":"6f8d0000-0000-4000-8000-000000000001")", R"("stored":"2026-11-21T09:30:01.000Z")",
          R"("timestamp":"2026-11-21T09:30:01.000Z")", R"("name":"elo")", R"("version":"1.0.0")", R"("raw":7.50)"})
        CHECK_MESSAGE(answer.body.find(part) != std::string::npos, part);
    CHECK(by_id("HEAD", "statementId", id).body.empty());
    CHECK(by_id("GET", "statementId", "6f8d0000-0000-4000-8000-000000000009").status == 404);
    CHECK(by_id("GET", "voidedStatementId", id).status == 404);
    CHECK(by_id("GET", "statementId", "1").status == 400);
    CHECK(by_id("GET", "verb", "http://adlnet.gov/expapi/verbs/answered").status == 400);
    exchange without_version = asked("GET", "/statements", {{"statementId", std::string(id)}});
    without_version.headers = {};
    CHECK(xapi().answer(without_version, known).status == 400);
}

TEST_CASE("about is open") {
    exchange in = asked("GET", "/about", {});
    in.headers = {};
    const reply answer = xapi().answer(in, known);
    CHECK(answer.status == 200);
    CHECK(answer.body == R"({"version":["1.0.3"],"extensions":{}})");
}

TEST_CASE("its own messages are recognised, others are not") {
    CHECK(xapi().recognises(statement("")) > 50);
    CHECK(xapi().recognises("<leerresultaten_verzoek/>") == 0);
    CHECK(xapi().recognises("") == 0);
}

TEST_CASE("any beginning of a message ends in a report") {
    const std::string whole = "[" + statement(R"(,"result":{"score":{"raw":7.50}})") + "]";
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK(xapi().decode(posted(whole.substr(0, length)), {}).report.rejects());
}

TEST_CASE("an error counts even when more warnings come before it than are told") {
    std::string batch = "[";
    const std::string body = statement(R"(,"timestamp":"2026-11-20T10:00:00")");
    for (int i = 0; i < 5; ++i) batch += "{" + body.substr(body.find("\"actor\"")) + ",";
    batch += statement(R"(,"result":{"score":{"raw":2,"max":1}})") + "]";
    decode_options how;
    how.limits.findings = 3;
    CHECK(xapi().decode(posted(batch), how).report.rejects());
}
