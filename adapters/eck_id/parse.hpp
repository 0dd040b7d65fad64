// A message of the service as bytes into what it says, in both directions.
#pragma once

#include "adapters/eck_id/wire.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <string_view>

namespace schakel::eck_id {

// What kind of message the bytes turned out to be.
struct read_message {
    enum class content { none, question, answer } holds = content::none;
    schakel::report report;
    std::string kind; // name of the element in the body; "Fault"
    chain_id_question question;
    chain_id_answer answer;
};

read_message read(std::string_view bytes, const document_limits& limits, const validation::xsd_schema& schema);

} // namespace schakel::eck_id
