#include "gateway/transport/request_reader.hpp"

#include "gateway/transport/request_target.hpp"

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

// Clients may send an empty line before a request (RFC 9112, 2.2); more than a few is no honest client.
constexpr int most_leading_empty_lines = 4;

// Fills an http_request. Trailer fields are read and dropped: merging them into the headers would let a sender add a
// header after it was checked.
class message_parser final : public http::basic_parser<true> {
public:
    message_parser(http_request& request, const listener_limits& limits) : request_(request), limits_(limits) {
        eager(true);
        header_limit(static_cast<std::uint32_t>(limits.header_bytes + 2));
        body_limit(boost::none);
    }
    bool is_http_1_0() const { return version_ == 10; }

private:
    void on_request_impl(http::verb, string_view method, string_view target, int version, error_code&) override {
        request_.method.assign(method.data(), method.size());
        request_.target.assign(target.data(), target.size());
        version_ = version;
    }
    void on_response_impl(int, string_view, int, error_code&) override {}
    void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
        if (head_done_) return;
        request_.headers.add(std::string_view(name.data(), name.size()), std::string_view(value.data(), value.size()));
    }
    void on_header_impl(error_code&) override { head_done_ = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
        announced_ = static_cast<std::size_t>(std::min<std::uint64_t>(length.value_or(0), limits_.body_bytes));
        request_.body.reserve(std::min<std::size_t>(announced_, 1024 * 1024));
    }
    std::size_t on_body_impl(string_view part, error_code& error) override {
        if (part.size() > limits_.body_bytes - request_.body.size()) {
            error = http::error::body_limit;
            return 0;
        }
        make_room_for(part.size());
        request_.body.append(part.data(), part.size());
        return part.size();
    }
    void on_chunk_header_impl(std::uint64_t size, string_view extension, error_code& error) override {
        // A bare line feed in an extension ends the line for some readers.
        if (extension.find_first_of(string_view("\n\r\0", 3)) != string_view::npos)
            error = http::error::bad_chunk_extension;
        if (size > limits_.body_bytes - request_.body.size()) error = http::error::body_limit;
    }
    std::size_t on_chunk_body_impl(std::uint64_t, string_view part, error_code& error) override {
        return on_body_impl(part, error);
    }
    void on_finish_impl(error_code&) override {}

    // Twice as much each time, but never more than was announced; an announcement alone gets no memory. A string that
    // has room already would double it.
    void make_room_for(std::size_t more) {
        std::string& body = request_.body;
        const std::size_t needed = body.size() + more, doubled = 2 * body.capacity();
        if (needed <= body.capacity() || needed > announced_ || doubled <= announced_) return;
        std::string whole;
        whole.reserve(announced_);
        whole += body;
        body.swap(whole);
    }

    http_request& request_;
    const listener_limits& limits_;
    std::size_t announced_ = 0; // bytes of the body; 0: not known
    int version_ = 11;
    bool head_done_ = false;
};

refused head_problem(const error_code& error) {
    if (error == http::error::bad_method || error == http::error::bad_target) return {refusal::bad_request_line, 400};
    if (error == http::error::bad_version) return {refusal::bad_version, 400};
    if (error == http::error::bad_content_length || error == http::error::multiple_content_length ||
        error == http::error::bad_transfer_encoding) {
        return {refusal::bad_framing, 400};
    }
    if (error == http::error::header_limit) return {refusal::head_too_large, 431};
    return {refusal::bad_header, 400};
}

refused body_problem(const error_code& error) {
    if (error == http::error::body_limit) return {refusal::body_too_large, 413};
    return {refusal::bad_chunk, 400};
}

bool is_length(std::string_view text) {
    return !text.empty() && text.size() <= 18 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<refused> check_framing(const http_headers& headers, bool http_1_0) {
    const std::string* coding = headers.find("Transfer-Encoding");
    const std::string* length = headers.find("Content-Length");
    if (coding && (length || http_1_0)) return refused{refusal::bad_framing, 400};
    if (length && (headers.count("Content-Length") > 1 || !is_length(*length)))
        return refused{refusal::bad_framing, 400};
    if (coding && (headers.count("Transfer-Encoding") > 1 || !same_name(*coding, "chunked"))) {
        return refused{refusal::unknown_transfer_coding, 501};
    }
    return std::nullopt;
}

bool good_host(const http_headers& headers, bool http_1_0) {
    const auto count = headers.count("Host");
    if (count == 0) return http_1_0;
    return count == 1 && headers.get("Host").find_first_of(" \t/\\@,?#\"<>") == std::string_view::npos;
}

std::optional<refused> check_negotiation(const http_headers& headers, bool has_body) {
    const std::string* expectation = headers.find("Expect");
    if (expectation && !same_name(*expectation, "100-continue")) return refused{refusal::unknown_expectation, 417};
    const std::string* coding = headers.find("Content-Encoding");
    if (has_body && coding && !same_name(*coding, "identity")) return refused{refusal::unknown_content_coding, 415};
    return std::nullopt;
}

} // namespace

