// Carries messages to other systems over HTTP, and requests to those that own rosters, publish goals or have
// entitlements: URL and path,
// TLS, credentials; tokens are fetched and kept until shortly before they expire.
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/crypto/key.hpp"
#include "gateway/pipeline/goal_fetch.hpp"
#include "gateway/pipeline/roster_fetcher.hpp"
#include "gateway/pipeline/sender.hpp"
#include "gateway/transport/client.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace schakel::service {

// Thread-safe; callbacks come on the client's threads.
class http_sender final : public pipeline::sender,
                          public pipeline::roster_fetcher,
                          public pipeline::source_fetcher,
                          public std::enable_shared_from_this<http_sender> {
public:
    // `own`: the keys of launches, with which we prove ourselves to token end points that know us by them.
    http_sender(transport::http_client& client, const clock& time, const launch_keys* own = nullptr)
        : client_(client), time_(time), own_keys_(own) {}

    void send(
        std::shared_ptr<const pipeline::configuration> in_force, const pipeline::destination& to,
        std::string_view school, std::string_view delivery_id, outgoing message,
        std::function<void(received_answer)> done
    ) override;

    void fetch(
        std::shared_ptr<const pipeline::configuration> in_force, const settings::system& owner, const adapter& by,
        std::string_view school, outgoing request, std::function<void(received_answer)> done
    ) override;

    void fetch(
        std::shared_ptr<const pipeline::configuration> in_force, const settings::fetched_source& from,
        const adapter& by, std::string_view school, outgoing request, std::function<void(received_answer)> done
    ) override;

private:
    using credentials_ready = std::function<void(result<send_credentials, received_answer>)>;
    struct token_state {
        std::string token;
        instant expires{};
        bool asking = false;
        std::vector<credentials_ready> waiting;
    };

    struct trip;
    void try_once(const std::shared_ptr<trip>& on, bool may_renew);
    void forget_token(const std::string& key);
    void credentials(const std::shared_ptr<trip>& on, credentials_ready ready);
    result<std::string> assertion(const settings::token_source& of) const;
    void fetch_token(const std::shared_ptr<trip>& on);
    void token_answered(const std::string& key, const std::string& url, transport::client_outcome outcome);
    result<std::shared_ptr<const transport::client_tls>> tls_of(const settings::remote& how);
    void post(const std::shared_ptr<trip>& on, outgoing message, std::function<void(received_answer)> done);

    transport::http_client& client_;
    const clock& time_;
    const launch_keys* const own_keys_;
    std::mutex mutex_;
    std::map<std::string, token_state, std::less<>> tokens_; // by token address, client and scope
    std::map<std::string, std::shared_ptr<const transport::client_tls>, std::less<>> tls_; // by its files
};

} // namespace schakel::service
