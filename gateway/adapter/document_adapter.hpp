// An adapter of a standard whose documents are rosters or frameworks: they are read, written, asked for and fetched,
// but nothing is delivered as a message made of progress records.
#pragma once

#include "gateway/adapter/adapter.hpp"

namespace schakel {

class document_adapter : public adapter {
public:
    reply acknowledge(const exchange& received, const disposition& decided) const override;
    encoded encode(std::span<const model::record> records, const encode_options& options) const final;
    receipt interpret(const outgoing& sent, const received_answer& answer) const override;
    std::span<const outcome_row> outcome_table() const override { return {}; }
};

// What reading a document found, as decode() tells it: no records.
template <class Reading>
decoded decoded_of(Reading&& seen) {
    decoded outcome;
    outcome.report = std::move(seen.report);
    outcome.kind = std::move(seen.kind);
    outcome.version = std::move(seen.version);
    outcome.trace = std::move(seen.trace);
    return outcome;
}

} // namespace schakel
