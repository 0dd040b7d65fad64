// The launch half of an adapter: a browser passes through. An adapter whose standard launches returns this facet from
// adapter::launch().
//
// Two sides. Source: people come from a system, we are its tool or service provider; a conversation of some browser
// requests ends in `arrived`. Target: people go on to a system, we are its platform; start() and further requests end
// at its page. Nothing is remembered here and nothing is fetched: each function is told everything as values and gives
// one step. What must outlive a request is remembered by the core, in the store, under a key that is used once.
//
// A step may ask for documents first. Then the core fetches them and calls the same function again with the same
// request, now with the answers: so an adapter simply begins anew.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/adapter/launch_party.hpp"
#include "gateway/adapter/page.hpp"
#include "gateway/crypto/key_set.hpp"
#include "gateway/model/launch.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace schakel {

// ---------------------------------------------------------------- what comes in

using form_fields = std::vector<std::pair<std::string, std::string>>; // decoded, in order; names may repeat

std::string_view value_of(const form_fields& fields, std::string_view name); // the first, "" for none

struct browser_request {
    exchange http;
    form_fields form;           // of a body application/x-www-form-urlencoded
    std::string raw_query = {}; // undecoded, without "?": signatures cover it

    std::string_view value(std::string_view name) const; // in the form, else in the query
    bool has(std::string_view name) const;
};

// ---------------------------------------------------------------- what is known

// Whether the browser is the one for which something was remembered: it showed the cookie that was set then.
enum class same_browser {
    yes,
    unproven, // no cookie came: blocked perhaps; or none was asked for
    no        // another one's
};

// Where the answer will stand, as the browser tells it (Fetch Metadata).
enum class shown_in : unsigned char {
    unknown,
    frame, // of somebody's page, perhaps of another site
    window // of its own: no page of somebody else's is around it
};

// What was remembered under the key of this request. It is used up by this request.
struct recalled {
    std::string bytes;  // of `remember`
    std::string system; // party for which it was remembered
    same_browser browser = same_browser::unproven;
    std::string binding; // the value that the cookie had to have, for storage elsewhere (lti_storage)
    std::shared_ptr<const model::launch> launch; // target side: what start() was given
};

// What a step asked for.
struct launch_question {
    enum class what {
        keys,     // a JWKS: parsed and kept by the core, fetched at most once a minute for the same party
        document, // kept by the core for as long as the answer allows: metadata, configuration
        request,  // sent each time: a dynamic registration, an artifact
        moment    // nothing is sent: somebody else is doing what this step would do. Some seconds long, then it fails
    } kind = what::keys;
    std::string url;
    bool afresh = false; // keys: what is known lacks one. Gives the same again when it was fetched a moment ago
    outgoing message{{}, "GET", {}, {}, {}, 0}; // method, headers, body; `path` is not used
};

// Everything that a step may depend on besides the request.
struct launching {
    std::string base_url;    // of this adapter as the outside reaches it: "https://gw.example/lti/1.3"
    std::string gateway_url; // "https://gw.example"
    const launch_parties* parties = nullptr;
    const launch_keys* keys = nullptr;
    launch_ledger* ledger = nullptr;
    std::optional<recalled> remembered;
    instant now{};
    language lang = language::nl;
    shown_in where = shown_in::unknown;
    std::function<std::string()> random; // 32 characters [A-Za-z0-9_-], unguessable, different each time
    std::string trace_parent;

    // Answers to questions that this request led to; null: not asked yet. keys_at holds a failure when they could not
    // be had.
    std::function<const result<crypto::key_set>*(std::string_view url, bool afresh)> keys_at;
    std::function<const received_answer*(std::string_view url)> answer_of;

    // The system that an invitation to register (ours, in our registration URL) was made for; nothing when it is not
    // good. registering uses it up.
    std::function<std::optional<std::string>(std::string_view token)> invited;

    // Services only: members of a class as its target may see them. `since`: the version of an earlier page; then only
    // who changed after it, and without a role who is no member any more.
    std::function<result<member_page>(
        const launch_class& of, const member_filter& which, std::string_view since, std::string_view after,
        std::size_t limit
    )>
        members;
};

// Handles that the target's services are addressed with, and what it is granted.
struct granted_services {
    std::string class_handle;                  // "" when the source grants nothing of a class
    std::string result_handle;                 // "" when no result is expected of this person here
    std::string line_item;                     // id of the one line item of the resource, "" for none
    std::set<std::string, std::less<>> scopes; // LTI scope URIs
    bool members = false;                      // names and roles may be asked for
};

// ---------------------------------------------------------------- steps

struct remembering {
    std::string key; // unguessable: travels through the browser and comes back
    std::string bytes;
    std::chrono::seconds lifetime{600};
    std::string binding; // not empty: a cookie with this value ties it to this browser
};

// Something that counts once. Known already: the core refuses the request as a replay.
struct single_use {
    std::string what; // "nonce", "jti", "assertion": with whose it is, "nonce|system|…"
    instant until{};
};

