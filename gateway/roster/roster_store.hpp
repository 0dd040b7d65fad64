// The rosters of all schools in versions: loads are staged beside what is published, judged by somebody, and published
// or discarded. A reader holds one version for as long as it likes and never sees half a load.
//
// One load at a time per school. A load may tell of some kinds of records only, and of all of a kind or of what changed
// (extents). A record that says the same as before costs no row. What ended, and what records said before, remains
// until forget().
//
// Thread-safe. Loads, publish(), hold(), discard() and forget() wait for the disk: not for threads that serve sockets.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/outbox/roster_rows.hpp"
#include "gateway/roster/roster_change.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::roster {

using version_number = outbox::roster_number;

struct roster_version {
    version_number number = 0;
    std::string school, source;
    outbox::roster_version::state status = outbox::roster_version::state::staging;
    instant began{};
    std::optional<instant> settled; // published, found unchanged or discarded
    std::string reason;
    version_notes notes;
};

struct load_request {
    std::string school, source;
    std::string standard, way; // for version_notes
};

// One load: give it to a reader or a pull as its sink, then finish it. Destroyed before that, or when finish() fails,
// it is taken back. Of a record that comes twice the last counts.
class roster_load : public roster_sink {
public:
    // Ends what a full load did not bring, looks at identities, and leaves the version staged. None: nothing differs
    // from what is published; that is recorded, and there is nothing to publish.
    virtual result<std::optional<roster_version>> finish(const extents& holds, std::string watermark) = 0;
    virtual std::uint64_t records() const = 0; // taken so far
};

// How a record came to be what it is.
struct record_past {
    std::optional<model::roster::record> record;
    std::string source;
    instant since{};
    std::optional<instant> until;
};

struct record_history {
    instant first_seen{}, last_seen{}; // last_seen: the last load that brought it, or left it standing
    std::vector<record_past> past;     // oldest first
};

// One changed record, for showing a difference.
struct record_change {
    enum class what { added, changed, ended } how = what::added;
    model::roster::record_kind kind = model::roster::record_kind::person;
    std::string id;
};

class roster_store {
public:
    // Both outlive the store and its views.
    roster_store(outbox::roster_rows& rows, const clock& time) : rows_(rows), time_(time) {}

    // Loads that a former process left unfinished. Once, at start, before the first load.
    void take_back_unfinished();

    // A held version of the school is discarded for it. Failure: a load is under way, or the store cannot write.
    result<std::unique_ptr<roster_load>> begin(load_request what);
    result<done> publish(version_number staged, std::string_view actor);
    result<done> hold(version_number staged, std::string reason, std::string_view actor);
    result<done> discard(version_number staged, std::string reason, std::string_view actor);
    // Until that moment nothing is taken over; a moment that has passed ends a pause.
    result<done> pause(std::string_view school, instant until, std::string_view actor);
    std::optional<instant> paused_until(std::string_view school, instant now) const; // none: not paused
    // Removes what ended before this moment, in small steps. Nobody may hold a version of before that moment.
    result<done> forget(std::string_view school, instant before);

    // Null when the school has no roster (yet, at that moment).
    std::shared_ptr<const roster_view> current(std::string_view school) const;
    std::shared_ptr<const roster_view> as_of(std::string_view school, instant moment) const;
    std::shared_ptr<const roster_view> at(std::string_view school, version_number number) const; // also a staged one

    std::optional<roster_version> current_version(std::string_view school) const;
    std::optional<roster_version> version(version_number number) const;
    std::optional<roster_version> staged(std::string_view school) const; // staging or held
    // Newest first, before `before` where it is given.
    std::vector<roster_version> versions(std::string_view school, std::size_t most, version_number before = 0) const;
    // The last load of this source that was published or found unchanged; `whole`: that told everything.
    std::optional<roster_version> last_load(std::string_view school, std::string_view source, bool whole = false) const;
    std::vector<std::string> schools() const;

    // At most `most` records that differ between two versions, by kind and id within each way of changing.
    std::vector<record_change>
    changes(std::string_view school, version_number from, version_number to, std::size_t most) const;
    std::optional<record_history>
    history(std::string_view school, model::roster::record_kind kind, std::string_view id) const;

private:
    result<done> settle(
        version_number staged, outbox::roster_version::state as, std::string reason, std::string_view action,
        std::string_view actor
    );

    outbox::roster_rows& rows_;
    const clock& time_;
};

} // namespace schakel::roster
