// What misbehaviour does to questions and answers, whatever they are about. The "third" answers are those that
// sometimes fail: every third.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/command/simulate_misbehaviour.hpp"
#include "gateway/transport/http_message.hpp"

#include <cstddef>
#include <optional>

namespace schakel::command {

// Whether the adapter answers this from what it has a view of.
bool is_query(const adapter& by, const exchange& asked);

// An answer that stands in for any other.
std::optional<transport::http_response> answer_instead(const misbehaviour_set& misbehaves, bool third);
void spoil_question(exchange& asked, const misbehaviour_set& misbehaves);
void spoil_headers(transport::http_response& answer, const misbehaviour_set& misbehaves, std::size_t question);
void spoil_body(transport::http_response& answer, const misbehaviour_set& misbehaves, bool third);

} // namespace schakel::command
