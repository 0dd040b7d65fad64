#include "gateway/command/backup_verbs.hpp"

#include "gateway/backup/back_up.hpp"
#include "gateway/backup/restore.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/command/progress_bar.hpp"
#include "gateway/outbox/launch_rows.hpp"
#include "gateway/outbox/process_lock.hpp"
#include "gateway/outbox/store_inspection.hpp"
#include "gateway/service/service.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <numeric>
#include <optional>

namespace schakel::command {

struct backup_verbs::options {
    explicit options(const adapter_source& built_in) : adapters(built_in) {}

    adapter_source adapters;
    std::string config, data; // where the gateway is
    std::string folder;       // of the backup
};

backup_verbs::backup_verbs(const adapter_source& adapters) : options_(std::make_unique<options>(adapters)) {}
backup_verbs::~backup_verbs() = default;

namespace {

constexpr std::string_view key_note =
    "not in it: the key that encrypts the signing keys (launch-keys.key), the admin token, the configuration; keep the "
    "first apart";

int complain(const std::string& why) {
    std::fprintf(stderr, "schakel: %s\n", why.c_str());
    return exit_code::findings;
}

backup::place place_in(const std::string& data_directory, const std::string& launches) {
    const std::string database = data_directory + "/" + std::string(backup::database_name);
    return {data_directory, database, launches.empty() ? outbox::launch_path(database) : launches};
}

// None: what is wrong was told.
std::optional<backup::place>
find_gateway(const std::string& config, const std::string& data, const adapter_source& adapters, int& code) {
    if (!data.empty()) return place_in(data, {});
    if (config.empty()) {
        code = usage_error("name the gateway's configuration with --config, or its data directory with --data");
        return std::nullopt;
    }
    const adapter_registry registry = adapters();
    const settings::loaded read = settings::load(config, service::known_standards(registry));
    if (!read.good()) {
        print_faults(stderr, read.faults);
        code = exit_code::bad_configuration;
        return std::nullopt;
    }
    return place_in(read.settings.gateway.data_directory, read.settings.launch_store.store);
}

backup::listener shown_on(progress_bar& bar) {
    return [&bar](std::string_view doing, std::uint64_t bytes) {
        bar.tell(std::string(doing));
        bar.advance(static_cast<std::size_t>(bytes));
    };
}

std::uint64_t bytes_of(const backup::manifest& what) {
    return std::accumulate(what.files.begin(), what.files.end(), std::uint64_t{0}, [](std::uint64_t sum, auto& one) {
        return sum + one.bytes;
    });
}

// What is told of a store in one line.
std::string counted(const backup::manifest& what) {
    return std::to_string(what.messages) + " messages, " + std::to_string(what.deliveries) + " deliveries, " +
           std::to_string(what.audit_entries) + " audit entries; " + std::to_string(what.files.size()) + " files, " +
           std::to_string(bytes_of(what)) + " bytes";
}

int back_up(const backup::place& from, const std::string& to, bool json) {
    result<backup::manifest> made = failure{};
    {
        progress_bar bar(backup::bytes_to_back_up(from));
        made = backup::back_up(from, to, system_clock(), shown_on(bar));
    }
    if (!made) return complain(made.error().message);
    if (json)
        std::fputs(backup::to_json(*made).c_str(), stdout);
    else
        std::printf(
            "%s: everything accepted before %s\n  %s\n  %.*s\n", to.c_str(), made->began_at.c_str(),
            counted(*made).c_str(), static_cast<int>(key_note.size()), key_note.data()
        );
    for (const std::string& one : made->faults) std::fprintf(stderr, "damaged: %s\n", one.c_str());
    return made->faults.empty() ? exit_code::fine : exit_code::findings;
}

int restore(const std::string& from, const backup::place& to, bool json) {
    if (outbox::process_lock::is_held(to.database)) {
        complain(to.database + " is in use: stop the gateway first");
        return exit_code::try_again;
    }
    const auto known = backup::read_manifest(from);
    result<backup::restored> made = failure{};
    {
        progress_bar bar(known ? bytes_of(*known) : 0);
        made = backup::restore(from, to, system_clock(), shown_on(bar));
    }
    if (!made) return complain(made.error().message);
    if (json) {
        json::writer out(true);
        out.begin_object().member("data_directory", to.data_directory).member("began_at", made->from.began_at);
        out.member("messages", made->messages).member("waiting", made->waiting).end_object();
        std::printf("%s\n", out.finish().c_str());
    } else {
        std::printf(
            "%s: as it was at %s, %llu messages, %llu deliveries waiting\n  put the gateway's launch-keys.key beside "
            "it before it starts\n",
            to.data_directory.c_str(), made->from.began_at.c_str(), static_cast<unsigned long long>(made->messages),
            static_cast<unsigned long long>(made->waiting)
        );
    }
    return exit_code::fine;
}

struct verdict {
    std::string about;
    outbox::inspection found;
};

void print_verdict(const verdict& told, bool json) {
    const outbox::inspection& found = told.found;
    if (!json) {
        for (const outbox::store_fault& one : found.faults) std::printf("%s: %s\n", one.file.c_str(), one.what.c_str());
        std::printf(
            "%s: %s; %llu messages, %llu deliveries, %llu audit entries, journal through group %llu\n",
            told.about.c_str(),
            found.faults.empty() ? "whole" : (std::to_string(found.faults.size()) + " faults").c_str(),
            static_cast<unsigned long long>(found.messages), static_cast<unsigned long long>(found.deliveries),
            static_cast<unsigned long long>(found.audit_entries), static_cast<unsigned long long>(found.last_group)
        );
        return;
    }
    json::writer out(true);
    out.begin_object().member("place", told.about).member("whole", found.faults.empty());
    out.member("messages", found.messages).member("deliveries", found.deliveries);
    out.member("audit_entries", found.audit_entries).member("last_group", found.last_group);
    out.name("faults").begin_array();
    for (const outbox::store_fault& one : found.faults)
        out.begin_object().member("file", one.file).member("what", one.what).end_object();
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

int verify(const std::string& about, const outbox::inspected_store& where, const backup::manifest* by, bool json) {
    verdict told{about, {}};
    {
        progress_bar bar(outbox::bytes_to_inspect(where) + (by == nullptr ? 0 : bytes_of(*by)));
        std::vector<std::string> differing;
        if (by != nullptr) differing = backup::files_that_differ(about, *by, shown_on(bar));
        told.found = outbox::inspect_store(where, shown_on(bar));
        for (std::string& one : differing) {
            const std::string file = one.substr(0, one.find(' '));
            told.found.faults.push_back({file, one.substr(file.size() + 1)});
        }
    }
    print_verdict(told, json);
    return told.found.faults.empty() ? exit_code::fine : exit_code::findings;
}

int verify_backup(const std::string& folder, bool json) {
    const auto by = backup::read_manifest(folder);
    if (!by) return complain(by.error().message);
    const backup::place copy = place_in(folder, {});
    return verify(folder, {copy.database, copy.launches, false}, &*by, json);
}

int verify_gateway(const backup::place& where, bool json) {
    const bool running = outbox::process_lock::is_held(where.database);
    return verify(where.data_directory, {where.database, where.launches, running}, nullptr, json);
}

} // namespace

void backup_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    const auto json = std::make_shared<bool>(false);
    const auto add = [&](const std::string& name, const std::string& about, const std::string& examples,
                         std::function<int()> run) {
        CLI::App* sub = app.add_subcommand(name, about);
        sub->footer(
            "Exit codes: 0 fine, 1 damage or refused, 2 usage, 75 in use, 78 bad configuration.\nExamples:\n" + examples
        );
        CLI::Option* config = sub->add_option("--config", with->config, "configuration of the gateway");
        config->check(CLI::ExistingFile);
        sub->add_option("--data", with->data, "its data directory instead")->excludes(config);
        sub->add_flag("--json", *json, "output as JSON");
        sub->callback([chosen, run = std::move(run)] { chosen([run](const common_options&) { return run(); }); });
        return sub;
    };
    const auto at_gateway = [with](const std::function<int(const backup::place&)>& run) {
        int code = exit_code::usage;
        const auto place = find_gateway(with->config, with->data, with->adapters, code);
        return place ? run(*place) : code;
    };

