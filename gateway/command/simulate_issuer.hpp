// A service that issues chain pseudonyms (ECK iD) for invented persons, through an adapter's own words: one by one and
// in batches, each fetched once. What it issues is told apart at sight from what the real one issues. It misbehaves as
// it is told, and keeps nothing on disk.
#pragma once

#include "gateway/adapter/chain_ids.hpp"
#include "gateway/command/simulate_misbehaviour.hpp"
#include "gateway/transport/http_message.hpp"

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace schakel::command {

class simulated_issuer {
public:
    // `by` must know how chain pseudonyms are issued.
    simulated_issuer(const adapter& by, misbehaviour_set misbehaves)
        : by_(*by.chain_ids()), misbehaves_(std::move(misbehaves)) {}

    transport::http_response answer(const exchange& asked);
    // As of a simulated school: GET tells how it stands; POST takes misbehave=NAME,…
    transport::http_response control(const transport::http_request& request);
    bool is_slow() const;

private:
    struct batch {
        chain_id_question handed_in;
        unsigned asked = 0;
    };

    chain_id_answer perform(const chain_id_question& asked, bool& cut); // with mutex_ held
    void take_batch(const chain_id_question& asked, chain_id_answer& into);
    void give_batch(const chain_id_question& asked, chain_id_answer& into, bool& cut);
    void replace(const chain_id_question& asked, chain_id_answer& into);
    std::string root_of(std::string hash) const;
    std::string id_of(const std::string& root, const chain_id_question& asked) const;
    bool does(misbehaviour what) const { return misbehaves_.contains(what); }

    const chain_id_adapter& by_;
    mutable std::mutex mutex_;
    misbehaviour_set misbehaves_;
    std::map<std::string, batch, std::less<>> batches_;
    std::map<std::string, std::string, std::less<>> replaced_by_; // a newer hash -> the one before it
    std::set<std::string, std::less<>> blocked_;
    std::size_t questions_ = 0, handed_in_ = 0, issued_ = 0;
};

} // namespace schakel::command
