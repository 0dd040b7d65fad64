// Questions and answers of the service as bytes.
#pragma once

#include "adapters/eck_id/wire.hpp"

#include <string>

namespace schakel::eck_id {

std::string write(const chain_id_question& question);
outgoing as_request(const chain_id_question& question); // with the headers that belong to it
std::string write(const chain_id_answer& answer);       // or the fault that it holds

} // namespace schakel::eck_id
