// The reader without a socket: the same bytes give the same requests, however they are cut.
#include "gateway/transport/request_reader.hpp"

#include <doctest/doctest.h>

using namespace schakel::transport;

namespace {

// Reads every request that the bytes hold, offering them in pieces of the given size.
std::string read_all(std::string_view bytes, std::size_t piece) {
    const listener_limits limits;
    request_reader reader(limits);
    std::string buffer;
    std::string seen;
    while (true) {
        std::string_view rest = buffer;
        const auto step = reader.advance(rest);
        buffer.erase(0, buffer.size() - rest.size());
        if (step == request_reader::step::refused)
            return seen + "refused " + std::string(to_string(reader.problem().reason));
        if (step == request_reader::step::complete) {
            auto& request = reader.request();
            seen += request.method + " " + request.path + " " + std::to_string(request.headers.size()) + " " +
                    request.body + "|";
            reader.next();
        }
        if (step != request_reader::step::need_more) continue;
        if (bytes.empty()) return seen + (buffer.empty() ? "" : "unfinished");
        buffer += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
}

} // namespace

TEST_CASE("requests are read alike in pieces of every size") {
    const std::string bytes = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
                              "\r\nPOST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
                              "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "3;x=y\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Late: 1\r\nX-Later: 2\r\n\r\n"
                              "GET /d HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string expected = "GET /a 1 |POST /b 2 hello|POST /c 2 abcdefg|GET /d 1 |";
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) CHECK(read_all(bytes, piece) == expected);
}

TEST_CASE("a refusal does not depend on how the bytes are cut") {
    const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n";
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) CHECK(read_all(bytes, piece) == "refused bad_header");
}

TEST_CASE("every beginning of a request asks for more") {
    const std::string bytes = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (std::size_t length = 1; length < bytes.size(); ++length) {
        const auto seen = read_all(bytes.substr(0, length), length);
        CHECK(seen.find("refused") == std::string::npos);
        CHECK(seen.find('|') == std::string::npos);
    }
}

TEST_CASE("the header limits hold to the byte and to the header") {
    listener_limits limits;
    limits.header_bytes = 200;
    limits.header_count = 3;
    const auto verdict = [&](const std::string& bytes) {
        request_reader reader(limits);
        std::string_view rest = bytes;
        return reader.advance(rest);
    };
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    const auto padded = [&](std::size_t total) {
        return start + std::string(total - start.size() - 4, 'a') + "\r\n\r\n";
    };
    CHECK(verdict(padded(200)) == request_reader::step::head);
    CHECK(verdict(padded(201)) == request_reader::step::refused);
    CHECK(verdict("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\n\r\n") == request_reader::step::head);
    CHECK(verdict("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n") == request_reader::step::refused);
}
