#include "gateway/command/goals_verbs.hpp"

#include "gateway/command/goals_answers.hpp"
#include "gateway/command/goals_diff.hpp"
#include "gateway/command/goals_gateway.hpp"
#include "gateway/command/goals_import.hpp"
#include "gateway/command/goals_tests.hpp"
#include "gateway/goals/asked_translation.hpp"

#include <CLI/CLI.hpp>

namespace schakel::command {

struct goals_verbs::options {
    explicit options(const adapter_source& built_in) : adapters(built_in) {}

    adapter_source adapters;
    goals_place place;
    goals_import_options import;
    goals_question asked;
    std::vector<std::string> tests;
    goals_diff_options diff;
    goals_recompute_options recompute;
    admin_options gateway;
    std::string source;
};

goals_verbs::goals_verbs(const adapter_source& adapters) : options_(std::make_unique<options>(adapters)) {}
goals_verbs::~goals_verbs() = default;

namespace {

using run_verb = std::function<int(const common_options&)>;

int complain(const std::string& why) {
    std::fprintf(stderr, "schakel: %s\n", why.c_str());
    return exit_code::findings;
}

// Opens the store for reading and hands it on.
template <class Use>
int with_store(const goals_place& place, const adapter_source& adapters, Use use) {
    const auto found = find_place(place, adapters);
    if (!found) return exit_code::bad_configuration;
    const auto opened = open_for_reading(found->store);
    if (!opened) return complain(opened.error().message);
    return use(*opened->goals);
}

template <class Use>
int with_graph(const goals_place& place, const adapter_source& adapters, Use use) {
    return with_store(place, adapters, [&](const goals::goal_store& store) {
        const auto graph = graph_of(store);
        return graph ? use(*graph) : complain(graph.error().message);
    });
}

} // namespace

void goals_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* goals = app.add_subcommand("goals", "learning goals: frameworks, crosswalks, translation between them");
    goals->require_subcommand(1);
    goals->footer("Exit codes: 0 fine, 1 findings, 2 usage, 78 bad configuration.\nExample:\n"
                  "  schakel goals import --config schakel.toml --release 2026.52 --published 2026-06-26 curriculum-fo"
    );
    const auto add = [=](const std::string& name, const std::string& about, const std::string& example, run_verb run) {
        CLI::App* sub = goals->add_subcommand(name, about);
        sub->footer("Example:\n  schakel goals " + example);
        CLI::Option* config = sub->add_option("--config", with->place.config, "configuration of the gateway");
        config->check(CLI::ExistingFile);
        sub->add_option("--store", with->place.store, "the file of its store instead")->excludes(config);
        sub->callback([chosen, run = std::move(run)] { chosen(run); });
        return sub;
    };
    const auto ask = [with](int (*answer)(const goal_graph_pointer&, const goals_question&)) {
        return [with, answer](const common_options&) {
            return with_graph(with->place, with->adapters, [&](const goal_graph_pointer& graph) {
                return answer(graph, with->asked);
            });
        };
    };
    const auto ask_in_words =
        [with](int (*answer)(const goal_graph_pointer&, const goals_question&, const common_options&)) {
            return [with, answer](const common_options& common) {
                return with_graph(with->place, with->adapters, [&](const goal_graph_pointer& graph) {
                    return answer(graph, with->asked, common);
                });
            };
        };

    CLI::App* import =
        add("import", "reads frameworks and crosswalks, and takes all of them over or nothing",
            "import --config schakel.toml --release 2026.52 --published 2026-06-26 curriculum-fo curriculum-basis",
            [with](const common_options& common) {
                return import_goals(with->import, with->place, common, with->adapters);
            });
    import->add_option("--as", with->import.standard, "their standard; recognised when left out");
    import->add_option("--framework", with->import.framework, "which framework, where the files do not tell");
    import->add_option("--release", with->import.release, "which release, where the files do not tell");
    import->add_option("--published", with->import.published, "day of publication, YYYY-MM-DD");
    import
        ->add_option(
            "--signer", with->import.signers,
            "NAME=FILE: a public Ed25519 key in PEM; adds to those of the configuration"
        )
        ->allow_extra_args(false);
    import->add_flag("--dry-run", with->import.dry_run, "reads and judges, and imports nothing");
    import->add_flag("--json", with->import.json, "output as JSON");
    import->add_option("PATH", with->import.paths, "files, and folders with files")
        ->required()
        ->check(CLI::ExistingPath);

    add("frameworks", "what was imported: frameworks with their releases, and mapping sets",
        "frameworks --config schakel.toml",
        [with](const common_options&) {
            return with_store(with->place, with->adapters, [&](const goals::goal_store& store) {
                return list_frameworks(store, with->asked);
            });
        }
    )->add_flag("--json", with->asked.json, "output as JSON");

