#include "gateway/command/roster_verbs.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/input.hpp"
#include "gateway/core/clock.hpp"

#include <CLI/CLI.hpp>

namespace schakel::command {

struct roster_verbs::options : admin_options {
    std::string school, as_of, version, file, standard, id, reason, until;
    bool names = false, ids = false, end = false, list = false;
};

namespace {

std::string roster_path(const std::string& school, const std::string& what = {}) {
    return "/admin/v1/schools/" + school + "/roster" + what;
}

void print_fields(json::value of, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const std::string value = text_of(of, name) + number_of(of, name);
        if (!value.empty()) std::printf("%-14s %s\n", name, value.c_str());
    }
}

// What did not change at all is left out.
void print_change(json::value change) {
    std::printf("  %-14s %8s %8s %8s %8s\n", "", "before", "added", "changed", "ended");
    for (json::value one = change.first_child(); one; one = one.next_sibling()) {
        if (!one.is(json::kind::object) ||
            one.member("before").integer().value_or(0) + one.member("added").integer().value_or(0) == 0)
            continue;
        std::printf(
            "  %-14s %8s %8s %8s %8s\n", std::string(one.name()).c_str(), number_of(one, "before").c_str(),
            number_of(one, "added").c_str(), number_of(one, "changed").c_str(), number_of(one, "ended").c_str()
        );
    }
    for (json::value one = change.member("identities").first_child(); one; one = one.next_sibling())
        std::printf("  %s times %s\n", number_of(one, "count").c_str(), text_of(one, "rule").c_str());
}

void print_version(json::value one) {
    std::printf(
        "version %s %s, from %s (%s), loaded %s", number_of(one, "version").c_str(), text_of(one, "status").c_str(),
        text_of(one, "source").c_str(), text_of(one, "standard").c_str(), text_of(one, "loaded_at").c_str()
    );
    const std::string reason = text_of(one, "reason");
    std::printf("%s%s\n", reason.empty() ? "" : ": ", reason.c_str());
    print_change(one.member("change"));
}

void print_roster(json::value of) {
    print_fields(of, {"school", "version", "changed_at", "age_seconds", "school_year", "paused_until"});
    for (json::value one = of.member("counts").first_child(); one; one = one.next_sibling())
        std::printf("%-14s %s\n", std::string(one.name()).c_str(), std::string(one.number_text()).c_str());
    if (of.member("staged")) print_version(of.member("staged"));
}

void print_persons(json::value page) {
    for (json::value one = page.member("persons").first_child(); one; one = one.next_sibling())
        std::printf(
            "%-28s %-9s %s %s %s\n", text_of(one, "id").c_str(), text_of(one, "kind").c_str(),
            text_of(one, "preferred_name").c_str(), text_of(one, "family_prefix").c_str(),
            text_of(one, "family_name").c_str()
        );
    const std::string next = text_of(page, "next");
    if (!next.empty()) std::printf("more: --after %s\n", next.c_str());
}

void print_changes(json::value of) {
    for (json::value one = of.member("versions").first_child(); one; one = one.next_sibling()) print_version(one);
    if (!of.member("version")) return;
    print_version(of);
    for (json::value one = of.member("records").first_child(); one; one = one.next_sibling())
        std::printf(
            "  %-8s %-14s %s\n", text_of(one, "change").c_str(), text_of(one, "kind").c_str(),
            text_of(one, "id").c_str()
        );
}

void print_sync(json::value one) {
    const json::value outcome = one.member("outcome");
    const std::string told = text_of(outcome, "what"), reason = text_of(outcome, "reason");
    std::printf(
        "%s  %s  %-16s %-16s %-7s %-8s %s%s%s%s\n", text_of(one, "id").c_str(), text_of(one, "asked_at").c_str(),
        text_of(one, "school").c_str(), text_of(one, "source").c_str(), text_of(one, "way").c_str(),
        text_of(one, "state").c_str(), told.c_str(), reason.empty() ? "" : ": ", reason.c_str(),
        told.empty() ? (" " + text_of(one.member("progress"), "doing")).c_str() : ""
    );
}

void print_syncs(json::value of) {
    for (json::value one = of.member("syncs").first_child(); one; one = one.next_sibling()) print_sync(one);
}

void print_holds(json::value of) {
    for (json::value one = of.member("holds").first_child(); one; one = one.next_sibling()) {
        std::printf("%s  %s\n", text_of(one, "id").c_str(), text_of(one, "school").c_str());
        print_version(one);
    }
}

void print_started(json::value of) {
    std::printf("%s\n", text_of(of, "id").c_str());
}

std::string one_member(const char* name, const std::string& value) {
    json::writer out;
    out.begin_object().member(name, value).end_object();
    return out.finish();
}

} // namespace

roster_verbs::roster_verbs() : options_(std::make_unique<options>()) {}
roster_verbs::~roster_verbs() = default;

