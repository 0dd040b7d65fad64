#include "gateway/pipeline/roster_intake.hpp"

#include "gateway/pipeline/pull_options.hpp"
#include "gateway/pipeline/stored_keys.hpp"
#include "gateway/roster/hold_decision.hpp"
#include "gateway/roster/identity_check.hpp"
#include "gateway/roster/identity_learning.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using kind = intake_outcome::kind;

// Passes records on, and notices a roster of another school.
class guarded_sink final : public roster_sink {
public:
    guarded_sink(roster_sink& into, model::identifiers school) : into_(into), school_(std::move(school)) {}

    void head(model::roster::head what) override {
        foreign_ = !same_school(what.school, school_);
        into_.head(std::move(what));
    }
    void add(model::roster::record&& what) override { into_.add(std::move(what)); }
    bool foreign() const { return foreign_; }

private:
    roster_sink& into_;
    model::identifiers school_;
    bool foreign_ = false;
};

intake_outcome ended(kind what, std::string reason) {
    intake_outcome out;
    out.what = what;
    out.reason = std::move(reason);
    return out;
}

void log_end(const intake_services& with, const intake_order& order, const intake_outcome& of) {
    const bool bad = of.what == kind::failed || of.what == kind::interrupted;
    with.log.log_event(
        bad ? log_level::warning : log_level::info, "roster.sync",
        {{"school", order.school},
         {"system", order.source},
         {"outcome", to_string(of.what)},
         {"count", of.records},
         {"reason", of.reason}}
    );
}

// What changed nothing in the store is audited on its own; publishing and holding audit themselves.
intake_outcome told(const intake_services& with, const intake_order& order, intake_outcome of) {
    log_end(with, order, of);
    if (of.what == kind::failed || of.what == kind::interrupted || of.what == kind::unchanged) {
        with.store.write_audit(
            {with.time.now(), order.actor, "roster.sync-" + std::string(to_string(of.what)),
             order.school + ":" + order.source, of.reason},
            [](bool) {}
        );
    }
    return of;
}

// Publishing has happened: what follows is done again at the next publication or start, so its failure stops nothing.
void after_publication(const intake_services& with, const configuration& in_force, const std::string& school) {
    learn_published(with, in_force, school);
    const settings::school* of = in_force.settings().find_school(school);
    if (of && of->keep_rosters) static_cast<void>(with.rosters.forget(school, with.time.now() - *of->keep_rosters));
}

intake_outcome settle(
    const intake_services& with, const intake_order& order, const roster::roster_version& staged,
    const settings::hold_policy& policy
) {
    intake_outcome out;
    out.version = staged.number;
    out.change = staged.notes.change;
    const roster::hold_decision decided = roster::decide(
        staged.notes.change, policy, with.time.now(), with.rosters.paused_until(order.school, with.time.now())
    );
    out.what = decided.hold ? kind::held : kind::published;
    out.reason = decided.reason;
    const auto kept = decided.hold ? with.rosters.hold(staged.number, decided.reason, order.actor)
                                   : with.rosters.publish(staged.number, order.actor);
    if (!kept) return ended(kind::interrupted, kept.error().message);
    if (!decided.hold) after_publication(with, *order.in_force, order.school);
    return out;
}

// A load that is not finished is taken back when it goes out of scope.
intake_outcome finish(
    const intake_services& with, const intake_order& order, roster::roster_load& load, const roster_reading& reading,
    std::string watermark
) {
    const settings::school* school = order.in_force->settings().find_school(order.school);
    const auto staged = load.finish(reading.holds, std::move(watermark));
    if (!staged) return ended(kind::interrupted, staged.error().message);
    intake_outcome out = ended(kind::unchanged, {});
    if (*staged) out = settle(with, order, **staged, school->hold);
    out.report = reading.report;
    if (out.change) out.report.add(layer::meaning, roster::findings_of(out.change->identities));
    out.records = load.records();
    return out;
}

std::string refusal_of(const roster_reading& reading) {
    const finding* first = reading.report.first_error();
    return first ? "the roster is not valid: " + std::string(first->broken->id) : "the roster is not valid";
}

constexpr std::string_view of_another_school = "the roster names another school than the one it was brought for";

pull_options options_for(
    const intake_services& with, const intake_order& order, const settings::school& school,
    const settings::roster_source& from
) {
    const instant now = with.time.now();
    const auto whole = with.rosters.last_load(order.school, order.source, true);
    const auto last = with.rosters.last_load(order.school, order.source);
    const bool recent = whole && whole->settled && now - *whole->settled < from.full_every;
    return pipeline::options_for(from, school, recent && last ? last->notes.watermark : std::string(), now);
}

// The conversation itself. The state tells how it ended.

} // namespace

std::string_view to_string(kind what) {
    switch (what) {
    case kind::published: return "published";
    case kind::unchanged: return "unchanged";
    case kind::held: return "held";
    case kind::failed: return "failed";
    case kind::interrupted: break;
    }
    return "interrupted";
}

