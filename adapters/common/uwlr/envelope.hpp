// The SOAP 1.1 envelope around UWLR messages: taken apart when receiving, put around when sending.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/codec/xml_document.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::uwlr {

// What may stand in the Body: elements of one namespace, the first of which is told as the one expected.
struct expected_messages {
    std::string_view space;
    std::span<const std::string_view> roots;
    std::string_view other_root; // id of the rule that another root breaks
    bool bare = false;           // a message may also be the root of the document
    bool definitions = false;    // and so may a Toetsdefinities document
};

// The one message of the results service.
expected_messages results_messages(bool bare);

// What an envelope holds. `message` is falsy when `shape` tells why the document is not a UWLR request.
struct opened_envelope {
    xml::node message; // of those expected, or Toetsdefinities when that was allowed
    bool definitions = false;
    presented_credentials credentials;
    findings shape;                                           // the envelope is not one, or holds something else
    findings headers;                                         // autorisatie missing, blocks that are not processed
    std::vector<std::pair<std::size_t, std::size_t>> foreign; // byte ranges of header blocks that are not UWLR's
};

opened_envelope open_envelope(const xml::node& root, const expected_messages& expected);

// Content-Type of a request: text/xml and, when a charset is named, UTF-8.
findings check_content_type(std::string_view content_type);

// An envelope around a bare message, with the autorisatie header.
std::string enclose(std::string_view message, const presented_credentials& credentials);

} // namespace schakel::uwlr
