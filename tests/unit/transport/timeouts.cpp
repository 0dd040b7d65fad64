// Slow and silent clients. The tests wait for what the server does, never for a length of time.
#include "tests/unit/transport/echo_server.hpp"

#include <future>

using namespace schakel::transport;
using namespace std::chrono_literals;

TEST_CASE("an idle connection is closed without a word") {
    listener_settings settings;
    settings.timeouts.idle = 30ms;
    echo_server server(settings);
    auto fresh = server.connect();
    auto used = server.connect();
    used.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(used.receive().status == 200);
    CHECK(fresh.closed_by_peer());
    CHECK(used.closed_by_peer());
}

TEST_CASE("B4.11: a head that drips in is cut off with 408, however often a byte comes") {
    listener_settings settings;
    settings.timeouts.head = 60ms;
    echo_server server(settings);
    auto client = server.connect();
    client.send("GET / HTTP/1.1\r\nX: ");
    while (!client.readable(5) && client.send("a")) {
    }
    CHECK(client.receive().status == 408);
    CHECK(server.refused(refusal::head_timeout) == 1);
}

TEST_CASE("B4.12: a body below the minimum rate is cut off with 408") {
    listener_settings settings;
    settings.timeouts.body = 60ms;
    echo_server server(settings);
    auto client = server.connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    while (!client.readable(5) && client.send("a")) {
    }
    CHECK(client.receive().status == 408);
    CHECK(server.refused(refusal::body_timeout) == 1);
}

TEST_CASE("a body above the minimum rate may take longer than the time-out") {
    listener_settings settings;
    settings.timeouts.body = 50ms;
    settings.timeouts.body_bytes_per_second = 1;
    echo_server server(settings);
    auto client = server.connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 120\r\n\r\n" + std::string(100, 'a'));
    for (int i = 0; i < 20; ++i) {
        CHECK_FALSE(client.readable(10));
        client.send("b");
    }
    CHECK(client.receive().status == 200);
}

TEST_CASE("a client that does not take its answer is cut off") {
    listener_settings settings;
    settings.timeouts.write = 30ms;
    listener_hooks hooks;
    hooks.handle = [](http_request, responder answer) { answer(text(200, std::string(64 * 1024 * 1024, 'x'))); };
    echo_server server(settings, hooks);
    auto client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.readable(20'000));
    while (server.get().metrics().connections_open > 0) std::this_thread::yield();
    CHECK(client.receive_all().size() < 64 * 1024 * 1024);
}

TEST_CASE("a handler may take longer than any time-out of the connection") {
    std::promise<responder> held;
    listener_settings settings;
    settings.timeouts.idle = settings.timeouts.head = settings.timeouts.body = settings.timeouts.write = 20ms;
    listener_hooks hooks;
    hooks.handle = [&](http_request, responder answer) { held.set_value(std::move(answer)); };
    echo_server server(settings, hooks);
    auto client = server.connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    auto answer = held.get_future().get();
    CHECK_FALSE(client.readable(100));
    answer(text(200, "done"));
    CHECK(client.receive().body == "done");
}
