#include "gateway/command/command_line.hpp"

#include "gateway/command/access_verbs.hpp"
#include "gateway/command/backup_verbs.hpp"
#include "gateway/command/eckid_verbs.hpp"
#include "gateway/command/goals_verbs.hpp"
#include "gateway/command/holdings_verbs.hpp"
#include "gateway/command/operator_verbs.hpp"
#include "gateway/command/prove_verb.hpp"
#include "gateway/command/roster_verbs.hpp"
#include "gateway/command/simulate_misbehaviour.hpp"
#include "gateway/command/status_verbs.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/command/verbs.hpp"
#include "gateway/core/version.hpp"

#include <CLI/CLI.hpp>

namespace schakel::command {

namespace {

// Holds the options of all verbs while the line is parsed; `code` is set by the verb that ran.
class command_line {
public:
    explicit command_line(const adapter_source& adapters)
        : adapters_(adapters), backup_(adapters), eckid_(adapters), goals_(adapters), holdings_(adapters) {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", std::string(program_and_version));
        app_.add_option("--lang", lang_, "language of texts: nl or en")
            ->check(CLI::IsMember({"nl", "en"}))
            ->envname("SCHAKEL_LANG");
        app_.fallthrough();
        app_.footer("Exit codes: 0 fine, 1 findings, 2 usage, 3 schema refused, 75 try again, 78 bad configuration.\n"
                    "Example:\n  schakel validate --as uwlr-2.2 results.xml\n  schakel translate --from uwlr-2.2 --to "
                    "xapi-1.0.3 results.xml");
        add_run();
        add_check();
        add_validate();
        add_schema();
        add_translate();
        add_adapters();
        add_simulate();
        add_prove();
        operator_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        status_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        backup_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        roster_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        eckid_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        access_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        goals_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
        holdings_.add_to(app_, [this](verb chosen) { set(std::move(chosen)); });
    }

    int parse(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            const int code = app_.exit(error);
            return code == 0 ? exit_code::fine : exit_code::usage;
        }
        common_.lang = lang_ == "en" ? language::en : language::nl;
        return chosen_(common_);
    }

private:
    using verb = std::function<int(const common_options&)>;

    void set(verb one) { chosen_ = std::move(one); }

    CLI::App* add(const std::string& name, const std::string& about, const std::string& example, verb run) {
        CLI::App* sub = app_.add_subcommand(name, about);
        sub->footer("Example:\n  " + example);
        sub->callback([this, run = std::move(run)] { set(run); });
        return sub;
    }

    static CLI::Option* add_partner_schemas(CLI::App& sub, std::vector<std::string>& files) {
        return sub
            .add_option("--partner-schema", files, "XSD of a partner that derives from the types of the standard")
            ->allow_extra_args(false);
    }

    void add_run() {
        CLI::App* sub =
            add("run", "the service", "schakel run --config /etc/schakel/schakel.toml",
                [this](const common_options& common) { return run_service(config_, common, adapters_); });
        sub->add_option("--config", config_, "configuration file")->required()->check(CLI::ExistingFile);
    }

    void add_check() {
        CLI::App* sub =
            add("check", "checks a configuration: every fault with file, line and column",
                "schakel check --deep schakel.toml",
                [this](const common_options& common) { return check(check_, common, adapters_); });
        sub->add_flag("--deep", check_.deep, "also the files and keys that it names");
        sub->add_option("--fail-on", check_.fail_on, "exit 1 also for warnings")->check(CLI::IsMember({"warning"}));
        sub->add_flag("--json", common_.json, "output as JSON");
        sub->add_option("FILE", check_.config, "configuration file")->required()->check(CLI::ExistingFile);
    }