intake_outcome take_roster_file(
    const intake_services& with, const intake_order& order, const adapter& by, std::string_view bytes,
    const mapped_file* file
) {
    const settings::school* school = order.in_force->settings().find_school(order.school);
    if (!school) return told(with, order, ended(kind::failed, "no such school is configured"));
    auto load = with.rosters.begin({order.school, order.source, std::string(by.info().standard), order.way});
    if (!load) return told(with, order, ended(kind::interrupted, load.error().message));
    guarded_sink into(**load, school->identifiers_at(with.time.now()));
    roster_reading reading = by.roster()->read({bytes, file, {}, {}}, {}, into);
    intake_outcome out;
    if (reading.report.rejects()) {
        out = ended(kind::failed, refusal_of(reading));
        out.report = std::move(reading.report);
    } else if (into.foreign()) {
        out = ended(kind::failed, std::string(of_another_school));
    } else if (file && file->changed()) {
        out = ended(kind::interrupted, "the file was written to while it was read");
    } else {
        out = finish(with, order, **load, reading, {});
    }
    return told(with, order, std::move(out));
}

intake_outcome pull_roster(
    const intake_services& with, const intake_order& order, const adapter& by, const settings::roster_source& from,
    const pull_means& means
) {
    const settings::school* school = order.in_force->settings().find_school(order.school);
    if (!school) return told(with, order, ended(kind::failed, "no such school is configured"));
    auto load = with.rosters.begin({order.school, order.source, from.standard, order.way});
    if (!load) return told(with, order, ended(kind::interrupted, load.error().message));
    const pull_options options = options_for(with, order, *school, from);
    guarded_sink into(**load, options.school);
    const auto pull = by.roster()->pull(options);
    converse(*pull, into, means);

    const pull_state& state = pull->state();
    using phase = pull_state::phase;
    intake_outcome out;
    switch (state.what) {
    case phase::complete:
        out = into.foreign() ? ended(kind::failed, std::string(of_another_school))
                             : finish(with, order, **load, pull->reading(), state.watermark);
        break;
    case phase::unchanged: {
        // Nothing came: as a load that tells of no kind, which is recorded and changes nothing.
        roster_reading nothing;
        out = finish(with, order, **load, nothing, state.watermark.empty() ? options.watermark : state.watermark);
        break;
    }
    case phase::failed:
        out = ended(kind::failed, state.reason);
        out.report = pull->reading().report;
        break;
    case phase::interrupted: out = ended(kind::interrupted, state.reason); break;
    case phase::running: out = ended(kind::interrupted, "the gateway is stopping"); break;
    }
    out.retry_after = state.retry_after;
    return told(with, order, std::move(out));
}

result<done> approve_held(
    const intake_services& with, const configuration& in_force, roster::version_number held, std::string_view actor
) {
    const auto version = with.rosters.version(held);
    if (!version || version->status != outbox::roster_version::state::held)
        return failure{"nothing is held under this number"};
    if (auto kept = with.rosters.publish(held, actor); !kept) return kept.error();
    after_publication(with, in_force, version->school);
    return done{};
}

result<done>
discard_held(const intake_services& with, roster::version_number held, std::string reason, std::string_view actor) {
    const auto version = with.rosters.version(held);
    if (!version || version->status != outbox::roster_version::state::held)
        return failure{"nothing is held under this number"};
    return with.rosters.discard(held, std::move(reason), actor);
}

// The mark is kept after the identities: whoever dies between the two learns them twice, which does no harm.
void learn_published(const intake_services& with, const configuration& in_force, const std::string& school) {
    outbox::roster_rows& rows = *with.store.rosters();
    const auto published = with.rosters.current_version(school);
    const roster::version_number from = rows.learned(school);
    if (!published || published->number <= from) return;
    const stored_keys known(with.store);
    const auto learned =
        roster::learn_identities(rows, school, from, published->number, known, in_force.identities_of(school));
    if (learned) static_cast<void>(rows.mark_learned(school, published->number));
    if (learned && learned->conflicts == 0) return;
    with.log.log_event(
        log_level::warning, "roster.identities",
        {{"school", school},
         {"count", learned ? learned->conflicts : 0},
         {"reason", learned ? std::string_view("conflicts") : std::string_view(learned.error().message)}}
    );
}

bool same_school(const model::identifiers& named, const model::identifiers& configured) {
    return std::ranges::all_of(named, [&](const model::identifier& one) {
        bool known = false, equal = false;
        for (const model::identifier& ours : configured) {
            if (ours.scheme != one.scheme || ours.authority != one.authority) continue;
            known = true;
            equal |= ours.value == one.value;
        }
        return !known || equal;
    });
}

const settings::school* school_named(const model::identifiers& named, const settings::settings& all, instant now) {
    const settings::school* found = nullptr;
    for (const settings::school& one : all.schools) {
        const model::identifiers ours = one.identifiers_at(now);
        const bool shares =
            std::ranges::any_of(named, [&](const model::identifier& id) { return std::ranges::count(ours, id) > 0; });
        if (!shares || !same_school(named, ours)) continue;
        if (found) return nullptr;
        found = &one;
    }
    return found;
}

} // namespace schakel::pipeline