// Show this to the browser.
struct show {
    std::variant<reply, page> what; // reply: a redirect, a document
    std::vector<remembering> remember;
    std::string system = {}; // party that the step is for, where it is known: its pages may embed ours
};

// Ask first.
struct ask_first {
    std::vector<launch_question> questions; // at most 4
};

// Verified: this person opens this.
struct arrived {
    std::string system; // party from which it came
    model::launch what;
    std::string answer_bytes; // what answer() and return_with() need of it later
};

// The target gave its choice back.
struct returned {
    model::content_return what;
};

// A session of the source ended; whatever is remembered for it is forgotten, then `then` is shown.
struct signed_out {
    std::string system;
    model::launch_session session;
    show then;
};

// A new party introduced itself.
struct registering {
    registration what;
    std::function<show(const std::string& system)> then; // once it is stored, under this id
};

// What a pupil can do about a refusal.
enum class refusal_advice {
    again,       // open it again from where you came
    sign_in,     // sign in again
    cookies,     // allow cookies or a new window
    ask_school,  // something is not set up; a pupil cannot mend it
    other_party, // the other system failed; try later
    nothing      // not meant for a person: an attack or a broken system
};

// A deployment that nobody has said the school of: it waits for an administrator.
struct pairing {
    std::string deployment;
    model::launch_platform platform;
};

struct refused {
    std::string code; // stable, for school IT: "lti.nonce-used". Kebab case after the family
    refusal_advice advice = refusal_advice::ask_school;
    std::string reason;                    // for the administrator, English, without personal data or secrets
    std::string system = {};               // party, where it is known
    findings found = {};                   // when a rule was broken
    std::optional<reply> answer = {};      // instead of our page: the standard tells the other side itself
    std::optional<page> page_instead = {}; // the same with a page: a self-posting form with `error`
    std::optional<pairing> waits = {};     // what the administrator has to pair
};

struct launch_step {
    std::variant<show, ask_first, arrived, returned, signed_out, registering, refused> what;
    std::vector<single_use> once;
};

// ---------------------------------------------------------------- services

// The answer to a back-channel request that is no message: token end point, line items, memberships, results, JWKS.
struct service_step {
    std::variant<reply, ask_first> what;
    std::vector<single_use> once = {};
    // A party that introduced itself: stored, and its invitation used up, before the reply goes out.
    std::optional<registration> registers = {};
    std::optional<reply> when_used =
        {}; // instead of the reply when something in `once`, or the invitation, was used before
};

// Who sends a message (a score) with credentials of the launch world: our own access token, an OAuth 1.0a signature.
struct launch_sender {
    std::string system;
    std::set<std::string, std::less<>> scopes;
    std::string school; // school id, from the handle; "" when the message tells
};
struct launch_sender_step {
    std::variant<launch_sender, ask_first, disposition::outcome> what;
    std::vector<single_use> once = {};
};

// ---------------------------------------------------------------- the facet

struct launch_abilities {
    bool from = false, to = false; // as source, as target
    bool deep_linking = false;
    bool begins = false; // source: begin() can fetch a person by itself (SAML, login by link)
    // Below base_path, where links to material lead that the source keeps ("/launch"): "?item=" or "?product=" follows.
    std::string_view launch_path;
    // Members of launch_party that settings must fill: names of their keys in the settings.
    std::vector<std::string_view> needed_of_source, needed_of_target;
    std::vector<std::string_view> algorithms; // that may be allowed to a party
    std::vector<std::string_view> scopes;     // of services
    std::vector<std::string_view> send_scopes =
        {}; // asked of a token end point for deliveries, unless settings name others
};

// Somebody followed a link of ours (catalogue, portal) and must sign in at the source first.
struct beginning {
    std::string system; // source
    std::string target; // what it leads to, returned in arrived.what.resource.target
    std::string product;
};

class launch_adapter {
public:
    virtual ~launch_adapter() = default;
    virtual const launch_abilities& abilities() const = 0;

    // Under which key something was remembered for this request; "" for none. Looked up and used up by the core before
    // proceed().
    virtual std::string recall_key(const browser_request& request) const = 0;

    // A browser request to an end point of purpose `browser`, of either side.
    virtual launch_step proceed(const browser_request& request, const launching& with) const = 0;

    virtual launch_step begin(const beginning& what, const launching& with) const;

    // Target side: sends the browser on its way to the party.
    virtual launch_step start(
        const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
    ) const;

    // Source side, after deep linking: gives the choice back, through the browser.
    virtual launch_step answer(
        const model::content_return& choice, const launch_party& to, const model::launch& asked,
        std::string_view answer_bytes, const launching& with
    ) const;

    // Source side: a logout that begins with us. `show`, or `signed_out` at once when the source knows no logout.
    virtual launch_step
    sign_out(const model::launch_session& session, const launch_party& from, const launching& with) const;

    // Back-channel requests to end points of purpose `service`.
    virtual service_step serve(const exchange& asked, const launching& with) const;
    // Before a message to an end point of purpose `message` is decoded, when its headers show no other credentials.
    virtual launch_sender_step sender_of(const exchange& message, const launching& with) const;
};

} // namespace schakel
