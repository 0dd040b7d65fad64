#include "gateway/roster/roster_store.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/roster/record_bytes.hpp"
#include "gateway/roster/staged_load.hpp"
#include "gateway/roster/stored_form.hpp"
#include "gateway/roster/stored_roster.hpp"

namespace schakel::roster {

using namespace model::roster;
using status = outbox::roster_version::state;

namespace {

constexpr std::size_t forgotten_per_step = 400, versions_per_look = 50;

roster_version told(const outbox::roster_version& of) {
    return {of.number, of.school, of.source, of.status, of.began, of.settled, of.reason, read_notes(of.summary)};
}

std::optional<roster_version> told(const std::optional<outbox::roster_version>& of) {
    if (!of) return std::nullopt;
    return told(*of);
}

bool came_through(status of) {
    return of == status::published || of == status::unchanged;
}

// The newest that `fits`, before a number (0: of all).
template <class Fits>
std::optional<outbox::roster_version>
newest(outbox::roster_rows& rows, std::string_view school, version_number before, Fits fits) {
    for (;;) {
        const auto some = rows.versions(school, before, versions_per_look);
        for (const outbox::roster_version& one : some)
            if (fits(one)) return one;
        if (some.size() < versions_per_look) return std::nullopt;
        before = some.back().number;
    }
}

instant settled(const outbox::roster_version& of) {
    return of.settled.value_or(of.began);
}

} // namespace

void roster_store::take_back_unfinished() {
    for (const std::string& school : rows_.schools()) {
        const auto left = rows_.staged(school);
        if (!left || left->status != status::staging) continue;
        static_cast<void>(take_back(
            rows_, {left->number, status::discarded, time_.now(), {}, "the gateway ended while it was loading", {}}
        ));
    }
}

result<std::unique_ptr<roster_load>> roster_store::begin(load_request what) {
    if (const auto held = rows_.staged(what.school); held && held->status == status::held)
        if (auto gone = discard(held->number, "a newer load came", "gateway"); !gone) return gone.error();
    const auto base = rows_.current(what.school, std::nullopt);
    const auto own = rows_.begin(what.school, what.source, time_.now());
    if (!own) return own.error();
    return std::unique_ptr<roster_load>(
        std::make_unique<staged_load>(rows_, time_, std::move(what), base ? base->number : 0, *own)
    );
}

result<done> roster_store::settle(
    version_number staged, status as, std::string reason, std::string_view action, std::string_view actor
) {
    const auto version = rows_.version(staged);
    if (!version) return failure{"no such version is staged"};
    const instant now = time_.now();
    outbox::roster_settlement end{staged, as, now, {}, std::move(reason), {}};
    end.audit = outbox::audit_entry{
        now, std::string(actor), std::string(action), version->school + ":" + std::to_string(staged), end.reason};
    SCHAKEL_FAILPOINT("import.roster.settle.before");
    auto ended = as == status::discarded ? take_back(rows_, end) : rows_.settle(end);
    SCHAKEL_FAILPOINT("import.roster.settle.after");
    return ended;
}

result<done> roster_store::publish(version_number staged, std::string_view actor) {
    return settle(staged, status::published, {}, "roster.published", actor);
}

result<done> roster_store::hold(version_number staged, std::string reason, std::string_view actor) {
    return settle(staged, status::held, std::move(reason), "roster.held", actor);
}

result<done> roster_store::discard(version_number staged, std::string reason, std::string_view actor) {
    return settle(staged, status::discarded, std::move(reason), "roster.discarded", actor);
}

result<done> roster_store::pause(std::string_view school, instant until, std::string_view actor) {
    const instant now = time_.now();
    const std::string_view action = until > now ? "roster.paused" : "roster.resumed";
    return rows_.pause(
        school, until, {now, std::string(actor), std::string(action), std::string(school), to_rfc3339(until)}
    );
}

std::optional<instant> roster_store::paused_until(std::string_view school, instant now) const {
    const auto until = rows_.paused_until(school);
    return until && *until > now ? until : std::nullopt;
}

result<done> roster_store::forget(std::string_view school, instant before) {
    const auto last = newest(rows_, school, 0, [&](const outbox::roster_version& one) {
        return one.status == status::published && settled(one) < before;
    });
    if (!last) return done{};
    for (;;) {
        const auto more = rows_.forget(school, last->number, forgotten_per_step);
        if (!more) return more.error();
        if (!*more) return done{};
    }
}

std::shared_ptr<const roster_view> roster_store::current(std::string_view school) const {
    const auto version = rows_.current(school, std::nullopt);
    return version ? std::make_shared<stored_roster>(rows_, *version) : nullptr;
}

std::shared_ptr<const roster_view> roster_store::as_of(std::string_view school, instant moment) const {
    const auto version = rows_.current(school, moment);
    return version ? std::make_shared<stored_roster>(rows_, *version) : nullptr;
}

std::shared_ptr<const roster_view> roster_store::at(std::string_view school, version_number number) const {
    const auto version = rows_.version(number);
    if (!version || version->school != school || version->status == status::discarded) return nullptr;
    return std::make_shared<stored_roster>(rows_, *version);
}

std::optional<roster_version> roster_store::current_version(std::string_view school) const {
    return told(rows_.current(school, std::nullopt));
}

std::optional<roster_version> roster_store::version(version_number number) const {
    return told(rows_.version(number));
}

std::optional<roster_version> roster_store::staged(std::string_view school) const {
    return told(rows_.staged(school));
}

std::vector<roster_version>
roster_store::versions(std::string_view school, std::size_t most, version_number before) const {
    std::vector<roster_version> all;
    for (const outbox::roster_version& one : rows_.versions(school, before, most)) all.push_back(told(one));
    return all;
}

std::optional<roster_version>
roster_store::last_load(std::string_view school, std::string_view source, bool whole) const {
    return told(newest(rows_, school, 0, [&](const outbox::roster_version& one) {
        return one.source == source && came_through(one.status) && (!whole || read_notes(one.summary).whole);
    }));
}

std::vector<std::string> roster_store::schools() const {
    return rows_.schools();
}

std::vector<record_change>
roster_store::changes(std::string_view school, version_number from, version_number to, std::size_t most) const {
    using what = record_change::what;
    std::vector<record_change> all;
    const auto take = [&](const std::vector<outbox::roster_change>& rows, bool ended) {
        for (const outbox::roster_change& one : rows) {
            const outbox::roster_key& key = one.row.what.key;
            if (key.kind >= record_kind_count) continue;
            const what how = ended ? what::ended : one.before ? what::changed : what::added;
            all.push_back({how, static_cast<record_kind>(key.kind), key.id});
        }
    };
    take(rows_.begun(school, from, to, {from, 0}, most), false);
    if (all.size() < most) take(rows_.ended(school, from, to, {from, 0}, most - all.size()), true);
    return all;
}

std::optional<record_history>
roster_store::history(std::string_view school, record_kind kind, std::string_view id) const {
    const auto rows = rows_.history(school, key_of(kind, id));
    if (rows.empty()) return std::nullopt;
    record_history told;
    for (const outbox::stored_roster_row& row : rows) {
        record_past& one = told.past.emplace_back();
        one.record = decode(row.what.bytes);
        if (const auto brought = rows_.version(row.since)) {
            one.source = brought->source;
            one.since = settled(*brought);
        }
        // The end may lie in a version that is still held.
        const auto ended = row.until ? rows_.version(*row.until) : std::nullopt;
        if (ended && ended->status == status::published) one.until = settled(*ended);
    }
    told.first_seen = told.past.front().since;
    const version_number end = told.past.back().until ? *rows.back().until : 0;
    const auto last = newest(rows_, school, end, [](const auto& one) { return came_through(one.status); });
    told.last_seen = last ? settled(*last) : told.past.back().since;
    return told;
}

} // namespace schakel::roster
