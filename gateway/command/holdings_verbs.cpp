#include "gateway/command/holdings_verbs.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/command/holdings_gateway.hpp"
#include "gateway/command/input.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/command/verbs.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/outbox/process_lock.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/service/launch_keeping.hpp"
#include "gateway/service/service.hpp"

#include <CLI/CLI.hpp>

#include <cinttypes>
#include <map>

namespace schakel::command {

struct holdings_verbs::options : admin_options {
    explicit options(const adapter_source& built_in) : adapters(built_in) {}

    adapter_source adapters;
    holdings_upload upload;
    std::string system, school, id, reason;
};

holdings_verbs::holdings_verbs(const adapter_source& adapters) : options_(std::make_unique<options>(adapters)) {}
holdings_verbs::~holdings_verbs() = default;

namespace {

int complain(const std::string& why) {
    std::fprintf(stderr, "schakel: %s\n", why.c_str());
    return exit_code::findings;
}

// Opens the store that a configuration names, for the time of one use; where a running gateway has it, that is asked.
template <class Use, class Ask>
int with_holdings(const std::string& config, const adapter_registry& registry, Use use, Ask ask_gateway) {
    const settings::loaded read = settings::load(config, service::known_standards(registry));
    if (!read.good()) {
        print_faults(stderr, read.faults);
        return exit_code::bad_configuration;
    }
    outbox::sqlite_settings place;
    place.path = read.settings.gateway.data_directory + "/schakel.db";
    if (auto made = service::make_data_directory(read.settings.gateway.data_directory); !made)
        return complain(made.error().message);
    auto opened = outbox::open_sqlite_store(place, system_clock());
    if (!opened && outbox::process_lock::is_held(place.path)) return ask_gateway();
    if (!opened) return complain(opened.error().message);
    entitlement::holding_store holdings(*(*opened)->entitlements(), system_clock());
    holdings.take_back_unfinished();
    return use(holdings, read.settings);
}

// By any identifier that the configuration has of a school.
entitlement::school_finder finder_of(const settings::settings& all) {
    return [&all](const model::identifiers& named) -> std::optional<std::string> {
        for (const model::identifier& one : named)
            for (const settings::school& school : all.schools)
                if (model::value_of(school.identifiers, one.scheme) == one.value) return school.id;
        return std::nullopt;
    };
}

int told(const entitlement::load_outcome& what) {
    std::printf("%" PRIu64 " records, %" PRIu64 " changed, %" PRIu64 " ended", what.records, what.changed, what.ended);
    if (what.older > 0) std::printf(", %" PRIu64 " older than what stands there", what.older);
    if (what.of_unknown_schools > 0)
        std::printf(", %" PRIu64 " of schools that are not in the configuration", what.of_unknown_schools);
    std::printf("\n");
    if (!what.held) return exit_code::fine;
    return complain("more ended than may end at once: nothing of it is seen; import it again with --released");
}

// What import is asked to do.
struct wish {
    const mapped_file& file;
    const adapter& by;
    std::string name;
    entitlement::load_request load;
};

int import_into(entitlement::holding_store& into, const wish& what, const common_options& common) {
    entitlement_reading seen;
    const auto outcome = into.load(what.load, [&](entitlement_sink& sink) {
        decode_options how;
        how.bare = true;
        how.limits = file_limits();
        seen = what.by.entitlements()->read({what.file.bytes(), &what.file, {}, {}}, how, sink);
        return !seen.report.rejects();
    });
    if (!outcome) return complain(outcome.error().message);
    if (!seen.report.rejects()) return told(*outcome);
    validation_run run{{}, {}, common.lang, {}};
    run.files.push_back({what.name, std::string(what.by.info().standard), {}, std::move(seen.report)});
    std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
    return exit_code::findings;
}

int list_of(const entitlement::holding_store& from) {
    for (const entitlement::shelf& one : from.shelves()) {
        const std::string when = one.published ? to_rfc3339(*one.published) : std::string("-");
        const std::string place = one.catalogue ? "catalogue" : one.school.empty() ? "customers" : one.school;
        std::printf(
            "%s\t%s\t%s\t%s%s\n", one.source.c_str(), place.c_str(), when.c_str(), one.summary.c_str(),
            one.held ? "\theld" : ""
        );
    }
    return exit_code::fine;
}

} // namespace

int holdings_verbs::import_file(const common_options& common) const {
    const holdings_upload& with = options_->upload;
    const auto file = map_input(with.file);
    if (!file) return usage_error(file.error().message);
    const adapter_registry registry = options_->adapters();
    const adapter* by =
        with.standard.empty() ? registry.recognise(file->bytes()) : find_adapter(registry, with.standard);
    if (!by || !by->entitlements() || !by->entitlements()->abilities().reads)
        return usage_error("this is no catalogue and no entitlements; name the standard with --as");
    if (with.source.find('/') != std::string::npos) return usage_error("a source has no / in its name");
    wish what{*file, *by, shown_name(with.file), {with.source, "operator", {}, with.school}};
    what.load.complete = with.complete;
    what.load.released = with.released;
    what.load.kinds = by->entitlements()->abilities().kinds;
    const auto here = [&](entitlement::holding_store& into, const settings::settings& all) {
        if (!with.school.empty() && !all.find_school(with.school))
            return usage_error("the configuration has no school " + with.school);
        what.load.school = finder_of(all);
        return import_into(into, what, common);
    };
    return with_holdings(options_->admin.config, registry, here, [&] {
        holdings_upload named = with;
        named.file = shown_name(with.file);
        named.standard = by->info().standard;
        return import_through_gateway(*options_, named, std::string(file->bytes()));
    });
}

int holdings_verbs::list() const {
    const adapter_registry registry = options_->adapters();
    return with_holdings(
        options_->admin.config, registry,
        [](const entitlement::holding_store& from, const settings::settings&) { return list_of(from); },
        [this] { return list_shelves(*options_); }
    );
}

void holdings_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* access = app.get_subcommand("access");
    CLI::App* import = access->add_subcommand(
        "import", "puts a catalogue, delivery orders or entitlements into the store, also beside a running gateway"
    );
    import->footer("Example:\n  schakel access import --config schakel.toml --source boekhandel entitlements.json");
    import->add_option("file", with->upload.file, "- for standard input")->required();
    import->add_option("--as", with->upload.standard, "the standard; otherwise what the file looks like");
    import->add_option("--config", with->admin.config, "configuration of the gateway")
        ->required()
        ->check(CLI::ExistingFile);
    import->add_option("--source", with->upload.source, "who tells it: a system of the configuration")->required();
    import->add_option("--school", with->upload.school, "of records that name no school");
    import->add_flag(
        "--complete", with->upload.complete, "it is everything that the source has: what is missing has ended"
    );
    import->add_flag("--released", with->upload.released, "also when most of what was there ends");
    import->callback([this, chosen] { chosen([this](const common_options& common) { return import_file(common); }); });
    CLI::App* list = access->add_subcommand("list", "what is in the store, by source and school");
    list->footer("Example:\n  schakel access list --config schakel.toml");
    list->add_option("--config", with->admin.config, "configuration of the gateway")
        ->required()
        ->check(CLI::ExistingFile);
    list->callback([this, chosen] { chosen([this](const common_options&) { return this->list(); }); });
    add_gateway_verbs(*access, chosen);
}

