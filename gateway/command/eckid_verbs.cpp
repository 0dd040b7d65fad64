#include "gateway/command/eckid_verbs.hpp"

#include <CLI/CLI.hpp>

namespace schakel::command {

void eckid_verbs::add_to(CLI::App& app, const std::function<void(std::function<int(const common_options&)>)>& chosen) {
    CLI::App* eckid = app.add_subcommand("eckid", "has ECK iDs issued for persons of a school");
    eckid->require_subcommand(1);
    eckid->footer(
        "The list is CSV with the columns las.key and pgn (of a teacher: BRIN, space, e-mail address). Its numbers "
        "are\n"
        "used in memory and kept nowhere; what is kept is which key has which ECK iD.\n"
        "Exit codes: 0 all is well, 1 some were refused or it failed, 2 usage, 75 try again, 78 bad configuration.\n"
        "Example:\n  schakel eckid fetch --config schakel.toml --school de-akker leerlingen.csv"
    );
    const auto add = [&](const char* name, const char* about, const std::string& example, eckid_order what) {
        CLI::App* sub = eckid->add_subcommand(name, about);
        sub->footer("Example:\n  schakel eckid " + example);
        sub->add_option("--config", options_.config, "configuration of the gateway")
            ->required()
            ->check(CLI::ExistingFile);
        sub->add_option("--school", options_.school, "id of a school of the configuration")->required();
        sub->callback([this, chosen, what] {
            chosen([this, what](const common_options& common) {
                common_options with = common;
                with.json = json_;
                return run_eckid(what, options_, with, adapters_);
            });
        });
        return sub;
    };
    const auto add_working = [&](const char* name, const char* about, const std::string& example, eckid_order what) {
        CLI::App* sub = add(name, about, example, what);
        sub->add_option("--threads", options_.threads, "that compute hashes, each with 128 MiB")
            ->check(CLI::Range(1, 64));
        sub->add_flag("--json", json_, "output as JSON");
        return sub;
    };
    add("ping", "whether the service is there", "ping --config schakel.toml --school de-akker", eckid_order::ping);
    add("chains", "the chains that the service knows", "chains --config schakel.toml --school de-akker",
        eckid_order::chains);
    add("sectors", "the sectors that the service knows", "sectors --config schakel.toml --school de-akker",
        eckid_order::sectors);
    CLI::App* fetch = add_working(
        "fetch", "has an ECK iD issued for everybody on a list who has none",
        "fetch --config schakel.toml --school de-akker leerlingen.csv", eckid_order::fetch
    );
    fetch->add_flag("--one-by-one", options_.one_by_one, "no batches, however long the list");
    fetch->add_option("LIST", options_.list, "CSV, or - for standard input")->required();
    add_working(
        "replace", "tells the service of numbers that changed, so that persons keep their ECK iD",
        "replace --config schakel.toml --school de-akker gewijzigd.csv", eckid_order::replace
    )
        ->add_option("LIST", options_.list, "CSV with las.key, former, pgn and perhaps from, or - for standard input")
        ->required();
    add_working(
        "resume", "fetches what an earlier run handed in", "resume --config schakel.toml --school de-akker",
        eckid_order::resume
    );
    add("status", "what was handed in and is not fetched yet", "status --config schakel.toml --school de-akker",
        eckid_order::status);
}

} // namespace schakel::command
