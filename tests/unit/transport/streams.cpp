// Answers that are made while they are sent.
#include "gateway/transport/content_coding.hpp"
#include "tests/unit/transport/echo_server.hpp"
#include "tests/unit/transport/gunzip.hpp"

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

using namespace schakel;
using namespace schakel::transport;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

std::string line_of(std::size_t number) {
    return "{\"pupil\":" + std::to_string(number) + ",\"group\":\"3B\"}\n";
}

// Lines one by one; fails or throws at a line, or never ends.
class lines final : public byte_source {
public:
    explicit lines(std::size_t count, std::size_t broken_at = SIZE_MAX, bool throws = false)
        : count_(count), broken_at_(broken_at), throws_(throws) {}

    bool next(std::string& into) override {
        if (at_ == broken_at_ && throws_) throw std::runtime_error("a bug in a source");
        if (at_ == broken_at_) return false;
        into += line_of(at_++);
        return at_ < count_;
    }
    bool failed() const override { return at_ == broken_at_; }

private:
    std::size_t count_, broken_at_, at_ = 0;
    bool throws_;
};

std::string text_of(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += line_of(i);
    return out;
}

http_response streamed(std::shared_ptr<byte_source> from) {
    http_response out = text(200, {});
    out.stream = std::move(from);
    return out;
}

listener_hooks answering_with(std::function<std::shared_ptr<byte_source>()> make) {
    listener_hooks hooks;
    hooks.handle = [make = std::move(make)](http_request, responder answer) { answer(streamed(make())); };
    return hooks;
}

constexpr std::size_t many = 20'000; // some 600 kB

} // namespace

TEST_CASE("a streamed answer comes in chunks, and the connection goes on") {
    echo_server server({}, answering_with([] { return std::make_shared<lines>(many); }));
    auto client = server.connect();
    for (int i = 0; i < 2; ++i) {
        client.send(get);
        const auto answer = client.receive();
        CHECK(answer.head.find("Transfer-Encoding: chunked") != std::string::npos);
        CHECK(answer.head.find("Content-Length") == std::string::npos);
        CHECK(answer.body == text_of(many));
    }
}

TEST_CASE("a short one has a length, an empty one too") {
    echo_server server({}, answering_with([] { return std::make_shared<lines>(3); }));
    const auto answer = server.ask(get);
    CHECK(answer.head.find("Content-Length: " + std::to_string(text_of(3).size())) != std::string::npos);
    CHECK(answer.body == text_of(3));
    echo_server empty({}, answering_with([] { return std::make_shared<text_source>(std::string()); }));
    CHECK(empty.ask(get).head.find("Content-Length: 0") != std::string::npos);
}

TEST_CASE("a source that fails at once is a 500, and later an answer that is visibly cut off") {
    for (const bool throws : {false, true}) {
        std::string told;
        auto hooks = answering_with([=] { return std::make_shared<lines>(many, 0, throws); });
        hooks.failed = [&](std::string_view what) { told = what; };
        echo_server server({}, hooks);
        CHECK(server.ask(get).status == 500);
        CHECK(told == (throws ? "a bug in a source" : ""));
        echo_server later({}, answering_with([=] { return std::make_shared<lines>(many, many / 2, throws); }));
        auto client = later.connect();
        client.send(get);
        const std::string all = client.receive_all();
        CHECK(all.starts_with("HTTP/1.1 200"));
        CHECK_FALSE(all.ends_with("0\r\n\r\n"));
    }
}

