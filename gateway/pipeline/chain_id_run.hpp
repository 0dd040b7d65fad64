// Having chain pseudonyms (ECK iD) issued for persons of a school, as an operator orders it.
//
//   list of persons ─ who has none yet ─ hash ─ ask ─▶ batch written down ─ fetch ─▶ names learned ─▶ batch forgotten
//
// Numbers, hashes and root pseudonyms are in memory only, of one batch at a time. A run that ends half-way, however it
// ends, is taken up by the next one: what was issued is known, what was handed in is fetched, the rest is asked for.
#pragma once

#include "gateway/pipeline/chain_id_journal.hpp"
#include "gateway/pipeline/conversation.hpp"
#include "gateway/pipeline/person_names.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace schakel::pipeline {

// References outlive the run. `how.tell` and the others are called on the caller's thread.
struct chain_id_work {
    const chain_id_adapter& by;
    chain_id_options options;
    person_names& names;
    chain_id_journal& journal;
    pull_means how;
    const clock& time;
    std::string salt;             // of the environment; a secret
    std::size_t batch_size = 250; // persons; a batch of hashes and one of pseudonyms
    std::size_t one_by_one = 5;   // as few as this many are not worth a batch
    unsigned hashing = 1;         // threads, each with the memory of one hash
};

struct chain_id_tally {
    enum class ending { finished, interrupted, failed } how = ending::finished;
    std::string reason; // of the service or ours; free of personal data
    std::optional<std::chrono::seconds> retry_after;
    schakel::report report;                                      // of an answer that was refused
    std::uint64_t asked = 0, issued = 0, known = 0, fetched = 0; // fetched: of batches of earlier runs
    std::uint64_t lost = 0;                                      // persons of earlier batches whose result is gone
    std::vector<std::pair<std::uint32_t, std::string>> refused;  // line of the list, why
    std::vector<std::uint32_t> conflicts;                        // lines of persons who have another pseudonym already

    bool good() const { return how == ending::finished && refused.empty() && conflicts.empty() && lost == 0; }
};

// What earlier runs handed in and did not fetch.
void take_up_batches(const chain_id_work& with, chain_id_tally& into);
// Those of the list who have no pseudonym yet.
void issue_chain_ids(const chain_id_work& with, people_list list, chain_id_tally& into);
// Numbers that changed: the persons keep what they have.
void replace_numbers(const chain_id_work& with, people_list list, chain_id_tally& into);

} // namespace schakel::pipeline
