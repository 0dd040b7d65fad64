#include "gateway/transport/name_lookup.hpp"

#include <netdb.h>

#include <mutex>
#include <system_error>
#include <thread>

namespace schakel::transport {

namespace {

asio::ip::address address_of(const addrinfo& entry) {
    if (entry.ai_family == AF_INET) {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(entry.ai_addr);
        return asio::ip::address_v4(ntohl(v4->sin_addr.s_addr));
    }
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(entry.ai_addr);
    asio::ip::address_v6::bytes_type bytes;
    std::copy_n(v6->sin6_addr.s6_addr, bytes.size(), bytes.begin());
    return asio::ip::address_v6(bytes, v6->sin6_scope_id);
}

} // namespace

struct name_lookup::desk {
    std::mutex guard;
    name_lookup* asker;
};

name_lookup::name_lookup(const executor& home) : home_(home), finished_(home) {}

name_lookup::~name_lookup() {
    if (!desk_) return;
    const std::lock_guard lock(desk_->guard);
    desk_->asker = nullptr;
}

awaitable<std::vector<asio::ip::address>> name_lookup::find(std::string host) {
    if (!found_.empty()) co_return found_;
    error_code not_numeric;
    const auto numeric = asio::ip::make_address(host, not_numeric);
    if (!not_numeric) {
        found_.push_back(numeric);
        co_return found_;
    }
    desk_ = std::make_shared<desk>();
    desk_->asker = this;
    try {
        std::thread(look_up, desk_, host).detach();
    } catch (const std::system_error& no_thread) {
        problem_ = no_thread.what();
        co_return found_;
    }
    co_await finished_.wait();
    co_return found_;
}

void name_lookup::look_up(const std::shared_ptr<desk>& at, const std::string& host) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_ADDRCONFIG;
    addrinfo* list = nullptr;
    const int error = ::getaddrinfo(host.c_str(), nullptr, &wanted, &list);
    std::vector<asio::ip::address> found;
    for (const addrinfo* each = list; each; each = each->ai_next) {
        if (each->ai_family == AF_INET || each->ai_family == AF_INET6) found.push_back(address_of(*each));
    }
    if (list) ::freeaddrinfo(list);

    const std::lock_guard lock(at->guard);
    if (!at->asker) return;
    asio::post(at->asker->home_, [at, found, error] {
        if (!at->asker) return; // on its own thread, so it cannot go away from here on
        at->asker->found_ = found;
        if (error != 0) at->asker->problem_ = ::gai_strerror(error);
        at->asker->finished_.raise();
    });
}

} // namespace schakel::transport
