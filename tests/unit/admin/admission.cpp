// Who is let in, and what is refused before a body is read.
#include "tests/support/admin_bench.hpp"
#include "tests/unit/admin/json_body.hpp"

using namespace schakel;
using test::admin_bench;

TEST_CASE("everything but health and metrics needs the token") {
    admin_bench on;
    for (const char* path : {"/live", "/ready", "/health", "/metrics"}) {
        auto request = admin_bench::call("GET", path);
        request.headers.remove("Authorization");
        CHECK(on.ask(request).status == 200);
    }
    for (const char* path : {"/admin/v1/status", "/admin/v1/messages", "/admin/v1/openapi.json", "/admin/v1/nothing"}) {
        for (const char* shown :
             {"", "Bearer", "Bearer ", "Bearer wrong", "Basic token-of-the-tests", "Bearer token-of-the-tests2",
              "token-of-the-tests"}) {
            CAPTURE(shown);
            auto request = admin_bench::call("GET", path);
            request.headers.set("Authorization", shown);
            const auto answer = on.ask(request);
            test::is_problem(answer, 401, "unauthorized");
            CHECK(answer.headers.get("WWW-Authenticate").starts_with("Bearer"));
        }
    }
    auto twice = admin_bench::call("GET", "/admin/v1/status");
    twice.headers.add("Authorization", "Bearer wrong");
    CHECK(on.ask(twice).status == 401);
}

TEST_CASE("paths and methods that do not exist") {
    admin_bench on;
    test::is_problem(on.get("/"), 404, "no-such-path");
    test::is_problem(on.get("/admin/v1/messages/"), 404, "no-such-path");
    test::is_problem(on.get("/admin/v1/messages/a/b"), 404, "no-such-path");
    test::is_problem(on.get("/admin/v1/messages//replay"), 404, "no-such-path");
    test::is_problem(on.get("/admin/v1/messages/not-a-uuid"), 404, "no-such-message");
    const auto answer = on.post("/admin/v1/messages", "{}");
    test::is_problem(answer, 405, "method-not-allowed");
    CHECK(answer.headers.get("Allow") == "GET, HEAD");
    CHECK(on.get("/admin/v1/reload").headers.get("Allow") == "POST");
    CHECK(on.ask(admin_bench::call("HEAD", "/admin/v1/status")).status == 200);
}

TEST_CASE("bodies are JSON and small") {
    admin_bench on;
    auto text = admin_bench::call("POST", "/admin/v1/routes/explain", "{}");
    text.headers.set("Content-Type", "text/plain");
    test::is_problem(on.ask(text), 415, "unsupported-media");
    auto parameters = admin_bench::call("POST", "/admin/v1/routes/explain", "{}");
    parameters.headers.set("Content-Type", "Application/JSON ; charset=utf-8");
    CHECK(on.ask(parameters).status == 200);

    const std::string large(70'000, ' ');
    test::is_problem(on.post("/admin/v1/routes/explain", large), 413, "body-too-large");
    auto chunked = admin_bench::call("POST", "/admin/v1/routes/explain", large);
    chunked.headers.remove("Content-Length");
    chunked.headers.add("Transfer-Encoding", "chunked");
    test::is_problem(on.ask(chunked), 413, "body-too-large");
}

TEST_CASE("what the listener refuses is told as a problem too") {
    admin_bench on;
    test::is_problem(on.hooks.refuse(431, "head_too_large", {}), 431, "head-too-large");
}

TEST_CASE("a problem names the caller's trace") {
    admin_bench on;
    auto request = admin_bench::call("GET", "/admin/v1/none");
    request.headers.set("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    CHECK(test::json_body(on.ask(request)).root().member("trace_id").text() == "4bf92f3577b34da6a3ce929d0e0e4736");
    request.headers.set("traceparent", "00-<script>");
    CHECK_FALSE(test::json_body(on.ask(request)).root().member("trace_id"));
}
