// Between the transport's HTTP messages and the adapters' exchanges; bodies are moved, never copied.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/pipeline/query.hpp"
#include "gateway/transport/client.hpp"
#include "gateway/transport/http_message.hpp"

#include <string_view>

namespace schakel::service {

// `base_path` is taken off the front of the path.
exchange to_exchange(transport::http_request&& request, std::string_view base_path);
transport::http_response to_response(reply&& answer);
transport::http_response to_response(pipeline::query_answer&& answer);
// The path of a request as it was written, undecoded.
std::string_view raw_path_of(const transport::http_request& request);
received_answer to_answer(transport::http_response&& response);
received_answer no_answer(const transport::transport_error& error);

// An RFC 9457 problem for paths that belong to no standard.
transport::http_response problem(int status, std::string_view type, std::string_view detail);

} // namespace schakel::service
