// The http_client against our own listener and against peers that misbehave on command.
#include "tests/unit/transport/call.hpp"

#include <atomic>
#include <thread>

using namespace schakel::transport;
using namespace std::chrono_literals;
using kind = transport_error::kind;

namespace {

std::string at(const echo_server& server) {
    return "http://127.0.0.1:" + std::to_string(server.port());
}

const std::string hang_up = "hang up";
const std::string stay_silent;

using script = std::vector<std::string>;

// Accepts one connection after another and plays a script on each: for every request that comes, the next text; then
// closes.
class scripted_peer {
public:
    explicit scripted_peer(std::vector<script> connections)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof own;
        ::bind(socket_, reinterpret_cast<sockaddr*>(&own), size);
        ::listen(socket_, 8);
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&own), &size);
        port_ = ntohs(own.sin_port);
        thread_ = std::thread([this, all = std::move(connections)] { play(all); });
    }
    ~scripted_peer() {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
    int requests() const { return requests_; }

private:
    void play(const std::vector<script>& connections) {
        for (const auto& answers : connections) {
            const int peer = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
            if (peer < 0) return;
            for (const auto& each : answers) answer(peer, each);
            ::close(peer);
        }
    }
    void answer(int peer, const std::string& text) {
        std::string seen;
        char byte = 0;
        while (seen.find("\r\n\r\n") == std::string::npos && ::recv(peer, &byte, 1, 0) == 1) seen += byte;
        ++requests_;
        if (text == stay_silent) {
            while (::recv(peer, &byte, 1, 0) > 0) {
            } // until the other side gives up
        } else if (text != hang_up) {
            ::send(peer, text.data(), text.size(), MSG_NOSIGNAL);
        }
    }

    int socket_;
    std::uint16_t port_ = 0;
    std::atomic<int> requests_{0};
    std::thread thread_;
};

kind error_of(const client_outcome& outcome) {
    REQUIRE_FALSE(outcome);
    return outcome.error().what;
}

} // namespace

TEST_CASE("a request reaches the listener as it was meant, over one kept connection") {
    listener_hooks hooks;
    hooks.handle = [](http_request request, responder answer) {
        std::string seen = request.method + " " + request.target + " " + request.body + "\n";
        for (const auto& each : request.headers) seen += each.name + ": " + each.value + "\n";
        auto out = text(201, seen);
        out.headers.add("X-Answer", "yes");
        answer(std::move(out));
    };
    echo_server server({}, hooks);
    caller client(server);
    client_request request;
    request.url = at(server) + "/a%2Fb?c=d";
    request.headers = {{"Content-Type", "text/plain"}, {"Content-Length", "99"}, {"Host", "other"}};
    request.body = "hello";
    for (int i = 0; i < 5; ++i) {
        const auto outcome = client.send(request);
        REQUIRE(outcome);
        CHECK(outcome.response().status == 201);
        CHECK(outcome.response().headers.get("x-answer") == "yes");
        CHECK(
            outcome.response().body == "POST /a%2Fb?c=d hello\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                                           "\nUser-Agent: schakel\nContent-Type: text/plain\nContent-Length: 5\n"
        );
    }
    CHECK(server.get().metrics().connections_total == 1);
}

TEST_CASE("many requests share a bounded number of connections, and each gets its own answer") {
    echo_server server({}, {}, 2);
    auto settings = local_client();
    settings.connections_per_origin = 3;
    caller client(server, settings);
    std::vector<std::future<client_outcome>> calls;
    for (int i = 0; i < 300; ++i) {
        client_request request;
        request.url = at(server) + "/" + std::to_string(i);
        request.body = std::string(static_cast<std::size_t>(i), 'b');
        calls.push_back(client.begin(std::move(request)));
    }
    int right = 0;
    for (int i = 0; i < 300; ++i) {
        const auto outcome = calls[static_cast<std::size_t>(i)].get();
        right += outcome && outcome.response().body ==
                                "POST /" + std::to_string(i) + "?\n" + std::string(static_cast<std::size_t>(i), 'b');
    }
    CHECK(right == 300);
    CHECK(server.get().metrics().connections_total <= 3);
}

TEST_CASE("a pooled connection that the peer closed meanwhile is replaced without anyone noticing") {
    listener_settings closing;
    closing.timeouts.idle = 20ms;
    echo_server server(closing);
    caller client(server);
    for (int i = 0; i < 3; ++i) {
        CHECK(client.post(at(server) + "/", "x"));
        while (server.get().metrics().connections_open > 0) std::this_thread::yield();
    }
    CHECK(server.get().metrics().connections_total == 3);
}

TEST_CASE("idle connections do not stay longer than their time") {
    echo_server server;
    auto settings = local_client();
    settings.idle_timeout = 20ms;
    caller client(server, settings);
    CHECK(client.post(at(server) + "/", "x"));
    while (server.get().metrics().connections_open > 0) std::this_thread::yield();
}

