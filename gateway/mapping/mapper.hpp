// The mapper: records as decoded -> records for one destination. Identifiers, code lists, attribute release,
// pseudonyms.
//
// What a destination gets of a person is decided here: only identifiers of the schemes that its standard needs or its
// settings release, and no name. What is taken away, and why, goes into the loss report.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/mapping/code_list.hpp"
#include "gateway/mapping/identity_map.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping {

// What one destination may and needs to know; made from its settings and its adapter.
struct destination_profile {
    std::string destination;          // system id
    std::vector<std::string> release; // schemes of persons, preferred first
    std::string pseudonym_key;        // secret; empty: no pseudonyms are made
    std::string account_home_page;    // authority of accounts that we make
    std::vector<code_list> code_lists;
};

// The account by which a destination with a pseudonym key knows this person: the one that was made before, else a new
// one, which `people` then remembers. Stable for one person at one destination, useless anywhere else.
model::identifier pseudonym_for(const model::identifiers& of, const destination_profile& profile, identity_map& people);

// Any other word under the destination's pseudonym key, 22 characters of base64url: the same word, the same outcome.
std::string under_pseudonym_key(const destination_profile& profile, std::string_view text);

// How a sender's accounts are to be read: home page -> scheme ("https://las.example" = "las.key").
using account_schemes = std::map<std::string, std::string, std::less<>>;

// Turns what a sender calls an account into what it really is, in the records and in the trace of what was read. Done
// once per message or portion of it, before routing.
void recognise(
    std::vector<model::record>& records, field_trace& trace, const account_schemes& accounts, identity_map& people,
    findings& found
);

// Sittings keep their id: a result that comes again while a message is kept that brought it updates its sitting. Within
// one message each id is given once: results that were one sitting and no longer are get ids of their own, and results
// that became one sitting keep theirs.
class sitting_keys {
public:
    sitting_keys(std::string school, std::string sender, const key_source* stored)
        : school_(std::move(school)), sender_(std::move(sender)), stored_(stored) {}

    void settle(std::vector<model::record>& records); // of a message, or of a portion that has all of its pupils
    const std::vector<new_key>& added() const { return added_; }
    std::vector<new_key> take_added() { return std::move(added_); }

private:
    struct part {
        model::sitting what;
        std::optional<std::string> known_as;
        std::vector<std::string> fresh_keys;
    };
    void divide(model::sitting whole, std::vector<part>& into);
    void add(std::string_view key, std::string id);

    std::string school_, sender_;
    const key_source* stored_;
    std::vector<new_key> added_;
};

// The records as one destination may see them. `fate` gets what was left out or derived.
std::vector<model::record> for_destination(
    std::vector<model::record> records, const destination_profile& profile, identity_map& people, field_fate& fate
);

} // namespace schakel::mapping
