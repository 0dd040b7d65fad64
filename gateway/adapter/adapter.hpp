// The contract of an adapter: one standard at one version, stateless, knowing nothing of its siblings or of routing.
//
// receive: decode (bytes -> validated records) and acknowledge (what happened -> the sender's own protocol).
// send: encode (records -> messages), authorise (credentials into a message at the last moment), interpret (answer ->
// outcome).
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/codec/limits.hpp"
#include "gateway/core/report.hpp"
#include "gateway/core/result.hpp"
#include "gateway/model/progress.hpp"
#include "gateway/validation/schema_catalogue.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// ---------------------------------------------------------------- what it is

enum class family { access, goals, progress };
std::string_view to_string(family which); // "access", "goals", "progress"
enum class maturity { development, alpha, beta, stable };
std::string_view to_string(maturity level);

// What an HTTP request to the adapter's paths is for.
struct endpoint {
    enum class purpose {
        message,  // carries a message: goes through the exchange flow
        question, // answered at once by answer(): a WSDL, an about document, a stored record
        query,    // asks for a roster: goes through the query flow, to roster()->question() and answer()
        browser,  // a person passes through: goes through the launch flow, to launch()->proceed()
        service,  // a system asks for what belongs to a launch: answered by launch()->serve()
        grant     // tells of entitlements: goes through the entitlement intake, to entitlements()->take()
    } use = purpose::message;
    std::string_view method;
    std::string_view path;      // below base_path; "" for the base path itself; "/users/{}": any one segment
    std::string_view query_key; // when not empty: only with this query parameter ("wsdl")
};

struct adapter_info {
    std::string_view standard;    // "uwlr-2.2"; the folder is the same with '_' for '-' and '.'
    std::string_view family_name; // "uwlr": whose extensions it reads back
    std::string_view title;
    std::string_view specification;
    schakel::maturity maturity = maturity::development;
    std::vector<family> families;
    bool receives = false;
    bool sends = false;
    std::vector<std::string_view> media_types;
    std::vector<std::string_view> schemas; // bundled files
    std::string_view base_path;            // "/soap/uwlr/2.2"
    std::vector<endpoint> endpoints;
    std::vector<std::string_view> hardened_against;  // of what kind of stranger it was tested
    std::vector<std::string_view> kept_headers = {}; // lower case; needed besides Content-Type to read a stored message
    std::vector<std::string_view> quirks;            // names that decode_options and encode_options may hold
    std::vector<std::string_view> profiles;
    // Identifier schemes of persons (model::scheme) that its messages can name, the preferred one first. Only these are
    // released to a receiver unless its settings say otherwise.
    std::vector<std::string_view> person_schemes;
    std::vector<std::string_view> parameters; // keys that encode_options.parameters may hold; README explains them
    bool takes_partner_schemas = false;       // whether extend() can succeed
    // One of these is demanded of an OAuth token that comes with a message; none: any token will do. Other credentials
    // have no scopes.
    std::vector<std::string_view> demanded_scopes = {};
};

// Bundled schemas that were compiled as one set, and what that took of the start.
struct compiled_schemas {
    std::vector<std::string> files;
    std::chrono::microseconds took{};
};

// ---------------------------------------------------------------- receiving

// How the sender identified itself, in the form its standard has.
struct presented_credentials {
    enum class form { none, key_triple, basic, bearer } kind = form::none;
    std::string key;  // autorisatiesleutel | password | token. A secret: never logged.
    std::string code; // klantcode | user
    std::string name; // klantnaam
};

// Schema files of a partner that add to those of the standard, and where they find what they refer to.
struct partner_schemas {
    std::vector<std::string> names;
    validation::schema_catalogue catalogue;
};

struct decode_options {
    document_limits limits;
    std::set<std::string, std::less<>> quirks; // leniencies agreed with this sender; each use is a warning
    std::string profile;
    bool bare = false;                       // command line: also a message without its envelope
    const launch_ledger* launches = nullptr; // resolves handles of launches in scores; null: there is none
};