    void add_validate() {
        CLI::App* sub =
            add("validate", "checks messages against their standard, or files against a schema",
                "schakel validate --as uwlr-2.2 --format html --out report.html results.xml\n"
                "  schakel validate --as uwlr-2.2 --partner-schema partner.xsd results.xml\n"
                "  schakel validate --schema order.xsd --catalogue shared-schemas order.xml",
                [this](const common_options& common) {
                    if (common.json) validate_.format = "json";
                    return validate(validate_, common, adapters_);
                });
        CLI::Option* as = sub->add_option(
            "--as", validate_.standard, "standard, for instance uwlr-2.2; recognised from the file when left out"
        );
        sub->add_option("--profile", validate_.profile, "stricter use of the standard");
        sub->add_option(
               "--schema", validate_.schemas,
               "an XSD or JSON Schema file instead of a standard; several XSDs make one set"
        )
            ->allow_extra_args(false);
        sub->add_option("--catalogue", validate_.catalogues, "folder where --schema may look for other schemas")
            ->allow_extra_args(false);
        add_partner_schemas(*sub, validate_.partner_schemas)->needs(as)->excludes("--schema");
        sub->add_option("--quirk", validate_.quirks, "leniency agreed with a partner; see schakel adapters --json")
            ->allow_extra_args(false);
        sub->add_option("--format", validate_.format, "human, json, junit, sarif, html, markdown or github-actions")
            ->check(CLI::IsMember({"human", "json", "junit", "sarif", "html", "markdown", "github-actions"}));
        sub->add_flag("--json", common_.json, "the same as --format json");
        sub->add_option("--out", validate_.out, "write the report to a file");
        sub->add_option("FILE", validate_.files, "files, or - for standard input")->required();
    }

    void add_schema() {
        CLI::App* parent = app_.add_subcommand("schema", "looks into an XSD or JSON Schema");
        parent->require_subcommand(1);
        parent->footer("Exit codes: 0 fine, 1 warnings with --fail-on warning, 2 usage, 3 schema refused.\nExample:\n"
                       "  schakel schema show order.xsd\n  schakel schema lint --fail-on warning order.schema.json");
        const auto add_verb = [&](const char* name, const char* about, const char* example, verb run) {
            CLI::App* sub = parent->add_subcommand(name, about);
            sub->footer(std::string("Example:\n  ") + example);
            sub->add_option("--catalogue", schema_.catalogues, "folder where it may look for other schemas")
                ->allow_extra_args(false);
            sub->add_flag("--json", common_.json, "output as JSON");
            sub->add_option("FILE", schema_.files, "schema files; several XSDs make one set")->required();
            sub->callback([this, run = std::move(run)] { set(run); });
            return sub;
        };
        add_verb(
            "show", "what it says: documents, roots, types, content models, attributes, facets, keys",
            "schakel schema show --catalogue shared-schemas order.xsd",
            [this](const common_options& common) { return show_schema(schema_, common); }
        );
        add_verb(
            "lint", "what in it has no effect or can never be valid",
            "schakel schema lint --fail-on warning order.schema.json",
            [this](const common_options& common) { return lint_schema(schema_, common); }
        )
            ->add_option("--fail-on", schema_.fail_on, "exit 1 for warnings")
            ->check(CLI::IsMember({"warning"}));
    }

    void add_translate() {
        CLI::App* sub =
            add("translate", "translates a message or a roster into another standard",
                "schakel translate --from uwlr-2.2 --to edu-v --loss loss.json results.xml\n"
                "  schakel translate --from edexml-2.1 --to oneroster-1.2-csv --out school.zip school.xml",
                [this](const common_options& common) { return translate(translate_, common, adapters_); });
        sub->add_option("--from", translate_.from, "standard of the file")->required();
        sub->add_option("--to", translate_.to, "standard to translate into")->required();
        sub->add_option("--config", translate_.config, "configuration with the destination's profile")
            ->check(CLI::ExistingFile);
        sub->add_option("--system", translate_.system, "which destination of the configuration");
        sub->add_option("--parameter", translate_.parameters, "key=value for the writer; see schakel adapters --json")
            ->allow_extra_args(false);
        add_partner_schemas(*sub, translate_.partner_schemas);
        sub->add_option("--loss", translate_.loss, "file for the loss report (JSON)");
        sub->add_option(
            "--out", translate_.out, "folder for the documents, when there are several; for a roster the file"
        );
        sub->add_option("FILE", translate_.file, "file, or - for standard input")->required();
    }

    void add_adapters() {
        CLI::App* sub =
            add("adapters", "what is built in", "schakel adapters --json",
                [this](const common_options& common) { return list_adapters(common, adapters_); });
        sub->add_flag("--json", common_.json, "output as JSON, with schemas, outcome tables and start-up cost");
    }

