// The catalogues and entitlements of a gateway: per source what it tells, per school what may be used there. Loads are
// staged beside what is published and seen all at once; a reader holds one state for as long as it likes.
//
// Shelves: every source has one for its catalogue, one for each school, and one for customers of no school. On a shelf
// a record is told by its kind and id; of two tellings the one that was modified later counts.
//
// Thread-safe. Loads wait for the disk: not for threads that serve sockets.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/entitlement/access_check.hpp"
#include "gateway/outbox/roster_rows.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::entitlement {

// The own id of the school that these identifiers name; none: it is not one of ours.
using school_finder = std::function<std::optional<std::string>(const model::identifiers&)>;

using record_kinds = std::array<bool, model::access::record_kind_count>; // by record_kind
constexpr record_kinds every_kind() {
    record_kinds all{};
    all.fill(true);
    return all;
}

struct load_request {
    std::string source; // a system in the configuration, or the name of a file
    std::string actor;  // for the audit
    school_finder school;
    // Entitlements and orders that name no school are this one's; empty: the customers' shelf.
    std::string usual_school;
    // Whose entitlements a usage or a confirmation may change; none: everybody's.
    std::optional<std::set<std::string, std::less<>>> may_change = {};
    // Everything that the source has of these kinds: what did not come has ended. With a usual school that is
    // everything of that school, and of any other for which something came.
    bool complete = false;
    record_kinds kinds = every_kind();
    // A complete load that ends more than this share of what stood on a shelf waits for a person; so does one that
    // brings nothing for it at all.
    unsigned hold_above_percent = 50;
    bool released = false; // a person said so: nothing is held
};

struct load_outcome {
    std::uint64_t records = 0, changed = 0, ended = 0, older = 0;
    std::uint64_t of_unknown_schools = 0; // passed over
    bool held = false;                    // some of it is seen only once a person releases it
    bool displaced = false;               // something was held that it took the place of
    std::vector<std::string> shelves;     // that something was published on
};

// What waits for a person: a load that would end more of a shelf than may end at once.
struct held_load {
    outbox::roster_number number = 0;
    std::string source, school; // school: empty for a catalogue and for customers
    bool catalogue = false;
    instant since{};
    std::string summary; // JSON: records, changed, ended
};

// One shelf, as an operator sees it.
struct shelf {
    std::string name, source, school; // school: empty for a catalogue and for customers
    bool catalogue = false;
    outbox::roster_number version = 0;
    std::optional<instant> published;
    std::string summary; // JSON of the last load
    bool held = false;
};

class holding_store final : public access_check {
public:
    // Both outlive the store and its views.
    holding_store(outbox::roster_rows& rows, const clock& time) : rows_(rows), time_(time) {}

    // Loads that a former process left unfinished. Once, at start.
    void take_back_unfinished();

    // Takes what `read` gives and publishes it, shelf by shelf. Nothing is published when `read` says that the records
    // must not be used. One at a time: `read` has what it gives at hand and waits for no peer. What is held of a shelf
    // for which something comes is dropped. Failure: the store cannot write.
    result<load_outcome> load(const load_request& what, const std::function<bool(entitlement_sink&)>& read);

    access_answer may_open(const access_question& asked) const override;
    std::string product_at(std::string_view address) const override;
    told_product told_of(std::string_view product) const override;

    // What these schools have, or every school when the list is null; `catalogue`: products and nothing else. Null:
    // nothing was loaded yet.
    std::shared_ptr<const entitlement_view> view(bool catalogue, const std::vector<std::string>* schools) const;

    std::vector<shelf> shelves() const;

    std::vector<held_load> holds() const;
    // What a person decides; audited. Failure: nothing is held under this number, or the store cannot write.
    result<done> release(outbox::roster_number held, std::string_view actor);
    result<done> discard(outbox::roster_number held, std::string_view reason, std::string_view actor);

    outbox::roster_rows& rows() const { return rows_; }

private:
    std::vector<std::string> shelf_names() const;
    result<outbox::roster_version> held(outbox::roster_number number) const;
    void look_up_anew();

    outbox::roster_rows& rows_;
    const clock& time_;
    std::mutex loading_;
    // Names of shelves are looked up anew after a load of this process, and every second for those of another.
    mutable std::mutex mutex_;
    mutable std::vector<std::string> names_;
    mutable std::optional<std::chrono::steady_clock::time_point> looked_up_;
};

} // namespace schakel::entitlement