TEST_CASE("no more is made than the client takes") {
    class endless final : public byte_source {
    public:
        explicit endless(std::atomic<std::size_t>& made) : made_(made) {}
        bool next(std::string& into) override {
            into += std::string(10'000, 'x');
            made_ += 10'000;
            return true;
        }

    private:
        std::atomic<std::size_t>& made_;
    };
    std::atomic<std::size_t> made{0};
    listener_settings settings;
    settings.timeouts.write = 50ms;
    echo_server server(settings, answering_with([&] { return std::make_shared<endless>(made); }));
    auto client = server.connect();
    client.send(get);
    CHECK(client.readable(20'000));
    while (server.get().metrics().connections_open > 0) std::this_thread::yield();
    CHECK(made < 64 * 1024 * 1024); // what sockets buffer, and one piece
}

TEST_CASE("an HTTP/1.0 client gets the bytes until the end of the connection") {
    echo_server server({}, answering_with([] { return std::make_shared<lines>(many); }));
    auto client = server.connect();
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const std::string all = client.receive_all();
    CHECK(all.find("chunked") == std::string::npos);
    CHECK(all.ends_with(text_of(many)));
}

TEST_CASE("HEAD has the head of a streamed answer, and the connection goes on") {
    echo_server server({}, answering_with([] { return std::make_shared<lines>(many); }));
    auto client = server.connect();
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive(false).head.find("Transfer-Encoding: chunked") != std::string::npos);
    client.send(get);
    CHECK(client.receive().body == text_of(many));
}

TEST_CASE("the gzip of shared bytes is made once, and every client that takes it gets it") {
    const auto body = std::make_shared<const std::string>(200'000, 'a');
    std::atomic<std::size_t> kept{0};
    const auto coding = std::make_shared<schakel::kept_coding>([&kept](std::size_t bytes) { kept += bytes; });
    listener_hooks hooks;
    hooks.handle = [&](http_request, responder answer) {
        http_response out = text(200, "");
        out.shared_body = body;
        out.shared_coding = coding;
        answer(std::move(out));
    };
    echo_server server({}, hooks);
    auto client = server.connect();
    for (int i = 0; i < 3; ++i) {
        client.send("GET /shared HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
        const auto coded = client.receive();
        CHECK(coded.head.find("Content-Encoding: gzip") != std::string::npos);
        CHECK(coded.head.find("Vary: Accept-Encoding") != std::string::npos);
        CHECK(tests::gunzip(coded.body) == *body);
    }
    REQUIRE(coding->find());
    CHECK(kept == coding->find()->size());
    client.send("GET /shared HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().body == *body);
}

TEST_CASE("clients that take gzip get it, streamed and whole") {
    listener_hooks hooks;
    hooks.handle = [](http_request request, responder answer) {
        if (request.path == "/whole") return answer(text(200, text_of(many)));
        auto out = text(200, {});
        out.shared_body = std::make_shared<const std::string>(text_of(many));
        if (request.path == "/shared") return answer(std::move(out));
        if (request.path == "/image") {
            out.headers.set("Content-Type", "image/png");
            return answer(std::move(out));
        }
        answer(streamed(std::make_shared<lines>(many)));
    };
    echo_server server({}, hooks);
    auto client = server.connect();
    for (const std::string path : {"/whole", "/shared", "/"}) {
        CAPTURE(path);
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br, gzip;q=0.5\r\n\r\n");
        const auto coded = client.receive();
        CHECK(coded.head.find("Content-Encoding: gzip") != std::string::npos);
        CHECK(coded.head.find("Vary: Accept-Encoding") != std::string::npos);
        CHECK(coded.body.size() < text_of(many).size() / 4);
        CHECK(tests::gunzip(coded.body) == text_of(many));
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip;q=0\r\n\r\n");
        const auto plain = client.receive();
        CHECK(plain.head.find("Content-Encoding") == std::string::npos);
        CHECK(plain.body == text_of(many));
    }
    client.send("GET /image HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    CHECK(client.receive().head.find("Content-Encoding") == std::string::npos);
}

TEST_CASE("what Accept-Encoding means") {
    const auto accepts = [](std::string value) { return accepts_gzip({{"Accept-Encoding", std::move(value)}}); };
    CHECK(accepts("gzip"));
    CHECK(accepts("deflate, GZIP;q=0.1"));
    CHECK(accepts("*"));
    CHECK_FALSE(accepts("*, gzip;q=0"));
    CHECK_FALSE(accepts("identity"));
    CHECK_FALSE(accepts("*;q=0.0"));
    CHECK_FALSE(accepts(""));
}

TEST_CASE("pieces that take their time are made elsewhere, and other connections do not wait") {
    class slow final : public byte_source {
    public:
        explicit slow(std::shared_future<void> until) : until_(std::move(until)) {}
        bool next(std::string& into) override {
            if (!into.empty() || begun_) until_.get();
            begun_ = true;
            into += text_of(many);
            return true;
        }

    private:
        std::shared_future<void> until_;
        bool begun_ = false;
    };
    std::promise<void> let_go;
    std::shared_future<void> until = let_go.get_future();
    std::mutex guard;
    std::vector<std::thread> workers;
    listener_hooks hooks;
    hooks.handle = [&](http_request request, responder answer) {
        if (request.path == "/quick") return answer(text(200, "quick"));
        answer(streamed(std::make_shared<slow>(until)));
    };
    hooks.work = [&](std::function<void()> task) {
        const std::lock_guard lock(guard);
        workers.emplace_back(std::move(task));
    };
    {
        echo_server server({}, hooks);
        auto waiting = server.connect();
        auto leaving = std::make_optional(server.connect());
        for (auto* each : {&waiting, &*leaving}) {
            each->send(get);
            CHECK(each->receive(false).status == 200);
        }
        CHECK(server.ask("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").body == "quick");
        leaving.reset(); // while its piece is in the making
        let_go.set_value();
        CHECK(waiting.readable(20'000));
    }
    const std::lock_guard lock(guard); // the server has gone; what was under way ends by itself
    for (auto& each : workers) each.join();
}
