#include "gateway/command/access_verbs.hpp"

#include "gateway/codec/json_writer.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace schakel::command {

struct access_verbs::options : admin_options {
    std::string person, product, school;
    std::string source, target, outcome, trace, since, after;
    std::string status, system, issuer, client_id, deployment;
    bool waiting = false, end = false, now = false, english = false;
};

namespace {

const std::string access_path = "/admin/v1/access/";

template <class Each>
void for_each(json::value list, const Each& each) {
    for (json::value one = list.first_child(); one; one = one.next_sibling()) each(one);
}

// ---------------------------------------------------------------- why

const char* mark_of(const std::string& verdict) {
    if (verdict == "good") return "+";
    return verdict == "failed" ? "x" : "?";
}

void print_why(json::value of, const char* language) {
    for_each(of.member("hops"), [&](json::value hop) {
        const std::string verdict = text_of(hop, "verdict");
        std::printf(
            "%s %-12s %s\n", mark_of(verdict), text_of(hop, "hop").c_str(),
            text_of(hop.member("found"), language).c_str()
        );
        const std::string next = text_of(hop.member("next"), language);
        if (verdict != "good" && !next.empty()) std::printf("  %-12s -> %s\n", "", next.c_str());
    });
    const std::string failed = text_of(of, "first_failed");
    const bool dutch = std::string_view(language) == "nl";
    if (failed.empty())
        std::printf("%s\n", dutch ? "Niets staat in de weg." : "Nothing stands in the way.");
    else
        std::printf("%s: %s\n", dutch ? "Eerste stap die misging" : "First hop that failed", failed.c_str());
}

void print_why_in_dutch(json::value of) {
    print_why(of, "nl");
}
void print_why_in_english(json::value of) {
    print_why(of, "en");
}

void print_attempts(json::value of) {
    for_each(of.member("attempts"), [](json::value one) {
        const std::string outcome = text_of(one, "outcome"), reason = text_of(one, "reason");
        std::printf(
            "%s  %s  %-14s %-14s %-14s %-16s %-9s %s%s%s\n", text_of(one, "began_at").c_str(),
            text_of(one, "trace").c_str(), text_of(one, "school").c_str(), text_of(one, "source").c_str(),
            text_of(one, "target").c_str(), text_of(one, "product").c_str(), text_of(one, "reached").c_str(),
            outcome.empty() ? "under way" : outcome.c_str(), reason.empty() ? "" : ": ", reason.c_str()
        );
    });
    const std::string next = text_of(of, "next");
    if (!next.empty()) std::printf("more: --after %s\n", next.c_str());
}

// ---------------------------------------------------------------- parties

void print_registration(json::value one) {
    std::printf(
        "%-16s %-9s %-7s %-10s %s  %s\n", text_of(one, "system").c_str(), text_of(one, "status").c_str(),
        text_of(one, "side").c_str(), text_of(one, "standard").c_str(), text_of(one, "made_at").c_str(),
        text_of(one, "title").c_str()
    );
    for (const char* name : {"issuer", "client_id", "login_url", "launch_url", "keys_url"})
        if (const std::string value = text_of(one, name); !value.empty())
            std::printf("  %-14s %s\n", name, value.c_str());
    for_each(one.member("redirect_urls"), [](json::value url) {
        std::printf("  %-14s %s\n", "redirect_url", std::string(url.text()).c_str());
    });
}

void print_registrations(json::value of) {
    for_each(of.member("registrations"), print_registration);
}

void print_deployment(json::value one) {
    const std::string school = text_of(one, "school");
    std::printf(
        "%-16s %-20s %-20s %-12s %-16s %s\n", text_of(one, "system").c_str(), text_of(one, "issuer").c_str(),
        text_of(one, "client_id").c_str(), text_of(one, "deployment").c_str(),
        school.empty() ? "waiting" : school.c_str(), text_of(one, "described").c_str()
    );
}

void print_deployments(json::value of) {
    for_each(of.member("deployments"), print_deployment);
}

void print_invitation(json::value of) {
    std::printf("%s\nuntil %s\n", text_of(of, "invitation").c_str(), text_of(of, "until").c_str());
}

void print_system(json::value of) {
    std::printf("%s\n", text_of(of, "system").c_str());
}

void print_keys(json::value of) {
    for_each(of.member("keys"), [](json::value one) {
        const std::string until = text_of(one, "signs_until"), published = text_of(one, "published_until");
        std::printf(
            "%s  %s  %-6s  signs from %s%s%s%s%s\n", text_of(one, "id").c_str(), text_of(one, "algorithm").c_str(),
            text_of(one, "phase").c_str(), text_of(one, "signs_from").c_str(), until.empty() ? "" : " until ",
            until.c_str(), published.empty() ? "" : ", published until ", published.c_str()
        );
    });
}

std::string object_of(const named_values& members) {
    json::writer out;
    out.begin_object();
    for (const auto& [name, value] : members) out.member_if_present(name, value);
    return out.end_object().finish();
}

} // namespace

