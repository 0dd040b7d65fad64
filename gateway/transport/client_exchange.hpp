// One request on its way: find an address, connect, send, read the answer. Internal to transport.
#pragma once

#include "gateway/transport/client_pool.hpp"
#include "gateway/transport/name_lookup.hpp"
#include "gateway/transport/response_reader.hpp"

namespace schakel::transport {

class client_exchange final : private timer_wheel::entry {
public:
    client_exchange(origin_pool& pool, std::unique_ptr<client_job> job);
    ~client_exchange();

    static awaitable<void> run(std::unique_ptr<client_exchange> self);
    void abort();

private:
    using kind = transport_error::kind;
    enum class turn { done, again };

    awaitable<bool> obtain_connection();
    awaitable<std::vector<asio::ip::address>> resolve();
    awaitable<bool> connect();
    awaitable<bool> try_address(asio::ip::address address, timer_wheel::duration time);
    awaitable<bool> handshake();
    awaitable<turn> talk();
    awaitable<bool> read_response(response_reader& reader);

    void accept_response(response_reader& reader);
    turn ended_early();
    std::vector<asio::ip::address> permitted(const std::vector<asio::ip::address>& all);
    std::string request_head() const;
    void fail(kind what, const std::string& why);
    void expired() override;

    origin_pool& pool_;
    std::unique_ptr<client_job> job_;
    std::optional<client_outcome> outcome_;
    name_lookup lookup_;
    std::optional<tcp_socket> connecting_;
    std::unique_ptr<connection> peer_;
    bool reused_ = false;
    bool retried_ = false;
    bool sent_whole_ = false;
    bool received_some_ = false;
    bool timed_out_ = false;
    bool aborted_ = false;
};

} // namespace schakel::transport
