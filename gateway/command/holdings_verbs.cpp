#include "gateway/command/holdings_verbs.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/command/input.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/command/verbs.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/service/service.hpp"

#include <CLI/CLI.hpp>

#include <cinttypes>
#include <map>

namespace schakel::command {

struct holdings_verbs::options {
    explicit options(const adapter_source& built_in) : adapters(built_in) {}

    adapter_source adapters;
    std::string config, standard, source, school, file;
    bool complete = false, released = false;
};

holdings_verbs::holdings_verbs(const adapter_source& adapters) : options_(std::make_unique<options>(adapters)) {}
holdings_verbs::~holdings_verbs() = default;

namespace {

int complain(const std::string& why) {
    std::fprintf(stderr, "schakel: %s\n", why.c_str());
    return exit_code::findings;
}

// Opens the store that a configuration names, for the time of one use.
template <class Use>
int with_holdings(const std::string& config, const adapter_registry& registry, Use use) {
    const settings::loaded read = settings::load(config, service::known_standards(registry));
    if (!read.good()) {
        print_faults(stderr, read.faults);
        return exit_code::bad_configuration;
    }
    outbox::sqlite_settings place;
    place.path = read.settings.gateway.data_directory + "/schakel.db";
    auto opened = outbox::open_sqlite_store(place, system_clock());
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
    const options& with = *options_;
    const auto file = map_input(with.file);
    if (!file) return usage_error(file.error().message);
    const adapter_registry registry = with.adapters();
    const adapter* by =
        with.standard.empty() ? registry.recognise(file->bytes()) : find_adapter(registry, with.standard);
    if (!by || !by->entitlements() || !by->entitlements()->abilities().reads)
        return usage_error("this is no catalogue and no entitlements; name the standard with --as");
    if (with.source.find('/') != std::string::npos) return usage_error("a source has no / in its name");
    wish what{*file, *by, shown_name(with.file), {with.source, "operator", {}, with.school}};
    what.load.complete = with.complete;
    what.load.released = with.released;
    return with_holdings(with.config, registry, [&](entitlement::holding_store& into, const settings::settings& all) {
        if (!with.school.empty() && !all.find_school(with.school))
            return usage_error("the configuration has no school " + with.school);
        what.load.school = finder_of(all);
        return import_into(into, what, common);
    });
}

int holdings_verbs::list() const {
    const adapter_registry registry = options_->adapters();
    return with_holdings(
        options_->config, registry,
        [](const entitlement::holding_store& from, const settings::settings&) { return list_of(from); }
    );
}

void holdings_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* access = app.get_subcommand("access");
    CLI::App* import =
        access->add_subcommand("import", "puts a catalogue, delivery orders or entitlements into the store");
    import->footer("Example:\n  schakel access import --config schakel.toml --source boekhandel entitlements.json");
    import->add_option("file", with->file, "- for standard input")->required();
    import->add_option("--as", with->standard, "the standard; otherwise what the file looks like");
    import->add_option("--config", with->config, "configuration of the gateway")->required()->check(CLI::ExistingFile);
    import->add_option("--source", with->source, "who tells it: a system of the configuration")->required();
    import->add_option("--school", with->school, "of records that name no school");
    import->add_flag("--complete", with->complete, "it is everything that the source has: what is missing has ended");
    import->add_flag("--released", with->released, "also when most of what was there ends");
    import->callback([this, chosen] { chosen([this](const common_options& common) { return import_file(common); }); });
    CLI::App* list = access->add_subcommand("list", "what is in the store, by source and school");
    list->footer("Example:\n  schakel access list --config schakel.toml");
    list->add_option("--config", with->config, "configuration of the gateway")->required()->check(CLI::ExistingFile);
    list->callback([this, chosen] { chosen([this](const common_options&) { return this->list(); }); });
}

} // namespace schakel::command