class request_reader::impl {
public:
    explicit impl(const listener_limits& limits) : limits_(limits), scanner_(limits) { next(); }

    void next() {
        request_ = http_request();
        parser_.emplace(request_, limits_);
        scanner_.reset();
        problem_.reset();
        has_body_ = false;
    }

    step advance(std::string_view& input) {
        if (problem_) return step::refused;
        const step taken = parser_->is_header_done() ? read_body(input) : read_head(input);
        return problem_ ? step::refused : taken;
    }

    http_request request_;
    std::optional<message_parser> parser_;
    std::optional<refused> problem_;
    bool has_body_ = false;

private:
    step read_head(std::string_view& input) {
        if (!skip_empty_lines(input) || !scanner_.scan(input)) {
            problem_ = problem_ ? problem_ : scanner_.problem();
            return step::need_more;
        }
        error_code error;
        parser_->put(boost::asio::const_buffer(input.data(), scanner_.length()), error);
        input.remove_prefix(scanner_.length());
        if (error && error != http::error::need_more) {
            problem_ = head_problem(error);
        } else if (!parser_->is_header_done()) {
            problem_ = refused{refusal::bad_header, 400};
        } else {
            check_head();
        }
        return step::head;
    }

    // False: nothing but (perhaps) a beginning of an empty line was there.
    bool skip_empty_lines(std::string_view& input) {
        while (input.starts_with("\r\n")) {
            input.remove_prefix(2);
            if (++empty_lines_ > most_leading_empty_lines) problem_ = refused{refusal::bad_request_line, 400};
        }
        if (problem_ || input.empty() || input == "\r") return false;
        empty_lines_ = 0;
        return true;
    }

    void check_head() {
        const bool http_1_0 = parser_->is_http_1_0();
        const http_headers& headers = request_.headers;
        if ((problem_ = check_framing(headers, http_1_0))) return;
        has_body_ = !parser_->is_done();
        if (!good_host(headers, http_1_0)) {
            problem_ = refused{refusal::bad_host, 400};
        } else if (!read_request_target(request_)) {
            problem_ = refused{refusal::bad_target, 400};
        } else if (!(problem_ = check_negotiation(headers, has_body_)) && announced_length() > limits_.body_bytes) {
            problem_ = refused{refusal::body_too_large, 413};
        }
    }

    std::uint64_t announced_length() const { return parser_->content_length().value_or(0); }

    step read_body(std::string_view& input) {
        if (parser_->is_done()) return step::complete;
        if (input.empty()) return step::need_more;
        error_code error;
        input.remove_prefix(parser_->put(boost::asio::const_buffer(input.data(), input.size()), error));
        if (error && error != http::error::need_more) {
            problem_ = body_problem(error);
        } else if (!parser_->is_done() && input.size() > limits_.header_bytes) {
            problem_ = refused{refusal::bad_chunk, 400}; // an endless chunk line or trailer
        }
        return parser_->is_done() ? step::complete : step::need_more;
    }

    const listener_limits& limits_;
    head_scanner scanner_;
    int empty_lines_ = 0;
};

request_reader::request_reader(const listener_limits& limits) : impl_(std::make_unique<impl>(limits)) {}
request_reader::~request_reader() = default;

request_reader::step request_reader::advance(std::string_view& input) {
    return impl_->advance(input);
}
void request_reader::next() {
    impl_->next();
}
http_request& request_reader::request() {
    return impl_->request_;
}
refused request_reader::problem() const {
    return *impl_->problem_;
}
bool request_reader::is_http_1_0() const {
    return impl_->parser_->is_http_1_0();
}
bool request_reader::has_body() const {
    return impl_->has_body_;
}
std::size_t request_reader::body_received() const {
    return impl_->request_.body.size();
}

bool request_reader::keep_alive() const {
    return impl_->parser_->is_header_done() && impl_->parser_->keep_alive();
}

bool request_reader::expects_continue() const {
    return impl_->has_body_ && !is_http_1_0() && impl_->request_.headers.find("Expect") != nullptr;
}

} // namespace schakel::transport