access_verbs::access_verbs() : options_(std::make_unique<options>()) {}
access_verbs::~access_verbs() = default;

CLI::App* access_verbs::add(
    CLI::App& parent, const std::string& name, const std::string& about, const std::string& example,
    const chosen_verb& chosen, std::function<int()> run
) {
    // The language of texts is an option of every verb; only here it is known which was chosen.
    const auto told = [with = options_.get(), chosen](const std::function<int(const common_options&)>& verb) {
        chosen([with, verb](const common_options& common) {
            with->english = common.lang == language::en;
            return verb(common);
        });
    };
    return add_admin_verb(parent, name, about, "schakel " + example, *options_, told, std::move(run));
}

int access_verbs::ask(const char* method, const std::string& path, std::string body, void (*print)(json::value)) {
    return print_answer(call_admin(options_->admin, method, path, std::move(body)), *options_, print);
}

void access_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    CLI::App* access = app.add_subcommand("access", "who may open what in the running gateway, and why not");
    access->require_subcommand(1);
    access->footer("Example:\n  schakel access why --config schakel.toml --person PSEUDONYM --product 9789012345678");
    add_questions(*access, chosen);
    add_parties(*access, chosen);
    add_keys(app, chosen);
}

void access_verbs::add_questions(CLI::App& access, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* why =
        add(access, "why", "may this person open this product: the first hop that stands in the way",
            "access why --config schakel.toml --person PSEUDONYM --product 9789012345678", chosen, [this, with] {
                const std::string query =
                    query_of({{"person", with->person}, {"product", with->product}, {"school", with->school}});
                return ask(
                    "GET", access_path + "why" + query, {}, with->english ? print_why_in_english : print_why_in_dutch
                );
            });
    why->add_option("--person", with->person, "a pseudonym: the ECK iD, or what the publisher or the source uses")
        ->required();
    why->add_option("--product", with->product, "the code of the product")->required();
    why->add_option("--school", with->school, "id of a school of the configuration; else where the person was seen");

    CLI::App* attempts =
        add(access, "attempts", "launches, newest first, without persons",
            "access attempts --config schakel.toml --school de-akker --since 2h", chosen, [this, with] {
                return ask(
                    "GET",
                    access_path + "attempts" +
                        query_of(
                            {{"school", with->school},
                             {"product", with->product},
                             {"source", with->source},
                             {"target", with->target},
                             {"outcome", with->outcome},
                             {"trace", with->trace},
                             {"since", with->since},
                             {"after", with->after}}
                        ),
                    {}, print_attempts
                );
            });
    attempts->add_option("--school", with->school, "id of a school");
    attempts->add_option("--product", with->product, "the code of a product");
    attempts->add_option("--source", with->source, "system that people come from");
    attempts->add_option("--target", with->target, "system of the publisher");
    attempts->add_option("--outcome", with->outcome, "opened, or the code of a refusal");
    attempts->add_option("--trace", with->trace, "the reference that the page showed");
    attempts->add_option("--since", with->since, "a date-time, a day, or a time ago (2h)");
    attempts->add_option("--after", with->after, "trace of the last one of the page before");
}

