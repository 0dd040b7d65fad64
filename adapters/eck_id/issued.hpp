// What an answer of the service issues, taken apart and judged: nothing of an answer that is wrong in one place is
// used.
#pragma once

#include "adapters/eck_id/rules.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace schakel::eck_id {

struct placed_text {
    std::size_t place = 0;
    crypto::wiped_text text;
};

// An index that nobody asked about, or one that is told of twice.
std::optional<finding> wrong_places(const chain_id_answer& answer, std::size_t size);
// Why this is no ECK iD of the environment.
std::optional<finding> wrong_id(std::string_view id, bool production);

std::vector<placed_text> roots_in(const chain_id_answer& answer);
// All of them, or what is wrong: a form, an environment, one pseudonym for two persons.
result<std::vector<issued_chain_id>, findings> ids_in(const chain_id_answer& answer, bool production);

// Of those that failed. A person of whom nothing was told is told of when the conversation is over: nothing came.
void tell_refused(const chain_id_answer& answer, chain_id_sink& into);

} // namespace schakel::eck_id