// Identity of one record within its sender, for recognising repeats.
struct record_key {
    std::string key;    // UWLR resultaat key, Edu-V record id, statement id
    std::string digest; // of the content as the standard compares it (xAPI 1.3: without what may differ)
};

struct decoded {
    schakel::report report;
    std::string kind;                   // message kind: "leerresultaten", "results", "statements"
    std::string version;                // as the message names it
    model::identifiers school;          // as the message names it; empty when the standard leaves it to the credentials
    presented_credentials credentials;  // when they travel inside the message
    std::vector<model::record> records; // empty when the report rejects
    std::vector<record_key> keys;
    bool repeats_may_differ = true; // true: a known key with other content is an update; false: it is a conflict
    field_trace trace;
    // Scores of launches that the message brings: the ledger takes them before the message is accepted. One that is not
    // later than what it knows makes the message a conflict.
    std::vector<ledger_score> scores = {};
    // The message only asks and brings nothing: when nothing rejects and its sender may, this is said and nothing is
    // stored.
    std::optional<reply> answer = {};
};

// What the gateway decided about an exchange; acknowledge() says it in the sender's protocol.
struct disposition {
    enum class outcome {
        accepted,           // stored, will be delivered
        repeated,           // known already with the same content
        invalid,            // the report says why
        conflict,           // a known key with other content
        unauthenticated,    // no or wrong credentials
        unknown_client,     // the named client does not exist (UWLR klantcode, klantnaam)
        forbidden,          // known, but not for this school or standard
        insufficient_scope, // known, but its token was not granted what this demands
        unknown_school,     // the school in the message is not one of ours
        unroutable,         // no route wants it
        unsupported_media,
        too_large,
        not_found,
        method_not_allowed,
        overloaded,  // try again later
        unavailable, // the store cannot accept
        internal
    } what = outcome::accepted;
    const schakel::report* report = nullptr; // for invalid
    std::vector<std::string> record_ids;     // in order of the input, where the protocol answers them
    std::string detail;                      // our own words, free of personal data
    language lang = language::nl;
    std::optional<std::chrono::seconds> retry_after;
};

// Looks up a stored message for questions such as xAPI's GET statement by id.
struct stored_message {
    exchange received;
    instant stored_at{};
};
using message_lookup = std::function<std::optional<stored_message>(std::string_view record_key)>;

// ---------------------------------------------------------------- sending

// What encoding needs to know of the receiver. `parameters` come from the receiver's settings ([system.send.profile]).
struct encode_options {
    std::map<std::string, std::string, std::less<>>
        parameters; // adapter README lists its keys: "activity_base", "author" …
    std::set<std::string, std::less<>> quirks;
    model::identifiers school;               // all identifiers configured for the school
    instant now{};                           // time for timestamps of the message itself
    const launch_ledger* launches = nullptr; // where scores of launches belong at the receiver; null: there is none
};

struct encoded {
    std::vector<outgoing> messages;
    field_fate fate;
    findings refused; // records that the target cannot express at all; nothing is sent for them
};

// Secrets of the receiver, resolved when sending.
struct send_credentials {
    presented_credentials secret; // key_triple, basic, bearer (a token already fetched)
};

// What a receiver's answer means.
struct receipt {
    enum class outcome {
        delivered,
        already_there,
        retry,    // may succeed later
        rejected, // the same message will be refused again
        hold,     // a person must decide (credentials refused, consent missing)
        split,    // refused as a whole; halves may pass
        check     // ask `question` first, then interpret its answer with interpret_check
    } what = outcome::delivered;
    std::string reason; // our own words plus codes of the standard; never text of the peer
    std::optional<std::chrono::seconds> retry_after;
    outgoing question;
};

// A row of the outcome table that `schakel adapters` and the adapter's README show.
struct outcome_row {
    std::string_view answer; // "409, same statement stored"
    receipt::outcome becomes;
};
std::string_view to_string(receipt::outcome outcome);

