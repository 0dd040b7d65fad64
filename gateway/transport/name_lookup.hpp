// Turns a host name into addresses without holding up an io thread, and without one slow name holding up another: each
// lookup has a thread of its own, which may outlive whoever asked. Internal to transport.
#pragma once

#include "gateway/transport/asio.hpp"

#include <memory>
#include <string>
#include <vector>

namespace schakel::transport {

class name_lookup {
public:
    explicit name_lookup(const executor& home);
    ~name_lookup();

    // The addresses in the system's order of preference; empty when there are none or after give_up(). An address in
    // text is itself.
    awaitable<std::vector<asio::ip::address>> find(std::string host);
    void give_up() { finished_.raise(); }
    const std::string& problem() const { return problem_; }

private:
    struct desk; // where the thread leaves its answer
    static void look_up(const std::shared_ptr<desk>& at, const std::string& host);

    executor home_;
    wake_event finished_;
    std::shared_ptr<desk> desk_;
    std::vector<asio::ip::address> found_;
    std::string problem_;
};

} // namespace schakel::transport
