// Canonical goal records as bytes, for the store.
//
// The first byte is the version of the form, the second the kind of record. Fields follow in fixed order, each with its
// number and only when it says something. A key with a UUID takes seventeen bytes; the id of an association that is
// derived from what it says takes none. decode(encode(x)) is x. Any other bytes decode to nothing or to some record,
// and never to a crash.
#pragma once

#include "gateway/model/goal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::goals {

inline constexpr char record_form = 1;

// What a record shares with the release or mapping set that it belongs to, and does not repeat.
struct shared_words {
    std::string_view owner;     // of associations and groups
    std::string_view framework; // of goals and definitions
};

void encode(const model::goals::record& one, const shared_words& shared, std::string& onto);
std::optional<model::goals::record> decode(std::string_view bytes, const shared_words& shared);

} // namespace schakel::goals
