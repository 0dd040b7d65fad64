#include "gateway/transport/response_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <optional>

namespace schakel::transport {

namespace {

namespace http = boost::beast::http;
using boost::beast::string_view;
using boost::system::error_code;

constexpr std::uint32_t head_limit = 64 * 1024;

class message_parser final : public http::basic_parser<false> {
public:
    message_parser(http_response& response, bool to_head_request, std::size_t limit)
        : response_(response), limit_(limit), bodiless_(to_head_request) {
        eager(true);
        header_limit(head_limit);
        body_limit(boost::none);
        skip(to_head_request);
    }

private:
    void on_request_impl(http::verb, string_view, string_view, int, error_code&) override {}
    void on_response_impl(int code, string_view, int, error_code&) override { response_.status = code; }
    void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
        if (head_done_) return; // a trailer
        response_.headers.add(std::string_view(name.data(), name.size()), std::string_view(value.data(), value.size()));
    }
    void on_header_impl(error_code& error) override {
        head_done_ = true;
        // Two ways to tell the length: whichever we believed, another reader may believe the other.
        const auto& headers = response_.headers;
        if (headers.find("Transfer-Encoding") &&
            (headers.find("Content-Length") || !same_name(headers.joined("Transfer-Encoding"), "chunked"))) {
            error = http::error::bad_transfer_encoding;
        } else if (!bodiless_ && content_length().value_or(0) > limit_) {
            error = http::error::body_limit;
        }
    }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view part, error_code& error) override {
        if (part.size() > limit_ - response_.body.size()) {
            error = http::error::body_limit;
            return 0;
        }
        response_.body.append(part.data(), part.size());
        return part.size();
    }
    void on_chunk_header_impl(std::uint64_t size, string_view, error_code& error) override {
        if (size > limit_ - response_.body.size()) error = http::error::body_limit;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view part, error_code& error) override {
        return on_body_impl(part, error);
    }
    void on_finish_impl(error_code&) override {}

    http_response& response_;
    std::size_t limit_;
    bool bodiless_;
    bool head_done_ = false;
};

} // namespace

class response_reader::impl {
public:
    impl(bool to_head_request, std::size_t limit) : to_head_request_(to_head_request), limit_(limit) { next(); }

    step advance(std::string_view& input) {
        for (;;) {
            error_code error;
            input.remove_prefix(parser_->put(boost::asio::const_buffer(input.data(), input.size()), error));
            if (error && error != http::error::need_more) return verdict(error);
            if (!parser_->is_done()) {
                const bool endless = input.size() > head_limit; // a chunk line or trailer without end
                return endless ? step::malformed : step::need_more;
            }
            if (response_.status >= 200) return step::complete;
            if (response_.status == 101) return step::malformed; // we never asked for another protocol
            next();                                              // "100 Continue" and its like come before the answer
            if (input.empty()) return step::need_more;
        }
    }

    step end_of_input() {
        if (!parser_->got_some()) return step::malformed;
        error_code error;
        parser_->put_eof(error);
        return error || !parser_->is_done() ? step::malformed : step::complete;
    }

    http_response response_;
    std::optional<message_parser> parser_;

private:
    static step verdict(const error_code& error) {
        return error == http::error::body_limit ? step::too_large : step::malformed;
    }
    void next() {
        response_ = http_response();
        parser_.emplace(response_, to_head_request_, limit_);
    }

    bool to_head_request_;
    std::size_t limit_;
};

response_reader::response_reader(bool to_head_request, std::size_t body_limit)
    : impl_(std::make_unique<impl>(to_head_request, body_limit)) {}
response_reader::~response_reader() = default;

response_reader::step response_reader::advance(std::string_view& input) {
    return impl_->advance(input);
}
response_reader::step response_reader::end_of_input() {
    return impl_->end_of_input();
}
http_response& response_reader::response() {
    return impl_->response_;
}
bool response_reader::keep_alive() const {
    return impl_->parser_->keep_alive();
}

} // namespace schakel::transport
