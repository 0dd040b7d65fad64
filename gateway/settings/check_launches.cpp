#include "gateway/model/launch.hpp"
#include "gateway/settings/check.hpp"
#include "gateway/settings/fault_finder.hpp"

namespace schakel::settings {

namespace {

constexpr std::size_t shortest_pseudonym_key = 16; // characters

class launch_checker : fault_finder {
public:
    launch_checker(const settings& all, const known_standards& standards, std::vector<fault>& faults)
        : fault_finder(all, standards, faults) {}

    void run() {
        for (const system& one : all_.systems) {
            if (one.launch_from) check_source(*one.launch_from);
            if (one.launch_to) check_target(*one.launch_to);
        }
        check_names();
        unique("launch", all_.launches, [](const launch_route& l) { return std::string_view(l.name); });
        for (const launch_route& one : all_.launches) check_route(one);
        if (!all_.launches.empty()) check_listeners();
    }

private:
    void check_source(const launch_source& in) {
        check_end(in, "system.launch_from", &known_standard::launches_from, &known_standard::needed_from);
        refer(in.schools, school_ids_, in.where, "system.launch_from.schools", "school");
        if (!in.default_school.empty())
            refer({in.default_school}, school_ids_, in.where, "system.launch_from.default_school", "school");
        for (const auto& [deployment, school] : in.deployments) {
            if (!school.empty())
                refer({school}, school_ids_, in.where, "system.launch_from.deployment_schools", "school");
        }
    }

    void check_target(const launch_target& out) {
        check_end(out, "system.launch_to", &known_standard::launches_to, &known_standard::needed_to);
        if (out.pseudonym_key.size() < shortest_pseudonym_key) {
            add("config.value", out.where, "system.launch_to.pseudonym_key", "is short enough to be guessed",
                "at least 16 characters that nobody can guess");
        }
    }

    void check_end(
        const launch_end& one, const std::string& key, bool known_standard::*able,
        std::vector<std::string> known_standard::*needed
    ) {
        refer({one.standard}, standard_names_, one.where, key + ".standard", "standard");
        const auto known = standards_.find(one.standard);
        if (known == standards_.end()) return;
        if (!(known->second.*able)) {
            add("config.value", one.where, key + ".standard", "is \"" + one.standard + "\", which launches nothing so",
                "a standard that does; see schakel adapters");
            return;
        }
        for (const std::string& name : known->second.*needed) {
            if (one.has(name) || one.registers) continue;
            add("config.missing", one.where, key + "." + name, "is missing; " + one.standard + " needs it");
        }
        refer_option(one.quirks, &known_standard::quirks, {one.standard}, one.where, key + ".quirks", "quirk");
        refer_option(
            one.algorithms, &known_standard::launch_algorithms, {one.standard}, one.where, key + ".algorithms",
            "algorithm"
        );
        refer_option(one.scopes, &known_standard::launch_scopes, {one.standard}, one.where, key + ".scopes", "scope");
        for (const auto& [name, url] : one.addresses) check_url(url, one.where, key + "." + name);
        for (const std::string& url : one.redirect_urls) check_url(url, one.where, key + ".redirect_urls");
        for (const std::string& url : one.launch_prefixes) check_url(url, one.where, key + ".launch_prefixes");
        check_parameters(one, known->second.parameters, key + ".parameters");
    }

    // A parameter "attribute.eckid" belongs to the known name "attribute.".
    void check_parameters(const launch_end& one, const names& known, const std::string& key) {
        std::vector<std::string_view> list(known.begin(), known.end());
        for (const auto& [name, value] : one.parameters) {
            const std::string_view whole = name;
            const auto dot = whole.find('.');
            const bool group = dot != std::string_view::npos && known.contains(whole.substr(0, dot + 1));
            if (!group) refer({name}, list, one.where, key, "parameter");
        }
    }

    // Who comes must be told apart by what a standard knows of it.
    void check_names() {
        std::map<std::string, place, std::less<>> seen;
        const auto take = [&](const launch_end& one, const std::string& side, const std::string& name) {
            const auto [first, fresh] = seen.emplace(side + ' ' + one.standard + ' ' + name, one.where);
            if (fresh) return;
            add("config.duplicate", one.where, "system." + side,
                "is called as the one at " + first->second.file + ":" + std::to_string(first->second.line),
                "an issuer with client_id, or a consumer key, of its own");
        };
        const auto take_all = [&](const launch_end& one, const std::string& side, const std::string& name) {
            if (!name.empty()) take(one, side, name);
            for (const consumer_key& key : one.keys) take(one, side, "key " + key.key);
        };
        for (const system& one : all_.systems) {
            if (one.launch_from) {
                const launch_source& from = *one.launch_from;
                take_all(from, "launch_from", from.issuer.empty() ? "" : from.issuer + ' ' + from.client_id);
            }
            if (one.launch_to) take_all(*one.launch_to, "launch_to", one.launch_to->client_id);
        }
    }

    void check_route(const launch_route& one) {
        refer(one.from, system_ids_, one.where, "launch.from", "system");
        refer(one.schools, school_ids_, one.where, "launch.school", "school");
        refer({one.to}, system_ids_, one.where, "launch.to", "system");
        const system* target = all_.find_system(one.to);
        if (target && !target->launch_to) {
            add("config.reference", one.where, "launch.to", "names \"" + one.to + "\", which has no [system.launch_to]",
                "a system that people can go to");
        }
        for (const std::string& id : one.from) {
            const system* source = all_.find_system(id);
            if (!source || source->launch_from) continue;
            add("config.reference", one.where, "launch.from", "names \"" + id + "\", which has no [system.launch_from]",
                "a system that people come from");
        }
        for (const std::string& role : one.roles) {
            if (!model::parse_launch_role(role))
                add("config.value", one.where, "launch.role", "names the unknown role \"" + role + "\"", "learner, …");
        }
        for (const std::string& kind : one.kinds) {
            if (!model::parse_launch_kind(kind))
                add("config.value", one.where, "launch.kind", "names the unknown kind \"" + kind + "\"",
                    "resource, deep-linking, submission-review, data-privacy or other");
        }
        check_release(one);
    }

    void check_release(const launch_route& one) {
        std::vector<std::string_view> known;
        bool personal = false;
        for (const releasable_in_launch& each : releasable_in_launches()) {
            known.push_back(each.name);
            personal = personal || (each.needs_agreement && one.release.contains(each.name));
        }
        refer(one.release, known, one.where, "launch.release", "field");
        for (const std::string& scheme : one.identifiers) personal = personal || scheme != model::scheme::eckid;
        if (!personal || !one.agreement.empty()) return;
        add("config.missing", one.where, "launch.agreement",
            "is missing, while \"" + one.name + "\" releases more than a pseudonym",
            "the agreement with the school that allows it");
    }

    void check_listeners() {
        for (const listener& one : all_.listeners) {
            if (!one.public_url.empty() || one.address.starts_with("127.") || one.address.starts_with("[::1]:"))
                continue;
            add("config.missing", one.where, "listener.public_url",
                "is missing while launches pass here: addresses that the other side compares begin with it",
                "as browsers reach this listener", {}, true);
        }
    }
};

} // namespace

void check_launches(const settings& all, const known_standards& standards, std::vector<fault>& faults) {
    launch_checker(all, standards, faults).run();
}

} // namespace schakel::settings
