// Finds where a request's head ends while its bytes arrive, and refuses early what a lenient parser would let through:
// bare line feeds, folded lines (RFC 9112, 2.2 and 5.2), HTTP/0.9, heads that are too large. Internal to transport.
#pragma once

#include "gateway/transport/listener.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace schakel::transport {

struct refused {
    refusal reason;
    int status;
};

class head_scanner {
public:
    explicit head_scanner(const listener_limits& limits) : limits_(limits) {}

    // bytes: everything received of the head so far, always from its first byte. True when the head is whole.
    bool scan(std::string_view bytes);
    std::size_t length() const { return line_start_; } // of a whole head, with its empty line
    const std::optional<refused>& problem() const { return problem_; }
    void reset();

private:
    bool end_of_line(std::string_view line);
    void check_request_line(std::string_view line);
    void refuse(refusal reason, int status) { problem_ = refused{reason, status}; }

    const listener_limits& limits_;
    std::size_t line_start_ = 0;
    std::size_t searched_ = 0;
    std::size_t lines_ = 0;
    std::optional<refused> problem_;
};

} // namespace schakel::transport