TEST_CASE("HEAD, empty answers, early hints, and answers that end with the connection") {
    echo_server threads;
    caller client(threads);
    const auto body = [&](const std::string& answer) {
        scripted_peer peer(std::vector<script>{{answer}});
        const auto outcome = client.get(peer.url());
        REQUIRE(outcome);
        return std::to_string(outcome.response().status) + outcome.response().body;
    };
    CHECK(body("HTTP/1.1 204 No Content\r\n\r\n") == "204");
    CHECK(body("HTTP/1.1 200 OK\r\n\r\nuntil the end") == "200until the end");
    CHECK(body("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok") == "200ok");
    CHECK(body("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") == "200ok");
    CHECK(body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n") == "200ok");
    CHECK(body("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n") == "302");

    scripted_peer peer(std::vector<script>{{"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"}});
    client_request head;
    head.method = "HEAD";
    head.url = peer.url();
    CHECK(client.send(head).response().headers.get("Content-Length") == "1000");
}

TEST_CASE("F9: what a misbehaving peer does has a name") {
    echo_server threads;
    caller client(threads);
    const auto verdict = [&](const std::string& answer) {
        scripted_peer peer(std::vector<script>{{answer}});
        return error_of(client.post(peer.url(), "x"));
    };
    CHECK(verdict("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort") == kind::reset);
    CHECK(verdict("HTTP/1.1 200 OK\r\nTransfer-Enc") == kind::reset);
    CHECK(verdict("SSH-2.0-OpenSSH_9.2\r\n\r\n") == kind::bad_response);
    CHECK(
        verdict("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") ==
        kind::bad_response
    );
    CHECK(verdict("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde") == kind::bad_response);
    CHECK(verdict("HTTP/1.1 101 Switching Protocols\r\n\r\n") == kind::bad_response);
    CHECK(verdict("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") == kind::bad_response);
    CHECK(verdict("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'a') + "\r\n\r\n") == kind::bad_response);
}

TEST_CASE("an answer beyond the limit is not read") {
    echo_server threads;
    caller client(threads);
    for (const std::string answer :
         {"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n"}) {
        scripted_peer peer(std::vector<script>{{answer}});
        client_request request;
        request.url = peer.url();
        request.response_bytes = 100;
        CHECK(error_of(client.send(request)) == kind::too_large);
    }
    scripted_peer endless(std::vector<script>{{"HTTP/1.1 200 OK\r\n\r\n" + std::string(101, 'a')}});
    client_request request;
    request.url = endless.url();
    request.response_bytes = 100;
    CHECK(error_of(client.send(request)) == kind::too_large);
}

TEST_CASE("a request that may have been acted on is not sent twice; an idempotent one is") {
    const std::string kept = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    echo_server threads;
    for (const bool idempotent : {false, true}) {
        scripted_peer peer(std::vector<script>{{kept, hang_up}, {kept}});
        caller client(threads);
        client_request request;
        request.url = peer.url();
        request.idempotent = idempotent;
        CHECK(client.send(request));
        const auto second = client.send(request);
        CHECK(static_cast<bool>(second) == idempotent);
        if (!second) CHECK(second.error().what == kind::reset);
        CHECK(peer.requests() == (idempotent ? 3 : 2));
    }
}

TEST_CASE("time-outs say whether the other side can have seen the request") {
    echo_server threads;
    auto settings = local_client();
    settings.connections_per_origin = 1;
    settings.queue_timeout = 30ms;
    settings.response_timeout = 20s;
    caller client(threads, settings);
    scripted_peer silent(std::vector<script>{{stay_silent}});
    client_request slow;
    slow.url = silent.url();
    slow.response_timeout = 200ms;
    auto first = client.begin(slow);
    CHECK(error_of(client.send(slow)) == kind::timeout_before_send); // waited for the only connection
    CHECK(error_of(first.get()) == kind::timeout_after_send);
}

TEST_CASE("S2: private addresses are refused unless listed, by address and not by name") {
    echo_server server;
    caller strict(server, client_settings());
    const auto port = std::to_string(server.port());
    for (const std::string host :
         {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433",
          "169.254.169.254"}) {
        CAPTURE(host);
        CHECK(error_of(strict.post("http://" + host + ":" + port + "/", "x")) == kind::refused_by_policy);
    }
    CHECK(server.get().metrics().connections_total == 0);

    auto by_name = client_settings();
    by_name.egress = *egress_policy::from_list({"localhost"});
    CHECK(caller(server, by_name).post("http://localhost:" + port + "/", "x"));
}

TEST_CASE("what cannot be sent has a reason without the request's content") {
    echo_server threads;
    caller client(threads);
    CHECK(error_of(client.post("nonsense", "x")) == kind::resolve);
    CHECK(error_of(client.post("http://name.invalid/", "x")) == kind::resolve);
    client_request split;
    split.url = at(threads) + "/";
    split.headers.add("X-Note", "a\r\nX-Admin: yes");
    const auto outcome = client.send(split);
    CHECK(error_of(outcome) == kind::resolve);
    CHECK(outcome.error().text.find("Admin") == std::string::npos);

    std::uint16_t unused = 0;
    {
        echo_server gone;
        unused = gone.port();
    }
    CHECK(error_of(client.post("http://127.0.0.1:" + std::to_string(unused) + "/", "x")) == kind::connect);
}

TEST_CASE("stopping the client or the server cancels what is under way, waiting or not") {
    scripted_peer silent(std::vector<script>{{stay_silent}, {stay_silent}});
    client_request request;
    request.url = silent.url();
    std::future<client_outcome> first;
    std::future<client_outcome> second;
    {
        echo_server threads;
        auto settings = local_client();
        settings.connections_per_origin = 1;
        caller client(threads, settings);
        first = client.begin(request);
        second = client.begin(request);
        threads.get().stop();
        CHECK(error_of(first.get()) == kind::cancelled);
        CHECK(error_of(second.get()) == kind::cancelled);
        CHECK(error_of(client.send(request)) == kind::cancelled);
    }
    echo_server threads;
    caller client(threads);
    first = client.begin(request);
    client.client().stop();
    CHECK(error_of(first.get()) == kind::cancelled);
}
