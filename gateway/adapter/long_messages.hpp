// A standard whose messages may be long: its adapter is also one of these, and never has all records of such a message
// in memory at once.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace schakel {

// The records of a long message behind its first one, a report, a portion at a time. A portion is one record: the same
// report with the same assessments and other sittings. Nobody is in two of them.
class further_records {
public:
    virtual ~further_records() = default;
    virtual std::size_t portions() const = 0;
    virtual std::vector<model::record> read(std::size_t portion) const = 0; // any number of times
};

// Its acknowledge() looks at no body: by then that is the store's.
class long_messages {
public:
    virtual ~long_messages() = default;

    // Of a message of which decode() with the same options gave the first records, and which nothing rejects; null when
    // these are all. The bytes of the body stay where they are as long as the answer is used.
    virtual std::shared_ptr<const further_records>
    further(const exchange& received, const decode_options& options, const decoded& first) const = 0;
};

// Behind those that decode() gave; null: there are none.
inline std::shared_ptr<const further_records>
further_than(const decoded& first, const adapter& by, const exchange& received, const decode_options& options) {
    const auto* speaks = dynamic_cast<const long_messages*>(&by);
    return speaks && !first.records.empty() ? speaks->further(received, options, first) : nullptr;
}

} // namespace schakel
