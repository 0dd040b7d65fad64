// Messages of Basic Outcomes 1.1 in the standard's own words, and how they are read and written.
#pragma once

#include "gateway/codec/xml_document.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::lti_1_1 {

namespace wire {

enum class operation { replace, read, remove };
std::string_view word_of(operation which); // "replaceResult"

struct request {
    std::string message_id; // "" when the sender gives none
    operation what = operation::replace;
    std::string sourced_id;                      // opaque
    std::optional<std::string> score;            // textString; removed or not sent: none
    std::string language = "en";                 // of the score
    std::string text, url, launch_url;           // resultData, an extension that some receivers take
    std::size_t score_at = 0, sourced_id_at = 0; // offsets in the message
};

// "failure" with "unknownobject", and what an answer says besides.
struct status {
    std::string major, severity, minor;
    std::string description;
};

struct response {
    std::string message_id, answers, operation_name; // answers: message identifier of the request
    status how;
    std::optional<operation> what;    // none: an empty body
    std::optional<std::string> score; // of readResult; "" when there is none yet
};

} // namespace wire

// What a request asks for as far as it can be seen, whatever its namespace and prefixes; for answers to what is wrong.
struct request_head {
    std::string message_id, operation_name; // "replaceResultRequest"
    std::optional<wire::operation> what;
    std::size_t operation_at = 0; // its offset
};
request_head head_of(xml::node envelope);

// Expects what the schema has let through.
wire::request parse_request(xml::node envelope);
// Takes what it finds; `major` is "" when the text is no answer of this standard.
wire::response parse_response(std::string_view body);

std::string write(const wire::request& message);
std::string write(const wire::response& message);

} // namespace schakel::lti_1_1
