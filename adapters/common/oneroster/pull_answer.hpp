// What the answer of a OneRoster system means: a page of objects, a reason to ask again, or the end of the fetch. The
// HTTP status decides first; bodies of failures are read for their codes alone.
#pragma once

#include "adapters/common/oneroster/quirks.hpp"
#include "gateway/adapter/exchange.hpp"
#include "gateway/codec/json_document.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

struct page_answer {
    enum class meaning {
        page,          // `objects`
        again,         // the same request may succeed later
        login,         // 401: once more, perhaps with a fresh token
        query_refused, // 400 or 422: something in the query is not accepted
        absent,        // 404
        garbled,       // no JSON, or cut off: may be an accident
        refused        // it will fail again
    } what = meaning::refused;
    std::string reason; // our own words and codes of the standard
    std::optional<std::chrono::seconds> retry_after;

    std::optional<json::document> document; // holds the objects
    std::vector<json::value> objects;
    std::optional<std::uint64_t> total;
    std::optional<std::string> link;
    bool sort_refused = false; // 1.1 gives the data and says so beside them
    findings found;
};

// `collection` is the property that holds the array, `single` the one of a single object: "users", "user".
page_answer read_page(
    const received_answer& answer, std::string_view collection, std::string_view single, const document_limits& limits,
    bends& noted
);

} // namespace schakel::oneroster
