// What a browser does in a launch, over one kept connection: it follows a redirect, or posts the form of a page.
#pragma once

#include "tests/bench/load/http_stream.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::bench {

using form_fields = std::vector<std::pair<std::string, std::string>>;

// Where an answer sends the browser next.
struct next_step {
    std::string address; // without its query
    form_fields fields;  // of the query, or of the form

    std::string_view field(std::string_view name) const; // "" for none
};

class browser {
public:
    explicit browser(std::uint16_t port) : port_(port), stream_(connect_to(port)) {}

    // None: the connection is lost, or the answer leads nowhere; then said() is what it was.
    std::optional<next_step> get(const std::string& path, const form_fields& query);
    std::optional<next_step> post(const std::string& path, const form_fields& fields);
    void forget_cookies() { cookies_.clear(); }
    std::string_view said() const { return said_; }

private:
    std::optional<next_step> send(std::string request);
    void keep_cookies(std::string_view head);
    std::string head(std::string_view method, const std::string& target) const;

    std::uint16_t port_;
    http_stream stream_;
    std::vector<std::pair<std::string, std::string>> cookies_;
    std::string said_;
};

std::string encoded(const form_fields& fields); // application/x-www-form-urlencoded

} // namespace schakel::bench
