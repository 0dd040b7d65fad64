#include "gateway/transport/connection.hpp"

#include "gateway/transport/tls.hpp"

#include <boost/asio/ssl/stream.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace schakel::transport {

namespace {

template <class Stream>
awaitable<std::size_t> read_from(Stream& stream, asio::mutable_buffer into) {
    const auto [error, count] = co_await stream.async_read_some(into, as_result);
    co_return error ? 0 : count;
}

template <class Stream>
awaitable<bool> write_to(Stream& stream, asio::const_buffer from) {
    while (from.size() > 0) {
        const auto [error, count] = co_await stream.async_write_some(from, as_result);
        if (error) co_return false;
        from += count;
    }
    co_return true;
}

class plain_connection final : public connection {
public:
    explicit plain_connection(tcp_socket socket) : stream_(std::move(socket)) { attach(&stream_); }

    awaitable<bool> handshake() override { co_return true; }
    awaitable<std::size_t> read_some(asio::mutable_buffer into) override { return read_from(stream_, into); }
    awaitable<bool> write_all(asio::const_buffer from) override { return write_to(stream_, from); }
    awaitable<void> end_writing() override {
        error_code ignored;
        stream_.shutdown(tcp_socket::shutdown_send, ignored);
        co_return;
    }
    std::optional<client_certificate> peer_certificate() const override { return std::nullopt; }
    std::string failure_text() const override { return {}; }

private:
    tcp_socket stream_;
};

class tls_connection final : public connection {
public:
    tls_connection(
        tcp_socket socket, std::shared_ptr<const tls_context> context, asio::ssl::stream_base::handshake_type side
    )
        : context_(std::move(context)), stream_(std::move(socket), context_->get()), side_(side) {
        attach(&stream_.next_layer());
    }

    // As a client: sends the name (SNI) and insists on it in the certificate.
    void expect_host(const std::string& host) {
        SSL* ssl = stream_.native_handle();
        X509_VERIFY_PARAM* rules = SSL_get0_param(ssl);
        if (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1) return;
        ERR_clear_error(); // a name, not an address
        X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size());
        SSL_set_tlsext_host_name(ssl, host.c_str());
    }

    awaitable<bool> handshake() override {
        const auto [error] = co_await stream_.async_handshake(side_, as_result);
        if (error) failure_ = describe(error);
        co_return !error;
    }
    awaitable<std::size_t> read_some(asio::mutable_buffer into) override { return read_from(stream_, into); }
    awaitable<bool> write_all(asio::const_buffer from) override { return write_to(stream_, from); }
    awaitable<void> end_writing() override {
        co_await stream_.async_shutdown(as_result);
        error_code ignored;
        stream_.next_layer().shutdown(tcp_socket::shutdown_send, ignored);
    }

    std::optional<client_certificate> peer_certificate() const override {
        // Only a verified chain counts; with optional certificates OpenSSL ends the handshake on a bad one.
        return describe_certificate(SSL_get0_peer_certificate(handle()));
    }
    std::string failure_text() const override { return failure_; }

private:
    SSL* handle() const { return const_cast<asio::ssl::stream<tcp_socket>&>(stream_).native_handle(); }

    std::string describe(const error_code& error) const {
        const long verdict = SSL_get_verify_result(handle());
        return verdict == X509_V_OK ? error.message() : X509_verify_cert_error_string(verdict);
    }

    std::shared_ptr<const tls_context> context_;
    asio::ssl::stream<tcp_socket> stream_;
    asio::ssl::stream_base::handshake_type side_;
    std::string failure_;
};

} // namespace

void connection::interrupt() {
    error_code ignored;
    socket_->cancel(ignored);
}

void connection::close() {
    error_code ignored;
    socket_->close(ignored);
}

std::unique_ptr<connection> make_plain_connection(tcp_socket socket) {
    return std::make_unique<plain_connection>(std::move(socket));
}

std::unique_ptr<connection> make_tls_server_connection(tcp_socket socket, std::shared_ptr<const tls_context> context) {
    return std::make_unique<tls_connection>(std::move(socket), std::move(context), asio::ssl::stream_base::server);
}

std::unique_ptr<connection>
make_tls_client_connection(tcp_socket socket, std::shared_ptr<const tls_context> context, const std::string& host) {
    auto out = std::make_unique<tls_connection>(std::move(socket), std::move(context), asio::ssl::stream_base::client);
    out->expect_host(host);
    return out;
}

} // namespace schakel::transport
