// The learning-goals half of an adapter: reading frameworks and crosswalks from bytes, writing them, answering who asks
// for them, and fetching them from who publishes them. An adapter that knows goals returns this facet from
// adapter::goals(). It streams like the roster half (gateway/adapter/roster.hpp).
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/document_adapter.hpp"
#include "gateway/adapter/document_input.hpp"
#include "gateway/adapter/document_writer.hpp"
#include "gateway/adapter/fetching.hpp"
#include "gateway/adapter/goal_view.hpp"
#include "gateway/adapter/serving.hpp"
#include "gateway/model/goal.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// ---------------------------------------------------------------- reading

// Takes records as they are read. Frameworks come before their releases, a release or a mapping set before the records
// that belong to it; ends of associations may come later, or never. What was taken counts only when the reading ends
// without an error.
class goal_sink {
public:
    virtual ~goal_sink() = default;
    virtual void add(model::goals::record&& what) = 0;
};

// What whoever imports a document tells of it where the document does not.
struct goal_reading_options {
    decode_options document;
    std::string framework; // SLO: the context, when the file's name and contents do not tell
    std::string release;   // label
    std::optional<model::goals::day> published;
    // Mapping sets: whose signatures are trusted, name -> public Ed25519 key in PEM.
    std::map<std::string, std::string, std::less<>> signers = {};
};

struct goal_reading {
    schakel::report report;
    std::string kind;    // "CFPackage", "fo.json", "vdex"
    std::string version; // as the document names it
    field_trace trace;
};

// ---------------------------------------------------------------- writing

struct goal_writing_options {
    encode_options document;
    std::string framework;   // framework id; empty: the only one there is, else all (as far as the standard can)
    std::string release;     // label; empty: the newest
    std::string mapping_set; // mapping_set id, for standards that carry crosswalks; empty: all
};

using goal_writer = document_writer;

// ---------------------------------------------------------------- answering

// What was asked. Frameworks are the same for everybody whom the settings let in: no school, no release of personal
// data.
struct goal_question {
    schakel::report report;             // rejects: acknowledge() tells the asker, with outcome `invalid`
    std::string kind;                   // "getCFPackage"
    std::vector<std::string> scopes;    // one of these is demanded of a token; empty: none
    bool open = false;                  // answered to everybody, without a view (discovery)
    std::shared_ptr<const void> parsed; // the adapter's own reading of it
};

// ---------------------------------------------------------------- fetching

// One fetch, a conversation without sockets: next() says what to ask, take() takes the answer. One request is under way
// at a time. Credentials are added by whoever sends it. pull_options.parameters tell which frameworks are meant.
class goal_pull {
public:
    virtual ~goal_pull() = default;
    virtual std::optional<outgoing> next() = 0; // none: the conversation is over, state() tells how it ended
    virtual void take(const outgoing& asked, const received_answer& answer, goal_sink& into) = 0;
    virtual const pull_state& state() const = 0;
    virtual const goal_reading& reading() const = 0; // report and trace of what came in so far
};

// ---------------------------------------------------------------- the facet

struct goal_abilities {
    bool reads = false, writes = false, answers = false, pulls = false;
    std::string_view media_type;          // of what write() gives
    std::string_view file_extension;      // ".json", ".ttl"
    std::vector<std::string_view> scopes; // that a client of ours may ask for
};

class goal_adapter {
public:
    virtual ~goal_adapter() = default;
    virtual const goal_abilities& abilities() const = 0;

    // Never throws for bad input. When the report rejects, what the sink took must not be used.
    virtual goal_reading read(const document_input& input, const goal_reading_options& options, goal_sink& into) const;

    // Deterministic for the same view and options. The view outlives the writer.
    virtual std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const;

    virtual goal_question question(const exchange& asked, const decode_options& options) const;
    // `view` is null for open questions. It outlives the stream of the answer.
    virtual served_answer answer(
        const exchange& asked, const goal_question& question, std::shared_ptr<const goal_view> view,
        const answering& options
    ) const;

    virtual std::unique_ptr<goal_pull> pull(const pull_options& options) const;
};

// An adapter of a standard that carries goals and nothing else. decode() reads them, so that `validate` checks them,
// and gives no records; nothing can be encoded from progress records.
class goals_only_adapter : public document_adapter, public goal_adapter {
public:
    const goal_adapter* goals() const final { return this; }
    decoded decode(const exchange& received, const decode_options& options) const override;
};

// A sink for those who only want the report.
class discarding_goal_sink final : public goal_sink {
public:
    void add(model::goals::record&&) override {}
};

} // namespace schakel
