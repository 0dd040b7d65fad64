// Calls through the http_client and waits for the outcome.
#pragma once

#include "gateway/transport/client.hpp"
#include "tests/unit/transport/echo_server.hpp"

#include <future>

namespace schakel::transport {

inline client_settings local_client() {
    client_settings out;
    const auto policy = egress_policy::from_list({"127.0.0.0/8"});
    REQUIRE(policy.has_value());
    out.egress = *policy;
    return out;
}

class caller {
public:
    explicit caller(echo_server& threads, const client_settings& settings = local_client())
        : caller(threads.get(), settings) {}
    explicit caller(server& threads, const client_settings& settings = local_client()) {
        auto made = http_client::create(threads, settings);
        REQUIRE(made.has_value());
        client_ = std::move(*made);
    }

    std::future<client_outcome> begin(client_request request) {
        auto promise = std::make_shared<std::promise<client_outcome>>();
        client_->send(std::move(request), [promise](client_outcome outcome) {
            promise->set_value(std::move(outcome));
        });
        return promise->get_future();
    }
    client_outcome send(client_request request) { return begin(std::move(request)).get(); }
    client_outcome post(const std::string& url, const std::string& body) {
        client_request request;
        request.url = url;
        request.body = body;
        return send(std::move(request));
    }
    client_outcome get(const std::string& url) {
        client_request request;
        request.method = "GET";
        request.url = url;
        return send(std::move(request));
    }
    http_client& client() { return *client_; }

private:
    std::unique_ptr<http_client> client_;
};

} // namespace schakel::transport