    const auto add_goal = [with](CLI::App* to, const char* about) {
        to->add_option("GOAL", with->asked.goal, about)->required();
        to->add_option("--framework", with->asked.framework, "id of the goal's framework");
        to->add_flag("--json", with->asked.json, "output as JSON");
    };
    add_goal(
        add("show", "a goal in all releases, and what it is related to",
            "show --config schakel.toml 3d00d6aa-402e-42ed-8830-2940fe51c169", ask(show_goal)),
        "uuid, key or address"
    );

    CLI::App* resolve =
        add("resolve", "what an id or a printed code means as of a day, and what became of it",
            "resolve --config schakel.toml --framework slo:fo --subject Rekenen \"Kerndoel 3\"", ask(resolve_goal));
    add_goal(resolve, "uuid, key, address or printed code");
    resolve->add_option("--kind", with->asked.kind, "kind of goal, for a printed code");
    resolve->add_option("--subject", with->asked.subject, "subject area, for a printed code");
    resolve->add_option("--level", with->asked.level, "level, for a printed code");
    resolve->add_option("--as-of", with->asked.as_of, "day, YYYY-MM-DD; the newest releases when left out");

    CLI::App* translate =
        add("translate", "what a record on a goal comes to in another framework, with the explanation",
            "translate --config schakel.toml --to slo:fo --as-of 2026-09-01 3d00d6aa-402e-42ed-8830-2940fe51c169",
            ask_in_words(translate_record));
    add_goal(translate, "uuid, key or address");
    translate->add_option("--to", with->asked.to, "id of the target framework")->required();
    translate->add_option("--to-release", with->asked.to_release, "label of its release");
    translate->add_option("--as-of", with->asked.as_of, "day, YYYY-MM-DD; the newest releases when left out");
    translate->add_option("--record", with->asked.record, goals::kinds_of_records());
    translate->add_option("--value", with->asked.value, "of the record");
    translate->add_option("--scale", with->asked.scale, "of the value");
    translate->add_flag("--whole", with->asked.whole, "attained was given for all that the goal demands");

    CLI::App* diff = add(
        "diff", "what a new release of a framework does to a mapping set, with a draft of its next version",
        "diff --config schakel.toml --from 2025.1 --to 2026.52 --draft next.toml slo:fo https://school.example/set#3",
        [with](const common_options&) {
            return with_graph(with->place, with->adapters, [&](const goal_graph_pointer& graph) {
                return diff_releases(graph, with->diff, with->adapters);
            });
        }
    );
    diff->add_option("--from", with->diff.older, "label of the older release")->required();
    diff->add_option("--to", with->diff.newer, "label of the newer release")->required();
    diff->add_option("--draft", with->diff.draft, "file for the draft");
    diff->add_flag("--json", with->diff.json, "output as JSON");
    diff->add_option("FRAMEWORK", with->diff.framework, "id of the framework")->required();
    diff->add_option("SET", with->diff.mapping_set, "id of the mapping set: its name and version")->required();

    CLI::App* test =
        add("test", "checks what translations come to against data files", "test --config schakel.toml goals.test.toml",
            [with](const common_options&) {
                return with_graph(with->place, with->adapters, [&](const goal_graph_pointer& graph) {
                    return test_goals(graph, with->tests, with->asked.json);
                });
            });
    test->add_flag("--json", with->asked.json, "output as JSON");
    test->add_option("FILE", with->tests, "TOML files with [[test]]")->required()->check(CLI::ExistingFile);

    CLI::App* fetch = add_admin_verb(
        *goals, "fetch", "fetches goals from a source of the configuration into the running gateway",
        "schakel goals fetch --config schakel.toml slo", with->gateway, chosen,
        [with] { return fetch_goals(with->gateway, with->source); }
    );
    fetch->add_option("SOURCE", with->source, "name of a [[goal_source]] of the configuration")->required();

    CLI::App* recompute = add_admin_verb(
        *goals, "recompute",
        "translates the goals of earlier messages anew in the running gateway, and tells what comes to something else",
        "schakel goals recompute --config schakel.toml --source urn:example:crosswalk#2", with->recompute, chosen,
        [with] { return recompute_goals(with->recompute); }
    );
    CLI::Option* send = recompute->add_flag("--send", with->recompute.send, "sends what changed as linked copies");
    CLI::Option* source = recompute->add_option(
        "--source", with->recompute.source, "only what rests on this release or mapping set; all when left out"
    );
    recompute->add_flag("--list", with->recompute.list, "tells of the newest run, and orders none")
        ->excludes(send)
        ->excludes(source);

    add("defects", "contradictions and dangling ends, for the owners of frameworks and crosswalks",
        "defects --config schakel.toml", ask_in_words(list_defects))
        ->add_flag("--json", with->asked.json, "output as JSON");
}

} // namespace schakel::command
