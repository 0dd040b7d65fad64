// What an answer to a question consists of and depends on, whatever was asked for: rosters or goals.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/core/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace schakel {

// Remembers what is costly to compute about one view, for instance which users a filter keeps. Entries go when memory
// is needed. The key names the view's version. Thread-safe.
class answer_memo {
public:
    virtual ~answer_memo() = default;
    virtual std::shared_ptr<const void> find(std::string_view key) = 0;
    virtual void keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes) = 0;
};

// What an answer depends on besides question and view. Equal in all but `now` and `memo`: equal answers.
struct answering {
    std::set<std::string, std::less<>> scopes; // granted to the asker; for standards whose scopes select fields
    std::string profile;                       // agreed with the asker
    std::set<std::string, std::less<>> quirks;
    std::map<std::string, std::string, std::less<>> parameters; // of the asker's settings; the README lists them
    std::string base_url;      // how the asker reaches this adapter: "https://gw.example/ims/oneroster/rostering/v1p2"
    model::identifiers school; // all identifiers configured for the school
    instant now{};
    language lang = language::nl;
    answer_memo* memo = nullptr; // may be null
};

// Counted while an answer is written; final once its bytes are all there. For the audit.
struct answer_tally {
    std::uint64_t persons = 0, records = 0;
};

struct served_answer {
    reply head; // status and headers; body when `stream` is null
    std::unique_ptr<byte_source> stream;
    std::shared_ptr<const answer_tally> tally;
};

} // namespace schakel
