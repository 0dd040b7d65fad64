// Bad and unusual HTTP on real sockets; the ids are those of the published table of bad inputs.
#include "tests/unit/transport/echo_server.hpp"

using namespace schakel::transport;
using schakel::tests::raw_client;

namespace {

const std::string host = "Host: schakel.test\r\n";

struct bad_input {
    const char* id;
    std::string bytes;
    int status;
    refusal reason;
};

std::string many_headers(int count) {
    std::string out = "GET / HTTP/1.1\r\n" + host;
    for (int i = 0; i < count; ++i) out += "X-" + std::to_string(i) + ": 1\r\n";
    return out + "\r\n";
}

} // namespace

TEST_CASE("B4: bad framing is refused and the connection closed") {
    const std::string post = "POST / HTTP/1.1\r\n" + host;
    const std::vector<bad_input> rows{
        {"B4.1 length and chunked", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
         refusal::bad_framing},
        {"B4.1 chunked and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400,
         refusal::bad_framing},
        {"B4.1 identity and length", post + "Transfer-Encoding: identity\r\nContent-Length: 4\r\n\r\nabcd", 400,
         refusal::bad_framing},
        {"B4.1 chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
         refusal::bad_framing},
        {"B4.1 obscured chunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501,
         refusal::unknown_transfer_coding},
        {"B4.1 chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501,
         refusal::unknown_transfer_coding},
        {"B4.1 chunked not last", post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 501,
         refusal::unknown_transfer_coding},
        {"B4.1 space before the colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400,
         refusal::bad_header},
        {"B4.2 two lengths", post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde", 400, refusal::bad_framing},
        {"B4.2 equal lengths", post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd", 400, refusal::bad_framing},
        {"B4.2 a list of lengths", post + "Content-Length: 4, 4\r\n\r\nabcd", 400, refusal::bad_framing},
        {"B4.2 signed length", post + "Content-Length: +4\r\n\r\nabcd", 400, refusal::bad_framing},
        {"B4.2 negative length", post + "Content-Length: -1\r\n\r\n", 400, refusal::bad_framing},
        {"B4.2 hexadecimal length", post + "Content-Length: 0x4\r\n\r\nabcd", 400, refusal::bad_framing},
        {"B4.2 huge length", post + "Content-Length: 99999999999999999999\r\n\r\n", 400, refusal::bad_framing},
        {"B4.2 empty length", post + "Content-Length: \r\n\r\n", 400, refusal::bad_framing},
        {"B4.3 folded header", "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n 2\r\n\r\n", 400, refusal::bad_header},
        {"B4.3 folded with tab", "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n\t2\r\n\r\n", 400, refusal::bad_header},
        {"B4.3 space before the first header", "GET / HTTP/1.1\r\n " + host + "\r\n", 400, refusal::bad_header},
        {"B4.4 bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400, refusal::bad_request_line},
        {"B4.4 bare line feed in headers", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400, refusal::bad_header},
        {"B4.4 bare carriage return", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400, refusal::bad_header},
        {"B4.4 NUL in a value", "GET / HTTP/1.1\r\n" + host + "X: a" + std::string(1, '\0') + "b\r\n\r\n", 400,
         refusal::bad_header},
        {"B4.5 64 KiB header", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(65536, 'a') + "\r\n\r\n", 431,
         refusal::head_too_large},
        {"B4.5 64 KiB target", "GET /" + std::string(65536, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 431,
         refusal::head_too_large},
        {"B4.6 1,000 headers", many_headers(1000), 431, refusal::head_too_large},
        {"B4.9 cut escape", "GET /a%4 HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 no hexadecimal", "GET /a%zz HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 bad escape in the query", "GET /a?b=%z1 HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 encoded NUL", "GET /a%00b HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 encoded line feed", "GET /a%0ab HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 overlong UTF-8", "GET /%c0%af HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 bytes above ASCII", "GET /caf\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.9 fragment", "GET /a#b HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.10 dot segments", "GET /a/../b HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.10 at the end", "GET /a/.. HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.10 encoded dots", "GET /a/%2e%2E/b HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.10 encoded slashes", "GET /a%2f..%2fb HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.10 backslashes", "GET /a\\..\\b HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.10 single dot", "GET /./a HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"B4.16 HTTP/0.9", "GET /\r\n", 400, refusal::bad_version},
        {"B4.16 HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, refusal::bad_version},
        {"B4.16 HTTP/1.2", "GET / HTTP/1.2\r\n" + host + "\r\n", 505, refusal::bad_version},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400, refusal::bad_host},
        {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400, refusal::bad_host},
        {"host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, refusal::bad_host},
        {"connect", "CONNECT schakel.test:443 HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"absolute form with user", "GET http://a@b/ HTTP/1.1\r\n" + host + "\r\n", 400, refusal::bad_target},
        {"unknown expectation", post + "Expect: tea\r\nContent-Length: 1\r\n\r\na", 417, refusal::unknown_expectation},
        {"compressed body", post + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd", 415,
         refusal::unknown_content_coding},
        {"chunk without size", post + "Transfer-Encoding: chunked\r\n\r\nx\r\nabc\r\n0\r\n\r\n", 400,
         refusal::bad_chunk},
        {"chunk longer than said", post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", 400,
         refusal::bad_chunk},
        {"chunk size overflow", post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc", 400,
         refusal::bad_chunk},
        {"bare line feed in a chunk line", post + "Transfer-Encoding: chunked\r\n\r\n1;a=\"\n\"\r\na\r\n0\r\n\r\n", 400,
         refusal::bad_chunk},
        {"TLS on a plain port", "\x16\x03\x01\x02", 400, refusal::bad_request_line},
    };
    echo_server server;
    for (const auto& row : rows) {
        CAPTURE(row.id);
        const auto before = server.refused(row.reason);
        auto client = server.connect();
        client.send(row.bytes);
        const auto answer = client.receive();
        CHECK(answer.status == row.status);
        CHECK(answer.head.find("Connection: close") != std::string::npos);
        CHECK(answer.body.find(to_string(row.reason)) != std::string::npos);
        CHECK(client.closed_by_peer());
        CHECK(server.refused(row.reason) == before + 1);
    }
}

TEST_CASE("B4: unusual but right requests are served") {
    echo_server server;
    const auto body_of = [&](const std::string& bytes) { return server.ask(bytes).body; };

    CHECK(body_of("GET /a?b=c HTTP/1.1\r\n" + host + "\r\n") == "GET /a?b=c\n");
    CHECK_MESSAGE(body_of("GET http://other.test/a?b HTTP/1.1\r\n" + host + "\r\n") == "GET /a?b\n", "B4.8");
    CHECK_MESSAGE(body_of("GET http://other.test HTTP/1.1\r\n" + host + "\r\n") == "GET /?\n", "B4.8");
    CHECK_MESSAGE(
        body_of("POST / HTTP/1.1\r\n" + host + "Content_Length: 9\r\nContent-Length: 2\r\n\r\nhi") == "POST /?\nhi",
        "B4.7"
    );
    CHECK_MESSAGE(body_of("GET /a%20b%C3%A9 HTTP/1.1\r\n" + host + "\r\n") == "GET /a b\xC3\xA9?\n", "B4.9");
    CHECK_MESSAGE(body_of("GET /users/a%2fb HTTP/1.1\r\n" + host + "\r\n") == "GET /users/a%2Fb?\n", "B4.9");
    CHECK_MESSAGE(body_of("GET /..a/b.. HTTP/1.1\r\n" + host + "\r\n") == "GET /..a/b..?\n", "B4.10");
    CHECK_MESSAGE(
        body_of("GET / HTTP/1.1\r\n" + host + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n") == "GET /?\n",
        "B4.15"
    );
    CHECK(body_of("OPTIONS * HTTP/1.1\r\n" + host + "\r\n") == "OPTIONS *?\n");
    CHECK(body_of("\r\nGET / HTTP/1.1\r\n" + host + "\r\n") == "GET /?\n");
    CHECK(
        body_of("POST / HTTP/1.1\r\n" + host + "Content-Encoding: identity\r\nContent-Length: 1\r\n\r\na") ==
        "POST /?\na"
    );
}

TEST_CASE("a chunked body arrives whole, however it is cut, and its trailers are dropped") {
    echo_server server;
    const std::string bytes =
        "POST / HTTP/1.1\r\n" + host +
        "Transfer-Encoding: chunked\r\n\r\n5;name=\"v\"\r\nhello\r\n0a\r\n, chunked!\r\n0\r\nX-Late: 1\r\n\r\n";
    auto client = server.connect();
    client.send(bytes);
    CHECK(client.receive().body == "POST /?\nhello, chunked!");
    for (const char each : bytes) client.send(std::string(1, each));
    CHECK(client.receive().body == "POST /?\nhello, chunked!");
}

TEST_CASE("a body beyond the limit is refused before it is read, and a chunked one as soon as it shows") {
    listener_settings settings;
    settings.limits.body_bytes = 1000;
    echo_server server(settings);
    const std::string post = "POST / HTTP/1.1\r\n" + host;
    CHECK(server.ask(post + "Content-Length: 1001\r\n\r\n").status == 413);
    CHECK(server.ask(post + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'a')).status == 200);
    CHECK(server.ask(post + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n").status == 413);
    const std::string half = "1f4\r\n" + std::string(500, 'a') + "\r\n";
    CHECK(server.ask(post + "Transfer-Encoding: chunked\r\n\r\n" + half + half + "0\r\n\r\n").status == 200);
    CHECK(server.ask(post + "Transfer-Encoding: chunked\r\n\r\n" + half + half + "1\r\na\r\n0\r\n\r\n").status == 413);
    CHECK(server.refused(refusal::body_too_large) == 3);
}

TEST_CASE("a client that sends its whole body before it reads still gets the 413") {
    listener_settings settings;
    settings.limits.body_bytes = 1000;
    echo_server server(settings);
    auto client = server.connect();
    const std::string megabyte(1024 * 1024, 'a');
    client.send("POST / HTTP/1.1\r\n" + host + "Content-Length: 8388608\r\n\r\n");
    for (int i = 0; i < 8; ++i) client.send(megabyte);
    CHECK(client.receive().status == 413);
}

TEST_CASE("endless chunk lines and trailers are refused") {
    echo_server server;
    const std::string head = "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    CHECK(server.ask(head + "1;" + std::string(40'000, 'a')).status == 400);
    CHECK(server.ask(head + "0\r\nX: " + std::string(40'000, 'a')).status == 400);
}

TEST_CASE("B4.14: Expect gets its 100 before the body, and the admit hook may answer instead") {
    listener_hooks hooks;
    hooks.admit = [](const http_request& head) -> std::optional<http_response> {
        if (head.path == "/none") return text(404, "no such path");
        return std::nullopt;
    };
    echo_server server({}, hooks);
    auto client = server.connect();
    const std::string rest = " HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    client.send("POST /here" + rest);
    CHECK(client.receive(false).status == 100);
    client.send("hello");
    CHECK(client.receive().body == "POST /here?\nhello");
    client.send("POST /none" + rest);
    const auto refused = client.receive();
    CHECK(refused.status == 404);
    CHECK(refused.body == "no such path");
    CHECK(client.closed_by_peer());
}
