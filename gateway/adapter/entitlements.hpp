// The access half of an adapter: catalogues of learning material, delivery orders, entitlements and usage. They are
// read from bytes, written, taken in from who sends them, given to who asks for them, and fetched from who has them. An
// adapter that knows them returns this facet from adapter::entitlements(). It streams like the roster half
// (gateway/adapter/roster.hpp).
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/document_adapter.hpp"
#include "gateway/adapter/document_input.hpp"
#include "gateway/adapter/document_writer.hpp"
#include "gateway/adapter/entitlement_view.hpp"
#include "gateway/adapter/fetching.hpp"
#include "gateway/adapter/serving.hpp"
#include "gateway/model/entitlement.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// ---------------------------------------------------------------- reading

// Takes records as they are read. What was taken counts only when the reading ends without an error.
class entitlement_sink {
public:
    virtual ~entitlement_sink() = default;
    virtual void add(model::access::record&& what) = 0;
};

struct entitlement_reading {
    schakel::report report;
    std::string kind;                  // "products", "EntitlementRequest", "ReadCatalogResult"
    std::string version;               // as the message names it
    model::identifiers school;         // when the message is about one
    std::string reference;             // requests: their id, which is answered once and only once
    bool complete = false;             // the document says that these are all there are
    presented_credentials credentials; // when they travel inside the message
    std::vector<std::string> scopes;   // take(): one of these is demanded of a token; empty: none
    field_trace trace;
};

// ---------------------------------------------------------------- writing

struct entitlement_writing_options {
    encode_options document;
    std::string reference; // writes the request or confirmation that carries one record; empty: a list
};

using entitlement_writer = document_writer;

// ---------------------------------------------------------------- answering

// What was asked, as far as the gateway must know to decide whether and about which school it is answered.
struct entitlement_question {
    schakel::report report;             // rejects: acknowledge() tells the asker, with outcome `invalid`
    std::string kind;                   // "get-all-products"
    presented_credentials credentials;  // when they travel inside the question
    std::vector<std::string> scopes;    // one of these is demanded of a token; empty: none
    bool open = false;                  // answered to everybody, without a view (WSDL)
    bool catalogue = false;             // about products only: the same for everybody, of no school
    model::identifiers school;          // as the question names it; empty: those that the asker may see
    std::shared_ptr<const void> parsed; // the adapter's own reading of it
};

// ---------------------------------------------------------------- fetching

class entitlement_pull {
public:
    virtual ~entitlement_pull() = default;
    virtual std::optional<outgoing> next() = 0; // none: the conversation is over, state() tells how it ended
    virtual void take(const outgoing& asked, const received_answer& answer, entitlement_sink& into) = 0;
    virtual const pull_state& state() const = 0;
    virtual const entitlement_reading& reading() const = 0; // report and trace of what came in so far
};

// ---------------------------------------------------------------- the facet

struct entitlement_abilities {
    bool reads = false, writes = false, takes = false, answers = false, pulls = false;
    std::array<bool, model::access::record_kind_count> kinds{}; // that it can carry, by record_kind
    std::string_view media_type;                                // of what write() gives
    std::string_view file_extension;
    std::vector<std::string_view> scopes; // that a client of ours may ask for
};

class entitlement_adapter {
public:
    virtual ~entitlement_adapter() = default;
    virtual const entitlement_abilities& abilities() const = 0;

    // Never throws for bad input. When the report rejects, what the sink took must not be used.
    virtual entitlement_reading
    read(const document_input& input, const decode_options& options, entitlement_sink& into) const;

    // Deterministic for the same view and options. The view outlives the writer.
    virtual std::unique_ptr<entitlement_writer>
    write(const entitlement_view& view, const entitlement_writing_options& options) const;

    // What a sender at an endpoint of purpose `grant` told. Refusals are told by adapter::acknowledge().
    virtual entitlement_reading
    take(const exchange& received, const decode_options& options, entitlement_sink& into) const;
    // What must be told to the sender later, in answer to a request that was taken in and kept; none: nothing.
    // `receipt` is ours, the same whenever the same request comes again.
    virtual std::vector<outgoing> confirm(
        const entitlement_reading& request, const model::access::record& kept, std::string_view receipt,
        const encode_options& options
    ) const;

    // What a request at an endpoint of purpose `query` asks for.
    virtual entitlement_question question(const exchange& asked, const decode_options& options) const;
    // `view` is null for open questions. It outlives the stream of the answer.
    virtual served_answer answer(
        const exchange& asked, const entitlement_question& question, std::shared_ptr<const entitlement_view> view,
        const answering& options
    ) const;

    virtual std::unique_ptr<entitlement_pull> pull(const pull_options& options) const;
};

// An adapter of a standard that carries these and nothing else. decode() reads them, so that `validate` checks them,
// and gives no records.
class entitlements_only_adapter : public document_adapter, public entitlement_adapter {
public:
    const entitlement_adapter* entitlements() const final { return this; }
    decoded decode(const exchange& received, const decode_options& options) const override;
};

// A sink that has them all at hand.
class collected_entitlements final : public entitlement_sink {
public:
    void add(model::access::record&& what) override { records.push_back(std::move(what)); }
    std::vector<model::access::record> records;
};

// A sink for those who only want the report.
class discarding_entitlement_sink final : public entitlement_sink {
public:
    void add(model::access::record&&) override {}
};

} // namespace schakel