    add("backup", "copies everything that a gateway keeps, beside the running gateway or of a stopped one",
        "  schakel backup --config schakel.toml /backup/2026-11-22",
        [=] { return at_gateway([=](const backup::place& from) { return back_up(from, with->folder, *json); }); })
        ->add_option("FOLDER", with->folder, "is made; one that is there is left alone")
        ->required();
    add("restore", "puts a backup where a gateway expects its data; overwrites nothing",
        "  schakel restore --config schakel.toml /backup/2026-11-22\n"
        "  schakel restore --data /var/lib/schakel-2 /backup/2026-11-22",
        [=] { return at_gateway([=](const backup::place& to) { return restore(with->folder, to, *json); }); })
        ->add_option("FOLDER", with->folder, "the backup")
        ->required()
        ->check(CLI::ExistingDirectory);
    add("verify", "names everything that is damaged in a gateway's data, running or stopped, or in a backup",
        "  schakel verify --config schakel.toml\n  schakel verify --json /backup/2026-11-22",
        [=] {
            if (!with->folder.empty()) return verify_backup(with->folder, *json);
            return at_gateway([=](const backup::place& where) { return verify_gateway(where, *json); });
        })
        ->add_option("FOLDER", with->folder, "a backup, instead of a gateway")
        ->check(CLI::ExistingDirectory);
}

} // namespace schakel::command
