#include "gateway/service/http_conversion.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>

namespace schakel::service {

exchange to_exchange(transport::http_request&& request, std::string_view base_path) {
    exchange out;
    std::vector<transport::parameter> query = transport::query_parameters(request);
    out.query.reserve(query.size());
    for (transport::parameter& one : query) out.query.emplace_back(std::move(one.name), std::move(one.value));
    out.method = std::move(request.method);
    out.path = request.path.substr(base_path.size());
    out.raw_path = raw_path_of(request).substr(std::min(base_path.size(), raw_path_of(request).size()));
    out.trace_parent = request.headers.get("traceparent");
    for (const transport::http_header& one : request.headers) out.headers.add(one.name, one.value);
    out.received_at = request.received_at;
    out.body = std::move(request.body);
    return out;
}

std::string_view raw_path_of(const transport::http_request& request) {
    return std::string_view(request.target).substr(0, request.target.find('?'));
}

transport::http_response to_response(pipeline::query_answer&& answer) {
    transport::http_response out = to_response(std::move(answer.head));
    out.shared_body = std::move(answer.body);
    out.shared_coding = std::move(answer.coding);
    out.stream = std::move(answer.stream);
    return out;
}

transport::http_response to_response(reply&& answer) {
    transport::http_response out;
    out.status = answer.status;
    for (const auto& [name, value] : answer.headers) out.headers.add(name, value);
    out.body = std::move(answer.body);
    return out;
}

received_answer to_answer(transport::http_response&& response) {
    received_answer out;
    out.status = response.status;
    for (const transport::http_header& one : response.headers) out.headers.add(one.name, one.value);
    out.body = std::move(response.body);
    return out;
}

transport::http_response problem(int status, std::string_view type, std::string_view detail) {
    json::writer out;
    out.begin_object().member("type", "urn:schakel:problem:" + std::string(type));
    out.member("title", transport::reason_phrase(status)).member("status", status);
    out.member_if_present("detail", detail).end_object();
    return {status, {{"Content-Type", "application/problem+json"}}, out.finish()};
}

received_answer no_answer(const transport::transport_error& error) {
    using kind = transport::transport_error::kind;
    received_answer out;
    const bool unsent = error.what == kind::resolve || error.what == kind::refused_by_policy ||
                        error.what == kind::connect || error.what == kind::tls ||
                        error.what == kind::timeout_before_send;
    out.how = unsent ? received_answer::transport::not_sent : received_answer::transport::unknown;
    out.error = std::string(to_string(error.what)) + ": " + error.text;
    return out;
}

} // namespace schakel::service