void holdings_verbs::add_gateway_verbs(CLI::App& access, const chosen_verb& chosen) {
    options* with = options_.get();
    const auto add = [&](CLI::App& parent, const std::string& name, const std::string& about,
                         const std::string& example, std::function<int()> run) {
        return add_admin_verb(parent, name, about, "schakel access " + example, *with, chosen, std::move(run));
    };
    CLI::App* fetch =
        add(access, "fetch", "fetches what a system of the configuration has: its catalogue, orders and entitlements",
            "fetch --config schakel.toml boekhandel",
            [with] { return fetch_through_gateway(*with, with->system, with->school); });
    fetch->add_option("SYSTEM", with->system, "id of a system with [[system.access]]")->required();
    fetch->add_option("--school", with->school, "only what this school has");
    add(access, "imports", "how catalogues and entitlements came in, newest first", "imports --config schakel.toml",
        [with] { return list_holdings_imports(*with); });
    CLI::App* hold = access.add_subcommand("hold", "loads that would end more than may end at once");
    hold->require_subcommand(1);
    add(*hold, "list", "what waits for a person, and what it would end", "hold list --config schakel.toml",
        [with] { return list_holds(*with); });
    CLI::App* release = add(*hold, "release", "takes it over", "hold release --config schakel.toml 12", [with] {
        return release_hold(*with, with->id);
    });
    release->add_option("ID", with->id, "of the hold")->required();
    CLI::App* discard =
        add(*hold, "discard", "drops it; what is there keeps counting",
            "hold discard --config schakel.toml 12 --reason \"the shop was being moved\"",
            [with] { return discard_hold(*with, with->id, with->reason); });
    discard->add_option("ID", with->id, "of the hold")->required();
    discard->add_option("--reason", with->reason, "why; kept in the audit log")->required();
}

} // namespace schakel::command
