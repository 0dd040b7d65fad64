#include "gateway/pipeline/access_imports.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/pipeline/conversation.hpp"
#include "gateway/validation/report_json.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using model::access::record_kind;
constexpr std::size_t remembered = 20; // fetches of each errand

// How an import ended. `what`: published, unchanged, held, rejected, failed, interrupted.
struct ended_import {
    std::string what = "failed", reason = {}, watermark = {};
    entitlement::load_outcome load = {};
    const report* told = nullptr;
};

std::string to_json(const ended_import& of, language lang) {
    json::writer out;
    out.begin_object().member("what", of.what).member_if_present("reason", of.reason);
    out.member_if_present("watermark", of.watermark).member("records", of.load.records);
    out.member("changed", of.load.changed).member("ended", of.load.ended).member("older", of.load.older);
    out.member("of_unknown_schools", of.load.of_unknown_schools);
    if (of.told) out.name("report").raw(validation::layers_json(*of.told, lang));
    out.end_object();
    return out.finish();
}

ended_import because(std::string what, std::string reason) {
    ended_import out;
    out.what = std::move(what);
    out.reason = std::move(reason);
    return out;
}

ended_import of_load(const result<entitlement::load_outcome>& loaded) {
    if (!loaded) return because("failed", loaded.error().message);
    ended_import out;
    out.load = *loaded;
    out.what = loaded->held ? "held" : loaded->shelves.empty() ? "unchanged" : "published";
    if (loaded->held) out.reason = "more ended than may end at once";
    return out;
}

// What the journal remembers of an errand: when it last ended well, and up to where it came.
struct last_good {
    std::optional<instant> at;
    std::string watermark;
};

last_good last_of(outbox::roster_rows& rows, const std::string& errand) {
    for (const outbox::kept_sync& one : rows.syncs(errand, remembered)) {
        findings ignored;
        const auto told = json::document::parse(one.told, {}, ignored);
        if (!told) continue;
        const json::value outcome = told->root().member("outcome");
        const std::string_view what = outcome.member("what").text();
        if (what != "published" && what != "unchanged" && what != "held") continue;
        // What is held is not there: the next fetch asks for everything again.
        const auto watermark = what == "held" ? std::string_view{} : outcome.member("watermark").text();
        return {parse_rfc3339(told->root().member("ended_at").text()), std::string(watermark)};
    }
    return {};
}

bool carries(const adapter& by, record_kind kind) {
    return by.entitlements()->abilities().kinds[static_cast<std::size_t>(kind)];
}

// `schools`: of which records are taken; empty: all of ours.
entitlement::school_finder
finder_of(const configuration& in_force, std::set<std::string, std::less<>> schools, instant now) {
    return
        [&in_force, schools = std::move(schools), now](const model::identifiers& named) -> std::optional<std::string> {
            const settings::school* found = in_force.access().find_school(named, now);
            if (!found || (!schools.empty() && !schools.contains(found->id))) return std::nullopt;
            return found->id;
        };
}

} // namespace

std::string access_imports::errand::name() const {
    return system->id + "/" + from->standard + (school ? "/" + school->id : std::string());
}

std::vector<access_imports::errand> access_imports::errands_of(const configuration& in_force) const {
    std::vector<errand> list;
    for (const settings::system& system : in_force.settings().systems) {
        for (const settings::access_source& from : system.access) {
            const adapter* by = with_.adapters.find(from.standard);
            if (!by || !by->entitlements() || !by->entitlements()->abilities().pulls) continue;
            if (carries(*by, record_kind::product)) {
                list.push_back({&system, &from, by, nullptr});
                continue;
            }
            for (const settings::school& school : in_force.settings().schools)
                if (from.schools.empty() || from.schools.contains(school.id))
                    list.push_back({&system, &from, by, &school});
        }
    }
    return list;
}

void access_imports::plan() {
    if (!with_.out) return;
    const auto in_force = with_.in_force();
    for (const errand& one : errands_of(*in_force)) {
        const std::string name = one.name();
        if (queue_.is_open(name, "fetch")) continue;
        const instant now = with_.time.now();
        if (attempts_.due(name, *one.from, last_of(with_.holdings.rows(), name).at, now) <= now)
            static_cast<void>(add_fetch(one, "gateway"));
    }
}

result<std::string> access_imports::add_fetch(const errand& what, std::string_view actor) {
    import_queue::job one;
    one.source = what.name();
    one.way = "fetch";
    one.actor = actor;
    one.what = [this](import_queue::job& job) { return run_fetch(job); };
    return queue_.add(std::move(one));
}

result<std::vector<std::string>>
access_imports::fetch(std::string_view system, std::string_view school, std::string_view actor) {
    if (!with_.out) return failure{"this gateway fetches nothing"};
    const auto in_force = with_.in_force();
    std::vector<std::string> ids;
    bool known = false;
    for (const errand& one : errands_of(*in_force)) {
        if (one.system->id != system || (!school.empty() && (!one.school || one.school->id != school))) continue;
        known = true;
        if (queue_.is_open(one.name(), "fetch")) continue;
        auto added = add_fetch(one, actor);
        if (!added) return failure{added.error().message};
        ids.push_back(*std::move(added));
    }
    if (!known) return failure{"the configuration has nothing to fetch of this system and school: [[system.access]]"};
    if (ids.empty()) return failure{"it is being fetched already"};
    return ids;
}

