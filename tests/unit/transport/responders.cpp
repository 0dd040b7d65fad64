// Answers from other threads, late, twice, or never.
#include "tests/unit/transport/echo_server.hpp"

#include <csignal>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace schakel::transport;

namespace {
const std::string get = "GET /soap/x HTTP/1.1\r\nHost: a\r\n\r\n";
} // namespace

TEST_CASE("an answer may come from any thread, and connections do not wait for each other") {
    std::vector<std::thread> workers;
    std::mutex guard;
    listener_hooks hooks;
    hooks.handle = [&](http_request request, responder answer) {
        const std::lock_guard lock(guard);
        workers.emplace_back([question = std::move(request), reply = std::move(answer)]() mutable {
            echo(std::move(question), std::move(reply));
        });
    };
    {
        echo_server server({}, hooks, 2);
        std::vector<schakel::tests::raw_client> clients;
        for (int i = 0; i < 20; ++i) clients.push_back(server.connect());
        for (auto& each : clients) each.send(get + get);
        for (auto& each : clients) {
            CHECK(each.receive().status == 200);
            CHECK(each.receive().status == 200);
        }
    }
    for (auto& each : workers) each.join();
}

TEST_CASE("a dropped responder and a throwing handler become 500 in the protocol of the path") {
    std::string told;
    listener_hooks hooks;
    hooks.handle = [](http_request request, responder) {
        if (request.query == "throw") throw std::runtime_error("a bug");
    };
    hooks.refuse = [](int status, std::string_view reason, const http_request& partial) {
        return text(status, "<fault path='" + partial.path + "'>" + std::string(reason) + "</fault>");
    };
    hooks.failed = [&](std::string_view what) { told = what; };
    echo_server server({}, hooks);
    auto client = server.connect();
    client.send(get);
    const auto dropped = client.receive();
    CHECK(dropped.status == 500);
    CHECK(dropped.body == "<fault path='/soap/x'>no_answer</fault>");
    client.send("GET /soap/x?throw HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().status == 500);
    CHECK(told == "a bug");
}

TEST_CASE("the refusal hook sees what was read, and cannot break the answer") {
    listener_hooks hooks;
    hooks.refuse = [](int status, std::string_view reason, const http_request& partial) {
        if (partial.path == "/evil") {
            auto out = text(status, "");
            out.headers.add("bad name", "x");
            return out;
        }
        return text(status, partial.method + " " + partial.path + " " + std::string(reason));
    };
    echo_server server({}, hooks);
    const std::string rest = " HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd";
    CHECK(server.ask("POST /soap" + rest).body == "POST /soap unknown_content_coding");
    const auto fallback = server.ask("POST /evil" + rest);
    CHECK(fallback.status == 415);
    CHECK(fallback.head.find("application/problem+json") != std::string::npos);
}

TEST_CASE("only the first answer counts, and an answer after the server has gone is harmless") {
    std::promise<responder> held;
    {
        listener_hooks hooks;
        hooks.handle = [&](http_request, responder answer) { held.set_value(std::move(answer)); };
        echo_server server({}, hooks);
        auto client = server.connect();
        client.send(get);
        held.get_future().wait();
    }
    held = std::promise<responder>();
    responder late;
    {
        listener_hooks hooks;
        hooks.handle = [&](http_request, responder answer) {
            late = std::move(answer);
            held.set_value(responder());
        };
        echo_server server({}, hooks);
        auto client = server.connect();
        client.send(get);
        held.get_future().wait();
    }
    late(text(200, "nobody listens"));
    late(text(200, "again"));
}

TEST_CASE("who works on an answer can ask whether the client is still there") {
    std::promise<responder> held;
    listener_hooks hooks;
    hooks.handle = [&](http_request, responder answer) { held.set_value(std::move(answer)); };
    echo_server server({}, hooks);
    auto client = std::make_unique<schakel::tests::raw_client>(server.connect());
    client->send(get);
    responder answer = held.get_future().get();
    CHECK_FALSE(answer.left());
    client.reset();
    while (!answer.left()) std::this_thread::yield(); // it is told soon, and once and for all
    CHECK(answer.left());
    answer(text(200, "nobody listens"));
}

TEST_CASE("a responder may be moved over another, which then gives up") {
    int first = 0;
    int second = 0;
    responder one([&](http_response response) { first = response.status; });
    responder other([&](http_response response) { second = response.status; });
    one = std::move(other);
    CHECK(first == 500);
    one(text(202, ""));
    CHECK(second == 202);
}

TEST_CASE("posted and delayed tasks run; those of a stopped server do not") {
    std::promise<void> soon;
    std::promise<void> later;
    bool never = false;
    {
        server threads(quick_threads(2));
        threads.start();
        threads.post([&] { soon.set_value(); });
        threads.post_after(std::chrono::milliseconds(10), [&] { later.set_value(); });
        threads.post_after(std::chrono::hours(1), [&] { never = true; });
        soon.get_future().get();
        later.get_future().get();
    }
    CHECK_FALSE(never);
}

TEST_CASE("a task after no time at all does not wait for the timers") {
    server_settings slow = quick_threads();
    slow.timer_resolution = std::chrono::hours(1);
    std::promise<void> done;
    server threads(slow);
    threads.start();
    threads.post_after(std::chrono::milliseconds(0), [&] { done.set_value(); });
    done.get_future().get();
}

TEST_CASE("signals reach the owner as calls") {
    std::promise<void> reloaded;
    std::promise<void> terminated;
    server threads(quick_threads());
    threads.handle_signals({[&] { terminated.set_value(); }, [&] { reloaded.set_value(); }});
    threads.start();
    std::raise(SIGHUP);
    reloaded.get_future().get();
    std::raise(SIGTERM);
    terminated.get_future().get();
}
