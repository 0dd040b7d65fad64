// Messages as they travel: what was received, what is to be sent, what was answered. No sockets here.
#pragma once

#include "gateway/core/clock.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel {

// HTTP header fields in order; names compare without case.
class header_fields {
public:
    header_fields() = default;
    header_fields(std::initializer_list<std::pair<std::string, std::string>> list) : list_(list) {}

    void add(std::string name, std::string value) { list_.emplace_back(std::move(name), std::move(value)); }
    void set(std::string_view name, std::string value);
    std::string_view find(std::string_view name) const; // the first value, "" for none
    bool has(std::string_view name) const;

    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }
    bool empty() const { return list_.empty(); }

private:
    std::vector<std::pair<std::string, std::string>> list_;
};

// One received message with its envelope. Immutable once made. For a file `method` is empty.
struct exchange {
    std::string id;       // uuid v7
    std::string standard; // of the adapter that receives it
    std::string method;
    std::string path;                                       // below the adapter's base path, decoded: "/results"
    std::vector<std::pair<std::string, std::string>> query; // decoded, in order
    header_fields headers;
    std::string body;
    std::string sender; // system id, once known
    std::string school; // school id, once known
    instant received_at{};
    std::string trace_parent;
    std::string raw_path; // `path` undecoded, where a "/" within an id is still "%2F"; empty: as `path`

    std::string_view query_value(std::string_view name) const; // "" for none
    std::string_view content_type() const { return headers.find("content-type"); }
};

// The answer to an exchange, in the sender's protocol.
struct reply {
    int status = 200;
    header_fields headers;
    std::string body;
};

// A message for a receiver: where and what, without credentials, which are added when it is sent.
struct outgoing {
    std::string
        key; // order is kept among messages of one key and route: a pupil, or a school when a message holds many pupils
    std::string method = "POST";
    std::string path;      // appended to the receiver's URL: "/results", "/statements"
    header_fields headers; // content type and what the standard demands
    std::string body;
    std::size_t records = 0; // sittings or statements in it
};

// A receiver's answer, or why there was none.
struct received_answer {
    enum class transport {
        answered,
        not_sent,
        unknown
    } how = transport::answered; // unknown: it may have been processed
    std::string error;           // our own words when not answered
    int status = 0;
    header_fields headers;
    std::string body;
};

} // namespace schakel
