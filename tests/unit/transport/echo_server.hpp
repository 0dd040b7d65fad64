// A server on a free port whose handler answers with what it received.
#pragma once

#include "gateway/transport/server.hpp"
#include "tests/support/raw_client.hpp"

#include <doctest/doctest.h>

namespace schakel::transport {

inline http_response text(int status, std::string body) {
    http_response out;
    out.status = status;
    out.headers.add("Content-Type", "text/plain");
    out.body = std::move(body);
    return out;
}

inline void echo(http_request request, responder answer) {
    answer(text(200, request.method + " " + request.path + "?" + request.query + "\n" + request.body));
}

inline server_settings quick_threads(unsigned threads = 1) {
    server_settings out;
    out.threads = threads;
    out.timer_resolution = std::chrono::milliseconds(5);
    return out;
}

class echo_server {
public:
    explicit echo_server(listener_settings settings = {}, listener_hooks hooks = {}, unsigned threads = 1)
        : server_(quick_threads(threads)) {
        settings.name = "test";
        if (!hooks.handle) hooks.handle = echo;
        const auto added = server_.add_listener(settings, std::move(hooks));
        REQUIRE(added.has_value());
        server_.start();
    }

    tests::raw_client connect() { return tests::raw_client(port()); }
    std::uint16_t port() const { return server_.port("test"); }
    std::uint64_t refused(refusal reason) const { return server_.metrics().refused[static_cast<std::size_t>(reason)]; }
    server& get() { return server_; }

    tests::raw_response ask(std::string_view bytes) {
        auto client = connect();
        client.send(bytes);
        return client.receive();
    }

private:
    server server_;
};

} // namespace schakel::transport