void roster_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* roster = app.add_subcommand("roster", "rosters of schools in the running gateway");
    roster->require_subcommand(1);
    roster->footer("Example:\n  schakel roster show --config schakel.toml de-akker");
    const auto add = [&](CLI::App& parent, const std::string& name, const std::string& about,
                         const std::string& example, std::function<int()> run) {
        return add_admin_verb(parent, name, about, "schakel roster " + example, *with, chosen, std::move(run));
    };
    const auto ask = [with](const char* method, const std::string& path, std::string body, void (*print)(json::value)) {
        return print_answer(call_admin(with->admin, method, path, std::move(body)), *with, print);
    };

    CLI::App* show =
        add(*roster, "show", "what is in the roster of a school, in counts",
            "show --config schakel.toml de-akker --as-of 7d", [with, ask] {
                const std::string query = query_of({{"as_of", with->as_of}, {"after", with->names ? with->id : ""}});
                return with->names ? ask("GET", roster_path(with->school, "/persons") + query, {}, print_persons)
                                   : ask("GET", roster_path(with->school) + query, {}, print_roster);
            });
    show->add_option("SCHOOL", with->school, "id of a school of the configuration")->required();
    show->add_option("--as-of", with->as_of, "an earlier moment: a date-time, a day, or a time ago (7d)");
    CLI::Option* names = show->add_flag("--names", with->names, "who is in it; this is written to the audit log");
    show->add_option("--after", with->id, "with --names: id of the last person of the page before")->needs(names);

    CLI::App* diff =
        add(*roster, "diff", "what the newest loads of a roster changed, in counts",
            "diff --config schakel.toml de-akker --of 12 --ids", [with, ask] {
                const std::string query = query_of(
                    {{"version", with->version}, {"ids", with->ids ? "true" : ""}, {"limit", with->ids ? "1000" : ""}}
                );
                return ask("GET", roster_path(with->school, "/changes") + query, {}, print_changes);
            });
    diff->add_option("SCHOOL", with->school, "id of a school of the configuration")->required();
    CLI::Option* version = diff->add_option("--of", with->version, "only this version");
    diff->add_flag("--ids", with->ids, "with the ids of the records; this is written to the audit log")->needs(version);

    CLI::App* sync =
        add(*roster, "sync", "fetches the roster of a school, or brings a file; without school: how all came in",
            "sync --config schakel.toml de-akker --file edex.xml", [with, ask] {
                if (with->school.empty()) return ask("GET", "/admin/v1/syncs", {}, print_syncs);
                if (with->list) return ask("GET", "/admin/v1/schools/" + with->school + "/syncs", {}, print_syncs);
                if (with->file.empty())
                    return ask("POST", "/admin/v1/syncs", one_member("school", with->school), print_started);
                const auto brought = map_input(with->file);
                if (!brought) return usage_error(brought.error().message);
                return ask(
                    "POST", roster_path(with->school) + query_of({{"standard", with->standard}}),
                    std::string(brought->bytes()), print_started
                );
            });
    sync->add_option("SCHOOL", with->school, "id of a school of the configuration");
    CLI::Option* file =
        sync->add_option("--file", with->file, "a roster of any standard that is read")->check(CLI::ExistingPath);
    sync->add_flag("--list", with->list, "how its rosters came in, newest first")->excludes(file);
    sync->add_option("--as", with->standard, "its standard; recognised when left out")->needs(file);

    CLI::App* pause =
        add(*roster, "pause", "takes nothing over for a school until a moment",
            "pause --config schakel.toml de-akker --until 2026-09-01T00:00:00+02:00", [with, ask] {
                if (with->until.empty() != with->end) return usage_error("either --until or --end is needed");
                return ask(
                    "POST", roster_path(with->school, "/pause"), with->end ? "{}" : one_member("until", with->until),
                    [](json::value told) { std::printf("paused until %s\n", text_of(told, "paused_until").c_str()); }
                );
            });
    pause->add_option("SCHOOL", with->school, "id of a school of the configuration")->required();
    pause->add_option("--until", with->until, "a date-time with zone");
    pause->add_flag("--end", with->end, "the pause ends now");

    CLI::App* hold = roster->add_subcommand("hold", "changed rosters that wait for a person");
    hold->require_subcommand(1);
    add(*hold, "list", "what is held, why, and what it changes", "hold list --config schakel.toml",
        [ask] { return ask("GET", "/admin/v1/holds", {}, print_holds); });
    const auto told = [](json::value of) {
        std::printf("%s %s\n", text_of(of, "id").c_str(), text_of(of, "decided").c_str());
    };
    CLI::App* approve =
        add(*hold, "approve", "takes the held roster over", "hold approve --config schakel.toml 12",
            [with, ask, told] { return ask("POST", "/admin/v1/holds/" + with->id + "/approve", {}, told); });
    approve->add_option("ID", with->id, "of the hold")->required();
    CLI::App* discard =
        add(*hold, "discard", "drops it; the last good roster keeps serving",
            "hold discard --config schakel.toml 12 --reason \"the LAS was being moved\"", [with, ask, told] {
                return ask(
                    "POST", "/admin/v1/holds/" + with->id + "/discard", one_member("reason", with->reason), told
                );
            });
    discard->add_option("ID", with->id, "of the hold")->required();
    discard->add_option("--reason", with->reason, "why; kept in the audit log")->required();
}

} // namespace schakel::command
