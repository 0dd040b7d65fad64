// Keep-alive, pipelining, HEAD, limits on connections, drain.
#include "tests/unit/transport/echo_server.hpp"

#include <future>

using namespace schakel::transport;
using schakel::tests::raw_client;

namespace {
const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
} // namespace

TEST_CASE("a connection is kept until one side says otherwise") {
    echo_server server;
    auto client = server.connect();
    for (int i = 0; i < 3; ++i) {
        client.send(get);
        const auto answer = client.receive();
        CHECK(answer.status == 200);
        CHECK(answer.head.find("Connection:") == std::string::npos);
        CHECK(answer.head.find("\r\nDate: ") != std::string::npos);
    }
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(client.receive().head.find("Connection: close") != std::string::npos);
    CHECK(client.closed_by_peer());
}

TEST_CASE("HTTP/1.0 closes unless asked, and hears the answer to its question") {
    echo_server server;
    auto once = server.connect();
    once.send("GET / HTTP/1.0\r\n\r\n");
    CHECK(once.receive().status == 200);
    CHECK(once.closed_by_peer());
    auto kept = server.connect();
    for (int i = 0; i < 2; ++i) {
        kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        CHECK(kept.receive().head.find("Connection: keep-alive") != std::string::npos);
    }
}

TEST_CASE("the owner can end a connection, and no handler can break the framing of an answer") {
    listener_hooks hooks;
    hooks.handle = [](http_request request, responder answer) {
        http_response out = text(200, "ok");
        if (request.path == "/close") out.headers.add("Connection", "close");
        if (request.path == "/length") out.headers.add("Content-Length", "77");
        if (request.path == "/split") out.headers.add("X-Note", "a\r\nSet-Cookie: b");
        if (request.path == "/none") out.status = 204;
        answer(std::move(out));
    };
    echo_server server({}, hooks);
    auto client = server.connect();
    client.send("GET /length HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().body == "ok");
    client.send("GET /split HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().status == 500);
    client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().head.find("Content-Length") == std::string::npos);
    client.send("GET /close HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().body == "ok");
    CHECK(client.closed_by_peer());
}

TEST_CASE("HEAD tells the length and sends no body") {
    echo_server server;
    auto client = server.connect();
    client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get);
    const auto head = client.receive(false);
    CHECK(head.head.find("Content-Length: 11\r\n") != std::string::npos);
    CHECK(client.receive().body == "GET /?\n");
}

TEST_CASE("B4.13: 10,000 pipelined requests get 10,000 answers in order") {
    echo_server server;
    auto client = server.connect();
    std::string bytes;
    for (int i = 0; i < 10'000; ++i) {
        bytes += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    }
    auto sending = std::async(std::launch::async, [&] { client.send(bytes); });
    int right = 0;
    for (int i = 0; i < 10'000; ++i) right += client.receive().body == "POST /" + std::to_string(i) + "?\nabc";
    sending.wait();
    CHECK(right == 10'000);
}

TEST_CASE("large bodies travel both ways") {
    echo_server server;
    auto client = server.connect();
    const std::string body(5'000'000, 'x');
    auto sending = std::async(std::launch::async, [&] {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n" + body);
    });
    CHECK(client.receive().body.size() == body.size() + 8);
    sending.wait();
}

TEST_CASE("limits: requests per connection, connections per listener") {
    listener_settings settings;
    settings.limits.requests_per_connection = 2;
    settings.limits.connections = 2;
    echo_server server(settings);
    auto first = server.connect();
    first.send(get + get + get);
    CHECK(first.receive().head.find("Connection") == std::string::npos);
    CHECK(first.receive().head.find("Connection: close") != std::string::npos);
    auto second = server.connect();
    auto third = server.connect();
    second.send(get);
    CHECK(second.receive().status == 200);
    auto fourth = server.connect();
    third.send(get);
    fourth.send(get);
    const int served = third.receive().status + fourth.receive().status;
    CHECK(served <= 200); // one of them at most: the first connection may be closing or closed
    CHECK(server.refused(refusal::too_many_connections) >= 1);
}

TEST_CASE("many connections at once, on two threads") {
    echo_server server({}, {}, 2);
    std::vector<raw_client> clients;
    for (int i = 0; i < 400; ++i) clients.push_back(server.connect());
    for (auto& each : clients) each.send(get);
    int right = 0;
    for (auto& each : clients) right += each.receive().status == 200;
    CHECK(right == 400);
    CHECK(server.get().metrics().connections_open == 400);
    CHECK(server.get().metrics().responses_by_class[2] == 400);
}

TEST_CASE("F14: drain closes idle connections, lets a request end, and accepts nobody") {
    std::promise<responder> held;
    listener_hooks hooks;
    hooks.handle = [&](http_request request, responder answer) {
        if (request.path == "/slow") return held.set_value(std::move(answer));
        echo(std::move(request), std::move(answer));
    };
    echo_server server({}, hooks);
    auto idle = server.connect();
    idle.send(get);
    CHECK(idle.receive().status == 200);
    auto busy = server.connect();
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    responder answer = held.get_future().get();

    CHECK_FALSE(server.get().drain(std::chrono::milliseconds(20)));
    CHECK(idle.closed_by_peer());
    CHECK_THROWS(server.connect());
    answer(text(200, "late but right"));
    const auto late = busy.receive();
    CHECK(late.body == "late but right");
    CHECK(late.head.find("Connection: close") != std::string::npos);
    CHECK(busy.closed_by_peer());
    CHECK(server.get().drain(std::chrono::seconds(20)));
}

TEST_CASE("a port in use is told, also to a second server that would share it") {
    echo_server server;
    class server second(quick_threads());
    listener_settings settings;
    settings.name = "console";
    settings.port = server.port();
    const auto added = second.add_listener(settings, {echo, nullptr, nullptr, nullptr});
    REQUIRE_FALSE(added.has_value());
    CHECK(added.error().message.find("console") != std::string::npos);
    CHECK(added.error().message.find(std::to_string(settings.port)) != std::string::npos);
}