void access_verbs::add_parties(CLI::App& access, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* list =
        add(access, "registrations", "parties that registered themselves", "access registrations --status waiting",
            chosen, [this, with] {
                return ask(
                    "GET", access_path + "registrations" + query_of({{"status", with->status}}), {}, print_registrations
                );
            });
    list->add_option("--status", with->status, "waiting, accepted or refused");
    const auto decision = [&](const std::string& verb, const std::string& about, void (*print)(json::value)) {
        CLI::App* one =
            add(access, verb, about, "access " + verb + " --config schakel.toml uitgever", chosen, [=, this] {
                return ask("POST", access_path + "registrations/" + with->system + "/" + verb, "{}", print);
            });
        one->add_option("SYSTEM", with->system, "id of the system that registered itself")->required();
    };
    decision("accept", "lets a party that registered itself in", print_registration);
    decision("refuse", "refuses a party that registered itself", print_registration);
    decision("remove", "forgets a registration, so that the party can be invited again", print_system);

    CLI::App* invite = add(
        access, "invite", "a token with which a party may register itself once",
        "access invite --config schakel.toml uitgever", chosen,
        [this, with] {
            return ask("POST", access_path + "invitations", object_of({{"system", with->system}}), print_invitation);
        }
    );
    invite->add_option("SYSTEM", with->system, "id of a system with registers = true")->required();

    CLI::App* deployments =
        add(access, "deployments", "where people came from, and the school it is paired with",
            "access deployments --waiting", chosen, [this, with] {
                return ask(
                    "GET", access_path + "deployments" + query_of({{"waiting", with->waiting ? "true" : ""}}), {},
                    print_deployments
                );
            });
    deployments->add_flag("--waiting", with->waiting, "only those that wait for a school");

    CLI::App* pair =
        add(access, "pair", "pairs a deployment with a school, or ends it",
            "access pair --issuer https://elo.example --client-id 42 --deployment 1 --school de-akker", chosen,
            [this, with] {
                if (with->school.empty() != with->end) return usage_error("either --school or --end is needed");
                return ask(
                    "POST", access_path + "pairings",
                    object_of(
                        {{"issuer", with->issuer},
                         {"client_id", with->client_id},
                         {"deployment", with->deployment},
                         {"school", with->school}}
                    ),
                    print_deployment
                );
            });
    pair->add_option("--issuer", with->issuer, "as `access deployments` tells it")->required();
    pair->add_option("--client-id", with->client_id, "as `access deployments` tells it")->required();
    pair->add_option("--deployment", with->deployment, "as `access deployments` tells it")->required();
    pair->add_option("--school", with->school, "id of a school of the configuration");
    pair->add_flag("--end", with->end, "the pairing ends");
}

void access_verbs::add_keys(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* keys = app.add_subcommand("keys", "the keys that the running gateway signs launches with");
    keys->require_subcommand(1);
    keys->footer("Example:\n  schakel keys list --config schakel.toml");
    add(*keys, "list", "which key signs, which comes next, which are still published",
        "keys list --config schakel.toml", chosen, [this] { return ask("GET", "/admin/v1/keys", {}, print_keys); });
    CLI::App* rotate =
        add(*keys, "rotate", "makes the next key take over once it was published long enough",
            "keys rotate --config schakel.toml", chosen, [this, with] {
                return ask("POST", "/admin/v1/keys/rotate", with->now ? R"({"now":true})" : "{}", print_keys);
            });
    rotate->add_flag(
        "--now", with->now,
        "at once, and nothing older is published any more: for a key that leaked; launches under way "
        "may fail"
    );
}

} // namespace schakel::command
