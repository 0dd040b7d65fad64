// OpenSSL contexts for both sides. Internal to transport.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/transport/client.hpp"
#include "gateway/transport/listener.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace schakel::transport {

class tls_context {
public:
    explicit tls_context(boost::asio::ssl::context context) : context_(std::move(context)) {}
    // OpenSSL counts references in the context it is given, so sharing it needs a non-const reference.
    boost::asio::ssl::context& get() const { return context_; }

private:
    mutable boost::asio::ssl::context context_;
};

class client_tls : public tls_context {
public:
    using tls_context::tls_context;
};

result<std::shared_ptr<const tls_context>> make_server_tls(const tls_settings& settings);

std::optional<client_certificate> describe_certificate(const X509* certificate);

} // namespace schakel::transport
