// The SOAP 1.1 envelope around UWLR messages: taken apart when receiving, put around when sending.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/codec/xml_document.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::uwlr {

// What an envelope holds. `message` is falsy when `shape` tells why the document is not a UWLR request.
struct opened_envelope {
    xml::node message; // leerresultaten_verzoek, or Toetsdefinities when that was allowed
    bool definitions = false;
    presented_credentials credentials;
    findings shape;                                           // the envelope is not one, or holds something else
    findings headers;                                         // autorisatie missing, blocks that are not processed
    std::vector<std::pair<std::size_t, std::size_t>> foreign; // byte ranges of header blocks that are not UWLR's
};

// `bare`: the message itself or a Toetsdefinities document may also be the root.
opened_envelope open_envelope(const xml::node& root, bool bare);

// Content-Type of a request: text/xml and, when a charset is named, UTF-8.
findings check_content_type(std::string_view content_type);

// An envelope around a bare message, with the autorisatie header.
std::string enclose(std::string_view message, const presented_credentials& credentials);

} // namespace schakel::uwlr