// ---------------------------------------------------------------- the adapter

class chain_id_adapter;    // gateway/adapter/chain_ids.hpp
class entitlement_adapter; // gateway/adapter/entitlements.hpp
class goal_adapter;        // gateway/adapter/goals.hpp
class launch_adapter;      // gateway/adapter/launch.hpp
class roster_adapter;      // gateway/adapter/roster.hpp

class adapter {
public:
    virtual ~adapter() = default;

    virtual const adapter_info& info() const = 0;
    virtual std::span<const rule> rules() const = 0; // its own, the shared layers excluded
    virtual std::span<const outcome_row> outcome_table() const = 0;
    virtual std::span<const compiled_schemas> schemas() const; // none unless it has some

    // Whether the bytes look like a message of this standard: 0 no, 100 certainly. Reads no more than the first 4 KiB.
    virtual int recognises(std::string_view bytes) const = 0;

    // Credentials in HTTP headers, checked before the body is decoded. Form none: they travel inside the message.
    virtual presented_credentials credentials(const exchange& received) const;

    // Never throws for bad input: everything is in the report. `records` and `keys` are filled only when nothing
    // rejects.
    virtual decoded decode(const exchange& received, const decode_options& options) const = 0;
    virtual reply acknowledge(const exchange& received, const disposition& decided) const = 0;

    // The same adapter for a partner whose messages hold what its own schemas define, where the standard leaves room
    // for that: all are compiled as one set with the bundled ones. What the standard defines stays the bundled
    // schemas'.
    virtual result<std::shared_ptr<const adapter>, validation::schema_refusal> extend(const partner_schemas& with
    ) const;

    // For endpoints of purpose question.
    virtual reply answer(const exchange& asked, const message_lookup& lookup) const;

    // Fans out as the standard demands. Deterministic for the same records and options.
    virtual encoded encode(std::span<const model::record> records, const encode_options& options) const = 0;
    virtual void authorise(outgoing& message, const send_credentials& credentials) const;
    virtual receipt interpret(const outgoing& sent, const received_answer& answer) const = 0;
    virtual receipt interpret_check(const outgoing& sent, const outgoing& asked, const received_answer& answer) const;
    // What this adapter does with rosters; null when its standard carries none.
    virtual const roster_adapter* roster() const { return nullptr; }
    // What it does with learning goals; null when its standard carries none.
    virtual const goal_adapter* goals() const { return nullptr; }
    // What it does when a browser passes through; null when its standard launches nothing.
    virtual const launch_adapter* launch() const { return nullptr; }
    // What it does with catalogues and entitlements; null when its standard carries none.
    virtual const entitlement_adapter* entitlements() const { return nullptr; }
    // What it does to have chain pseudonyms issued; null when its standard is not about that.
    virtual const chain_id_adapter* chain_ids() const { return nullptr; }

    // Two halves of a message with several records; empty when it cannot be divided.
    virtual std::vector<outgoing> split(const outgoing& message) const;
};

// ---------------------------------------------------------------- the list

// All adapters that are built in; filled by adapters/all_adapters.cpp.
class adapter_registry {
public:
    void add(std::unique_ptr<adapter> one);

    const adapter* find(std::string_view standard) const;
    // Also without version ("uwlr": the newest), or a shortened name ("edu-v").
    const adapter* resolve(std::string_view name) const;
    // The adapter that recognises the bytes best, or null.
    const adapter* recognise(std::string_view bytes) const;

    auto begin() const { return adapters_.begin(); }
    auto end() const { return adapters_.end(); }

private:
    std::vector<std::unique_ptr<adapter>> adapters_;
};

// HTTP-level judgement that is the same for every receiver: not answered, 401/403, 408/425/429/5xx with Retry-After.
// None when the status needs the adapter's own eyes.
std::optional<receipt> interpret_common(const received_answer& answer);

} // namespace schakel