result<std::string> access_imports::upload(access_upload what, std::string_view actor) {
    const adapter* by =
        what.standard.empty() ? with_.adapters.recognise(what.bytes) : with_.adapters.resolve(what.standard);
    if (!by || !by->entitlements() || !by->entitlements()->abilities().reads)
        return failure{"this is no catalogue and no entitlements; name the standard"};
    if (what.source.empty() || what.source.find('/') != std::string::npos)
        return failure{"a source has a name, without /"};
    if (!what.school.empty() && !with_.in_force()->settings().find_school(what.school))
        return failure{"the configuration has no school " + what.school};
    what.standard = by->info().standard;
    import_queue::job one;
    one.source = what.source;
    one.way = "upload";
    one.actor = actor;
    one.expected = what.bytes.size();
    one.what = [this, what = std::move(what)](import_queue::job& job) { return run_upload(job, what); };
    return queue_.add(std::move(one));
}

std::string access_imports::run_upload(import_queue::job& one, const access_upload& what) {
    const auto in_force = with_.in_force();
    const adapter& by = *with_.adapters.find(what.standard);
    entitlement::load_request load;
    load.source = what.source;
    load.actor = one.actor;
    load.school = finder_of(*in_force, {}, with_.time.now());
    load.usual_school = what.school;
    load.complete = what.complete;
    load.released = what.released;
    load.kinds = by.entitlements()->abilities().kinds;
    entitlement_reading seen;
    const auto loaded = with_.holdings.load(load, [&](entitlement_sink& into) {
        decode_options how;
        how.bare = true;
        how.limits = file_limits();
        seen = by.entitlements()->read({what.bytes, nullptr, {}, {}}, how, into);
        return !seen.report.rejects();
    });
    ended_import told = seen.report.rejects() ? because("rejected", {}) : of_load(loaded);
    told.told = &seen.report;
    std::string outcome = to_json(told, in_force->lang());
    keep(one, outcome);
    return outcome;
}

std::string access_imports::run_fetch(import_queue::job& one) {
    const auto in_force = with_.in_force();
    for (const errand& what : errands_of(*in_force))
        if (what.name() == one.source) {
            std::string outcome = fetch_now(one, in_force, what);
            keep(one, outcome);
            return outcome;
        }
    return to_json(because("failed", "it is not configured any more"), in_force->lang());
}

std::string access_imports::fetch_now(
    import_queue::job& one, const std::shared_ptr<const configuration>& in_force, const errand& what
) {
    pull_options options;
    options.base_url = what.from->url;
    if (what.school) options.school = what.school->identifiers_at(with_.time.now());
    options.parameters = what.from->parameters;
    options.quirks = what.from->quirks;
    options.limits = file_limits();
    options.watermark = last_of(with_.holdings.rows(), one.source).watermark;
    options.now = with_.time.now();
    const auto pull = what.by->entitlements()->pull(options);
    pull_means means = queue_.means_of(one);
    means.ask = [&](const outgoing& asked) {
        return await_answer(
            [&](std::function<void(received_answer)> done) {
                const std::string_view school = what.school ? std::string_view(what.school->id) : std::string_view{};
                with_.out->fetch(in_force, *what.from, *what.by, school, asked, std::move(done));
            },
            means.stopping
        );
    };
    collected_entitlements got; // at hand before anything is loaded: a load waits for no peer
    converse(*pull, got, means);

    const pull_state& state = pull->state();
    using phase = pull_state::phase;
    ended_import told = because("interrupted", state.what == phase::running ? "the gateway is stopping" : state.reason);
    if (state.what == phase::failed) told.what = "failed";
    if (state.what == phase::unchanged) told.what = "unchanged";
    if (state.what == phase::complete) {
        entitlement::load_request load;
        load.source = what.system->id;
        load.actor = one.actor;
        load.school = finder_of(*in_force, what.from->schools, with_.time.now());
        if (what.school) load.usual_school = what.school->id;
        load.complete = pull->reading().complete;
        load.kinds = what.by->entitlements()->abilities().kinds;
        load.hold_above_percent = what.from->hold_above;
        told = of_load(with_.holdings.load(load, [&](entitlement_sink& into) {
            for (model::access::record& each : got.records) into.add(std::move(each));
            return true;
        }));
        told.watermark = state.watermark;
    }
    told.told = &pull->reading().report;
    attempts_.note(one.source, with_.time.now(), told.what == "interrupted", state.retry_after);
    return to_json(told, in_force->lang());
}

// Beside the last ones of the same errand, so that the schedule goes on after a restart.
void access_imports::keep(const import_queue::job& one, const std::string& outcome) {
    import_queue::job ended;
    ended.id = one.id;
    ended.source = one.source;
    ended.way = one.way;
    ended.actor = one.actor;
    ended.asked = one.asked;
    ended.began = one.began;
    ended.ended = with_.time.now();
    ended.stands = import_queue::job::state::ended;
    ended.outcome = outcome;
    const auto kept = with_.holdings.rows().keep_sync({one.id, one.source, import_queue::to_json(ended)}, remembered);
    with_.log.log_event(
        kept ? log_level::info : log_level::warning, "access.import_ended",
        {{"exchange", one.id}, {"reason", kept ? std::string_view{} : std::string_view(kept.error().message)}}
    );
}

// What ended in this process is told by the store too.
std::vector<std::string> access_imports::tell() const {
    std::vector<std::string> all = queue_.tell();
    for (outbox::kept_sync& one : with_.holdings.rows().syncs({}, 100))
        if (!queue_.tell_one(one.id)) all.push_back(std::move(one.told));
    return all;
}

std::optional<std::string> access_imports::tell_one(std::string_view id) const {
    if (auto here = queue_.tell_one(id)) return here;
    auto kept = with_.holdings.rows().sync(id);
    return kept ? std::optional(std::move(kept->told)) : std::nullopt;
}

} // namespace schakel::pipeline
