// The roster half of an adapter: reading a roster from bytes, writing one, answering who asks for one, and fetching one
// from the system that owns it. An adapter that knows rosters returns this facet from adapter::roster().
//
// Everything streams: records are pushed into a sink while the bytes are read, and bytes are pulled from a writer while
// they are sent. No sockets, no store: a pull says what to send next and is given the answer.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/document_adapter.hpp"
#include "gateway/adapter/document_input.hpp"
#include "gateway/adapter/document_writer.hpp"
#include "gateway/adapter/fetching.hpp"
#include "gateway/adapter/roster_view.hpp"
#include "gateway/adapter/serving.hpp"
#include "gateway/model/roster.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// ---------------------------------------------------------------- reading

// Takes records as they are read. What was taken counts only when the reading ends without an error.
class roster_sink {
public:
    virtual ~roster_sink() = default;
    virtual void head(model::roster::head what) = 0; // once, perhaps after records
    virtual void add(model::roster::record&& what) = 0;
};

// What a reading or a pull says of each kind of record.
enum class extent : std::uint8_t {
    absent, // nothing is told of this kind: what is known stays
    full,   // all there are: what is not among them has ended
    delta   // what changed; tombstones (record_tail::ended) end records
};
using extents = std::array<extent, model::roster::record_kind_count>; // indexed by record_kind

using roster_input = document_input;

struct roster_reading {
    schakel::report report;
    std::string kind;    // "EDEX", "leerlinggegevens_antwoord", "oneroster-csv", "users"
    std::string version; // as the message names it
    extents holds{};     // by kind of record
    field_trace trace;
};

// ---------------------------------------------------------------- writing

using roster_writer = document_writer;

// ---------------------------------------------------------------- answering

// What was asked, as far as the gateway must know to decide whether and from which roster it is answered.
struct roster_question {
    schakel::report report;             // rejects: acknowledge() tells the asker, with outcome `invalid`
    std::string kind;                   // "HaalLeerlinggegevens", "getAllUsers"
    presented_credentials credentials;  // when they travel inside the question
    std::vector<std::string> scopes;    // one of these is demanded of a token; empty: none
    bool open = false;                  // answered to everybody, without a roster (discovery, WSDL)
    model::identifiers school;          // as the question names it; empty: the credentials tell
    std::string school_year;            // "" for the current one
    std::optional<instant> known_until; // UWLR laatstontvangengegevens
    std::string profile;                // that the question names; empty: the asking party's
    std::shared_ptr<const void> parsed; // the adapter's own reading of it
};

using roster_answer = served_answer;

// ---------------------------------------------------------------- fetching

// One fetch of a roster, a conversation without sockets: next() says what to ask, take() takes the answer. One request
// is under way at a time. Credentials are added by whoever sends it.
class roster_pull {
public:
    virtual ~roster_pull() = default;
    virtual std::optional<outgoing> next() = 0; // none: the conversation is over, state() tells how it ended
    virtual void take(const outgoing& asked, const received_answer& answer, roster_sink& into) = 0;
    virtual const pull_state& state() const = 0;
    virtual const roster_reading& reading() const = 0; // report, extents and trace of what came in so far
};

// ---------------------------------------------------------------- the facet

struct roster_abilities {
    bool reads = false, writes = false, answers = false, pulls = false;
    std::string_view media_type;               // of what write() gives
    std::string_view file_extension;           // ".xml", ".zip", ".json"
    std::vector<std::string_view> scopes;      // that a client of ours may ask for
    std::vector<std::string_view> pull_scopes; // the least that pull() needs of a source's token end point
};

class roster_adapter {
public:
    virtual ~roster_adapter() = default;
    virtual const roster_abilities& abilities() const = 0;

    // Never throws for bad input. When the report rejects, what the sink took must not be used.
    virtual roster_reading read(const roster_input& input, const decode_options& options, roster_sink& into) const;

    // Deterministic for the same view and options. The view outlives the writer.
    virtual std::unique_ptr<roster_writer> write(const roster_view& view, const encode_options& options) const;

    // What a request asks for. Refusals are told by adapter::acknowledge().
    virtual roster_question question(const exchange& asked, const decode_options& options) const;
    // `view` is null for open questions. It outlives the stream of the answer.
    virtual roster_answer answer(
        const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
        const answering& options
    ) const;

    virtual std::unique_ptr<roster_pull> pull(const pull_options& options) const;
};

// An adapter of a standard that carries rosters and nothing else. decode() reads a roster, so that `validate` checks
// it, and gives no records.
class roster_only_adapter : public document_adapter, public roster_adapter {
public:
    const roster_adapter* roster() const final { return this; }
    decoded decode(const exchange& received, const decode_options& options) const override;
};

// A sink for those who only want the report.
class discarding_sink final : public roster_sink {
public:
    void head(model::roster::head) override {}
    void add(model::roster::record&&) override {}
};

} // namespace schakel
