#include "gateway/roster/staged_load.hpp"

#include "gateway/roster/identity_check.hpp"
#include "gateway/roster/record_bytes.hpp"
#include "gateway/roster/stored_form.hpp"

#include <algorithm>

namespace schakel::roster {

using namespace model::roster;
using status = outbox::roster_version::state;

namespace {

// One step is one transaction in which no message can be committed.
constexpr std::size_t rows_per_step = 400;
constexpr std::size_t rows_per_look = 1000;

void keep_last_of_each(std::vector<outbox::roster_row>& rows) {
    std::ranges::reverse(rows);
    std::ranges::stable_sort(rows, {}, &outbox::roster_row::key);
    const auto repeated = std::ranges::unique(rows, {}, &outbox::roster_row::key);
    rows.erase(repeated.begin(), repeated.end());
}

change_count& count_of(roster_change& of, const outbox::stored_roster_row& row, change_count& elsewhere) {
    const std::uint8_t kind = row.what.key.kind;
    return kind < record_kind_count ? of.kinds[kind] : elsewhere;
}

change_count* persons_of(roster_change& of, const outbox::stored_roster_row& row) {
    if (row.what.key.kind != static_cast<std::uint8_t>(record_kind::person)) return nullptr;
    const std::string& kind = row.what.links[by_person_kind];
    if (kind == to_string(person_kind::pupil)) return &of.pupils;
    return kind == to_string(person_kind::employee) ? &of.employees : nullptr;
}

} // namespace

result<done> take_back(outbox::roster_rows& rows, const outbox::roster_settlement& end) {
    for (;;) {
        const auto more = rows.undo(end.version, rows_per_step);
        if (!more) return more.error();
        if (!*more) return rows.settle(end);
    }
}

staged_load::staged_load(
    outbox::roster_rows& rows, const clock& time, load_request what, version_number base, version_number own
)
    : rows_(rows), time_(time), what_(std::move(what)), base_(base), own_(own) {}

// What cannot be taken back here is taken back at the next start.
staged_load::~staged_load() {
    if (finished_) return;
    try {
        static_cast<void>(take_back(
            rows_, {own_, status::discarded, time_.now(), {}, good() ? "the load was broken off" : trouble_, {}}
        ));
    } catch (const std::runtime_error&) {
    }
}

void staged_load::check(const result<done>& step) {
    if (!step && good()) trouble_ = step.error().message;
}

void staged_load::head(model::roster::head what) {
    if (good()) coming_.push_back(row_of(what));
}

void staged_load::add(record&& what) {
    if (!good()) return;
    ++records_;
    const record_tail& tail = tail_of(what);
    auto key = key_of(kind_of(what), tail.id);
    if (tail.ended) {
        ending_.insert(std::move(key));
    } else {
        if (ending_.contains(key)) flush();
        coming_.push_back(row_of(what));
    }
    if (coming_.size() + ending_.size() >= rows_per_step) flush();
}

// A record that comes and is ended in the same step came first: add() sees to that.
void staged_load::flush() {
    if (good() && !coming_.empty()) put_what_differs();
    if (good() && !ending_.empty()) end_what_is_named();
    coming_.clear();
    ending_.clear();
}

void staged_load::put_what_differs() {
    keep_last_of_each(coming_);
    std::vector<outbox::roster_key> keys;
    for (const outbox::roster_row& row : coming_) keys.push_back(row.key);
    const auto known = rows_.known(what_.school, own_, keys);
    std::vector<outbox::roster_row> differing;
    for (std::size_t i = 0; i < coming_.size(); ++i) {
        if (known[i] && known[i]->since < own_) standing_.push_back(known[i]->place);
        if (!known[i] || known[i]->digest != coming_[i].digest) differing.push_back(std::move(coming_[i]));
    }
    if (!differing.empty()) check(rows_.put(own_, differing));
}

void staged_load::end_what_is_named() {
    const std::vector<outbox::roster_key> keys(ending_.begin(), ending_.end());
    check(rows_.end(own_, keys));
}

// Walks what is visible and did not begin with this load.
void staged_load::end_what_did_not_come(const extents& holds) {
    std::ranges::sort(standing_);
    outbox::roster_key after;
    std::vector<outbox::roster_key> gone;
    for (;;) {
        const auto rows = rows_.known_after(what_.school, own_, after, rows_per_look);
        for (const outbox::known_roster_row& row : rows) {
            const bool may_end = row.key.kind < record_kind_count && holds[row.key.kind] == extent::full;
            if (may_end && row.since < own_ && !std::ranges::binary_search(standing_, row.place))
                gone.push_back(row.key);
        }
        for (std::size_t from = 0; from < gone.size() && good(); from += rows_per_step)
            check(rows_.end(own_, std::span(gone).subspan(from, std::min(rows_per_step, gone.size() - from))));
        if (rows.size() < rows_per_look || !good()) return;
        gone.clear();
        after = rows.back().key;
    }
}

void staged_load::count_begun(roster_change& into) {
    identity_check identities(rows_, what_.school, base_, own_);
    change_count head;
    outbox::roster_change_cursor after{base_, 0};
    for (;;) {
        const auto changes = rows_.begun(what_.school, base_, own_, after, rows_per_look);
        for (const outbox::roster_change& one : changes) {
            const auto count = [&](change_count& of) { one.before ? ++of.changed : ++of.added; };
            count(count_of(into, one.row, head));
            if (change_count* persons = persons_of(into, one.row)) count(*persons);
            person somebody;
            if (decode(one.row.what.bytes, somebody)) identities.see(somebody);
        }
        if (changes.size() < rows_per_look) break;
        after = {changes.back().row.since, changes.back().row.place};
    }
    into.head_changed = !head.none();
    into.identities = identities.counts();
}

void staged_load::count_ended(roster_change& into) {
    change_count head;
    outbox::roster_change_cursor after{base_, 0};
    for (;;) {
        const auto changes = rows_.ended(what_.school, base_, own_, after, rows_per_look);
        for (const outbox::roster_change& one : changes) {
            ++count_of(into, one.row, head).ended;
            if (change_count* persons = persons_of(into, one.row)) ++persons->ended;
        }
        if (changes.size() < rows_per_look) return;
        after = {*changes.back().row.until, changes.back().row.place};
    }
}

roster_change staged_load::compare() {
    roster_change change;
    if (const auto published = rows_.version(base_)) {
        const roster_change last = read_notes(published->summary).change;
        const auto stands = [](const change_count& of) { return change_count{of.after(), 0, 0, 0}; };
        std::ranges::transform(last.kinds, change.kinds.begin(), stands);
        change.pupils = stands(last.pupils);
        change.employees = stands(last.employees);
    }
    count_begun(change);
    count_ended(change);
    return change;
}

// Nothing was staged, or what was staged says what stood there.
result<done> staged_load::record_unchanged(const version_notes& notes) {
    outbox::roster_settlement end{own_, status::unchanged, time_.now(), to_json(notes), {}, {}};
    return take_back(rows_, end);
}

result<std::optional<roster_version>> staged_load::finish(const extents& holds, std::string watermark) {
    flush();
    if (good()) end_what_did_not_come(holds);
    if (!good()) return failure{trouble_};
    const bool whole = std::ranges::count(holds, extent::delta) == 0 && std::ranges::count(holds, extent::full) > 0;
    const version_notes notes{compare(), what_.standard, std::move(watermark), what_.way, whole};
    if (notes.change.none() && base_ != 0) {
        if (auto told = record_unchanged(notes); !told) return told.error();
        finished_ = true;
        return std::optional<roster_version>();
    }
    auto own = rows_.version(own_);
    if (!own) return failure{"the staged version is gone"};
    if (auto kept = rows_.note(own_, to_json(notes)); !kept) return kept.error();
    finished_ = true;
    return std::optional(roster_version{
        own_, own->school, own->source, own->status, own->began, own->settled, own->reason, notes});
}

} // namespace schakel::roster
