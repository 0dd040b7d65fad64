// Conversations with the service: what is asked next, and what becomes of each answer.
//
//   in batches    hashes ─ submit ─ fetch ─▶ stampseudoniemen ─ submit ─ fetch ─▶ ECK iDs
//   one by one    hash ─▶ stampseudoniem ─▶ ECK iD
//
// The result of a batch can be fetched once. Where its answer may have been lost on the way, the batch is asked for
// again, and when the service does not know it any more, what it was made of is handed in anew.
#pragma once

#include "adapters/eck_id/wire.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <memory>

namespace schakel::eck_id {

// `schema` outlives the conversation.
std::unique_ptr<chain_id_talk> talk_of_batches(
    const chain_id_options& options, std::vector<crypto::wiped_text> hashes, const validation::xsd_schema& schema
);
std::unique_ptr<chain_id_talk>
talk_of_batch(const chain_id_options& options, const chain_id_batch& submitted, const validation::xsd_schema& schema);
std::unique_ptr<chain_id_talk> talk_one_by_one(
    const chain_id_options& options, std::vector<crypto::wiped_text> hashes, const validation::xsd_schema& schema
);
std::unique_ptr<chain_id_talk> talk_of_replacement(
    const chain_id_options& options, crypto::wiped_text former, crypto::wiped_text present, std::optional<instant> from,
    const validation::xsd_schema& schema
);

} // namespace schakel::eck_id
