// The half of an adapter that has pseudonyms made for persons of a school: it turns the number of a person into a hash,
// asks the service that issues chain pseudonyms (ECK iD), and reads what that says. An adapter that can do so returns
// this facet from adapter::chain_ids().
//
// Numbers, hashes and the root pseudonyms (stampseudoniemen) are used in memory and nowhere kept: nothing here returns
// them in a text meant for people, and a sink is only ever given chain pseudonyms, batch numbers and places in a list.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/document_adapter.hpp"
#include "gateway/adapter/fetching.hpp"
#include "gateway/crypto/wiped_text.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// ---------------------------------------------------------------- who they are for

// A line of the school's file.
struct numbered_person {
    std::string key;             // by which the chain knows the person at this school
    crypto::wiped_text number;   // PGN of a pupil, BRIN and e-mail address of a teacher
    crypto::wiped_text former;   // the number that it replaces; empty: none
    std::optional<instant> from; // a replacement that begins later
    std::uint32_t line = 0;
};

struct people_list {
    schakel::report report;
    std::string key_scheme; // model::scheme of the keys
    std::vector<numbered_person> people;
};

// ---------------------------------------------------------------- what is asked and answered

// A question to the service, in either direction: we write it, a simulated service reads it.
struct chain_id_question {
    enum class operation { ping, root, id, root_batch, id_batch, fetch, replace, chains, sectors };
    struct item {
        std::int32_t index = 0;
        std::string value;
    };

    operation what = operation::ping;
    std::string message_id;    // "urn:uuid:…"
    std::string to;            // address of the service
    std::string school_oin;    // on whose behalf
    std::vector<item> items{}; // hashes or root pseudonyms; one in the single operations; replace: the old, the new
    std::string chain{}, sector{};
    std::string batch{};
    std::optional<instant> from{}; // replace: begins later
};

struct chain_id_answer {
    using item = chain_id_question::item;
    struct choice {
        std::string id, name, description;
        instant edited{};
    };

    chain_id_question::operation what = chain_id_question::operation::ping;
    std::string relates_to;
    bool with_fault = false;    // instead of all that follows
    std::string fault{};        // name of the service's exception, perhaps ""
    std::vector<item> items{};  // issued; one in the single operations
    std::vector<item> failed{}; // index and the service's words
    std::string batch{};
    std::vector<choice> choices{};
    bool available = false;
    std::string version{}; // of the service
    instant at{};
};

// What reading either of them found.
template <class What>
struct chain_id_reading {
    schakel::report report;
    What what; // meaningful when nothing rejects
};

// ---------------------------------------------------------------- the conversation

struct chain_id_options {
    std::string to;         // address of the service, as its messages name it
    std::string school_oin; // of the school on whose behalf is asked
    std::string chain, sector;
    bool production = false; // pseudonyms of the other environment are refused
    std::chrono::seconds poll{25};
    unsigned polls = 10;                     // questions for a batch that is not ready, before it is left for later
    std::function<std::string()> message_id; // a new one for each message
    document_limits limits;
};

// Something handed in at the service that can be fetched once.
struct chain_id_batch {
    enum class content { roots, ids } what = content::roots;
    std::string number;
    std::size_t size = 0; // persons; their places are 0 … size - 1
};

struct issued_chain_id {
    std::size_t place = 0; // in the list that was asked about
    std::string value;
};

// Takes what a conversation brings. What it returned from is durable: only then the conversation goes on. A failure
// ends the conversation.
class chain_id_sink {
public:
    virtual ~chain_id_sink() = default;
    virtual result<done> submitted(const chain_id_batch& what) = 0;        // it takes the place of the one before
    virtual result<done> issued(std::span<const issued_chain_id> ids) = 0; // all of a batch, or one
    // No pseudonym for this person; `reason` is a code of the service or ours, never its text.
    virtual void refused(std::size_t place, std::string_view reason) = 0;
};

struct chain_id_state : pull_state {
    bool lost = false; // failed: what was handed in cannot be fetched any more; it must be asked for anew
    schakel::report report;
};

// One conversation, without sockets: next() says what to ask, take() takes the answer; one request is under way at a
// time. state().retry_after: wait that long before next().
class chain_id_talk {
public:
    virtual ~chain_id_talk() = default;
    virtual std::optional<outgoing> next() = 0; // none: it is over, state() tells how it ended
    virtual void take(const outgoing& asked, const received_answer& answer, chain_id_sink& into) = 0;
    virtual const chain_id_state& state() const = 0;
};

// ---------------------------------------------------------------- the facet

class chain_id_adapter {
public:
    virtual ~chain_id_adapter() = default;

    // The school's list: CSV with a header line. `replacing`: each line names the former number too.
    virtual people_list read_people(std::string_view csv, bool replacing) const = 0;

    // The first-level hash of a number. It takes seconds and much memory; `salt` is the secret of the environment as it
    // was issued. Failure: the salt is none.
    virtual result<crypto::wiped_text> hash(std::string_view number, std::string_view salt) const = 0;

    // In batches, or one by one where they are few. The hashes live as long as the conversation.
    virtual std::unique_ptr<chain_id_talk>
    issue(const chain_id_options& options, std::vector<crypto::wiped_text> hashes, bool in_batches) const = 0;
    virtual std::unique_ptr<chain_id_talk>
    resume(const chain_id_options& options, const chain_id_batch& what) const = 0;
    // Gives the pseudonym that the person has from then on, which is the one he had.
    virtual std::unique_ptr<chain_id_talk> replace(
        const chain_id_options& options, crypto::wiped_text former, crypto::wiped_text present,
        std::optional<instant> from
    ) const = 0;

    virtual outgoing ask(const chain_id_question& question) const = 0;
    virtual chain_id_reading<chain_id_answer>
    read_answer(std::string_view bytes, const document_limits& limits) const = 0;

    // What the service does: for a simulated one.
    virtual chain_id_reading<chain_id_question> read_question(const exchange& asked) const = 0;
    virtual reply answer_with(const chain_id_answer& answer) const = 0;
};

// An adapter of a service that issues chain pseudonyms and nothing else. decode() judges a message of the service and
// gives no records.
class chain_id_only_adapter : public document_adapter, public chain_id_adapter {
public:
    const chain_id_adapter* chain_ids() const final { return this; }
};

} // namespace schakel