    void add_prove() {
        CLI::App* sub =
            add("prove",
                "shows on this machine what is promised: hard kills, a full disk, bad networks and receivers, damage",
                "schakel prove\n  schakel prove --quick --json\n  schakel prove --long --in /var/tmp/proof\n"
                "A gateway is started as a child of this program, with a configuration, a store and ports of its own. "
                "It takes "
                "two minutes at most; --quick half a minute, --long ten minutes.",
                [this](const common_options& common) { return prove(prove_, common); });
        sub->add_option(
            "--in", prove_.in, "empty folder for stores and logs; default: one below the temporary directory"
        );
        CLI::Option* quick = sub->add_flag("--quick", prove_.quick, "fewer repetitions");
        sub->add_flag("--long", prove_.thorough, "many more repetitions")->excludes(quick);
        sub->add_option(
               "--only", prove_.only, "faults: F1 hard kills, F4 full disk, F8 network, F9 receiver, F12 damage"
        )
            ->delimiter(',');
        sub->add_option("--seed", prove_.seed, "of the moments of kills and the places of flipped bits");
        sub->add_option("--program", prove_.program, "another binary to prove")->check(CLI::ExistingFile);
        sub->add_flag("--json", common_.json, "output as JSON");
    }

    void add_simulate() {
        CLI::App* sub =
            add("simulate", "plays the other side of a standard",
                "schakel simulate uwlr-2.2 --listen 127.0.0.1:8090 --record received\n"
                "  schakel simulate oneroster-1.2 --pupils 400 --seed 7 --misbehave too-many-requests\n"
                "  schakel simulate case-1.1 --role publisher --publish framework.json\n"
                "  schakel simulate slo --goals 500 --change-every 100 --misbehave html-page\n"
                "A system that owns a roster or publishes goals can be changed while it runs: POST to /simulate "
                "change=1 or misbehave=NAME,…\n"
                "Names for --misbehave:" +
                    misbehaviour_help(),
                [this](const common_options& common) { return simulate(simulate_, common, adapters_); });
        sub->add_option("STANDARD", simulate_.standard, "standard to speak")->required();
        sub->add_option("--listen", simulate_.listen, "address:port; port 0 takes a free one");
        sub->add_option("--record", simulate_.record, "folder that keeps what was received");
        add_partner_schemas(*sub, simulate_.partner_schemas);
        sub->add_option("--answer", simulate_.answers, "statuses to misbehave with, in turn")
            ->allow_extra_args(false)
            ->check(CLI::Range(200, 599));
        sub->add_option("--role", simulate_.role, "las: owns a school's roster; publisher: of learning goals")
            ->check(CLI::IsMember({"las", "publisher"}));
        sub->add_option("--pupils", simulate_.pupils, "of the invented school whose roster it owns")
            ->check(CLI::Range(0, 1'000'000));
        sub->add_option("--goals", simulate_.goals, "of the invented framework that it publishes")
            ->check(CLI::Range(1, 1'000'000));
        sub->add_option("--publish", simulate_.publishes, "a file of goals to publish instead; may be repeated")
            ->allow_extra_args(false);
        sub->add_option("--seed", simulate_.seed, "another seed, another school or framework");
        sub->add_option("--sector", simulate_.sector, "po or vo")->check(CLI::IsMember({"po", "vo"}));
        sub->add_option("--brin", simulate_.brin, "of the school; by the seed when left out");
        sub->add_option(
            "--change-every", simulate_.change_every, "the school or framework changes after so many questions"
        );
        sub->add_option("--misbehave", simulate_.misbehave, "see below; may be repeated")
            ->allow_extra_args(false)
            ->check([](const std::string& name) {
                return parse_misbehaviour(name) ? std::string{} : "unknown; known are:" + misbehaviour_help();
            });
    }

    CLI::App app_{"Schakel, a gateway for the learning-materials chain", "schakel"};
    adapter_source adapters_;
    common_options common_;
    std::string lang_ = "nl";
    std::string config_;
    validate_options validate_;
    schema_options schema_;
    translate_options translate_;
    check_options check_;
    prove_options prove_;
    simulate_options simulate_;
    operator_verbs operator_;
    status_verbs status_;
    roster_verbs roster_;
    backup_verbs backup_;
    eckid_verbs eckid_;
    access_verbs access_;
    goals_verbs goals_;
    holdings_verbs holdings_;
    verb chosen_;
};

} // namespace

int run(int argc, char** argv, const adapter_source& adapters) {
    return command_line(adapters).parse(argc, argv);
}

} // namespace schakel::command
