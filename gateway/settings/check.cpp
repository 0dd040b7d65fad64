#include "gateway/settings/check.hpp"

#include "gateway/settings/fault_finder.hpp"
#include "gateway/settings/read_retention.hpp"
#include "gateway/settings/route_order.hpp"

#include <algorithm>

namespace schakel::settings {

namespace {

class checker : fault_finder {
public:
    checker(const settings& all, const known_standards& standards, std::vector<fault>& faults)
        : fault_finder(all, standards, faults) {}

    void run() {
        unique("school", all_.schools, [](const school& s) { return std::string_view(s.id); });
        unique("system", all_.systems, [](const system& s) { return std::string_view(s.id); });
        unique("listener", all_.listeners, [](const listener& l) { return std::string_view(l.name); });
        unique("release", all_.releases, [](const release_profile& r) { return std::string_view(r.name); });
        unique("goal_policy", all_.goal_policies, [](const goal_policy& p) { return std::string_view(p.name); });
        unique("route", all_.routes, [](const route& r) { return std::string_view(r.name); });
        unique("token.client_id", token_clients(), [](const token_owner& t) { return t.client_id; });
        check_gateway();
        check_goals(all_.goals);
        if (all_.eckid) check_eckid(*all_.eckid);
        for (const listener& one : all_.listeners) check_listener(one);
        for (const system& one : all_.systems) check_system(one);
        for (const route& one : all_.routes) check_route(one);
        check_order();
    }

private:
    struct token_owner {
        std::string_view client_id;
        place where;
    };
    std::vector<token_owner> token_clients() const {
        std::vector<token_owner> list;
        for (const system& one : all_.systems)
            if (one.receive && one.receive->token) list.push_back({one.receive->token->client_id, one.where});
        for (const system& one : all_.systems)
            if (one.query && one.query->token) list.push_back({one.query->token->client_id, one.query->where});
        return list;
    }

    static bool loopback(std::string_view address) {
        return address.starts_with("127.") || address.starts_with("localhost:") || address.starts_with("[::1]:");
    }

    void check_address(std::string_view address, const place& where, const std::string& key) {
        const std::size_t colon = address.rfind(':');
        const bool good = colon != std::string_view::npos && colon + 1 < address.size() &&
                          address.size() - colon <= 6 &&
                          std::ranges::all_of(address.substr(colon + 1), [](char c) { return c >= '0' && c <= '9'; }) &&
                          std::stoul(std::string(address.substr(colon + 1))) <= 65535;
        if (!good) add("config.value", where, key, "is \"" + std::string(address) + "\"", "address:port");
    }

    void check_eckid(const eckid_service& in) {
        check_url(in.url, in.where, "eckid.url");
        if (in.production && !in.url.starts_with("https://"))
            add("config.insecure", in.where, "eckid.url", "is in clear text", "an https URL");
        names schools;
        for (const auto& [school, sector] : in.sector_of) schools.insert(school);
        refer(schools, school_ids_, in.where, "eckid.sector_of", "school");
    }

    void check_gateway() {
        if (all_.gateway.data_directory.empty()) {
            add("config.missing", all_.gateway.where, "gateway.data_directory", "is missing",
                "a directory that the gateway may write");
        }
        check_address(all_.admin.address, all_.admin.where, "admin.address");
        if (!loopback(all_.admin.address) && !all_.gateway.allow_insecure) {
            add("config.insecure", all_.admin.where, "admin.address",
                "offers the admin API in clear text beyond this machine",
                "a loopback address, or gateway.allow_insecure = true");
        }
        if (all_.listeners.empty())
            add("config.missing", all_.gateway.where, "listener", "is missing", "at least one [[listener]]");
    }

    void check_listener(const listener& one) {
        check_address(one.address, one.where, "listener.address");
        if (!one.tls && !loopback(one.address) && !all_.gateway.allow_insecure) {
            add("config.insecure", one.where, "listener.tls", "is missing on a listener beyond this machine",
                "[listener.tls], or gateway.allow_insecure = true");
        }
        refer(one.standards, standard_names_, one.where, "listener.standards", "standard");
    }

    void check_goals(const goal_sharing& one) {
        refer(one.serve_open, standard_names_, one.where, "goals.serve_open", "standard");
        for (const std::string& name : one.serve_open) {
            const auto known = standards_.find(name);
            if (known == standards_.end() || known->second.answers_goals) continue;
            add("config.value", one.where, "goals.serve_open",
                "names \"" + name + "\", which answers no questions about learning goals",
                "a standard that answers them");
        }
    }

    void check_system(const system& one) {
        if (one.receive) check_receiving(one, *one.receive);
        if (one.send) check_sending(one, *one.send);
    }

    void check_receiving(const system& owner, const receiving& in) {
        refer(in.standards, standard_names_, owner.where, "system.receive.standards", "standard");
        refer(in.schools, school_ids_, owner.where, "system.receive.schools", "school");
        check_keys(in.keys, "system.receive.keys.schools");
        if (!in.default_school.empty())
            refer({in.default_school}, school_ids_, owner.where, "system.receive.default_school", "school");
        refer_option(in.quirks, &known_standard::quirks, in.standards, owner.where, "system.receive.quirks", "quirk");
        check_schemas(in);
        check_confirmed(owner, in);
        if (in.none()) {
            add("config.missing", owner.where, "system.receive",
                "has no credentials, so nothing it sends can be accepted",
                "keys, [system.receive.basic] or [system.receive.token]");
        }
        check_token(owner, in);
    }

    void check_confirmed(const system& owner, const receiving& in) {
        refer(in.confirm_to, system_ids_, owner.where, "system.receive.confirm_to", "system");
        for (const std::string& id : in.confirm_to) {
            const system* to = all_.find_system(id);
            if (!to || to->send) continue;
            add("config.reference", owner.where, "system.receive.confirm_to",
                "names \"" + id + "\", which has no [system.send]", "a system we can deliver to");
        }
    }

    void check_token(const system& owner, const receiving& in) {
        if (!in.token) return;
        if (all_.tokens.issuer.empty()) {
            add("config.missing", owner.where, "tokens.issuer",
                "is missing while system \"" + owner.id + "\" is a token client", "[tokens] with issuer");
        }
        check_scopes(*in.token, in.standards, &known_standard::demanded, owner.where, "system.receive.token.scopes");
    }

    void check_schemas(const receiving& in) {
        if (in.schemas.empty()) return;
        const bool taken = std::ranges::any_of(standards_, [&](const auto& one) {
            return one.second.takes_partner_schemas && (in.standards.empty() || in.standards.contains(one.first));
        });
        if (taken) return;
        add("config.value", in.schemas_where, "system.receive.schemas",
            "names schemas, but no standard of this system leaves room for a partner's own",
            "a standard that takes partner schemas; see schakel adapters --json");
    }

    void check_sending(const system& owner, const sending& out) {
        refer({out.standard}, standard_names_, owner.where, "system.send.standard", "standard");
        check_keys(out.keys, "system.send.keys.schools");
        refer_option(out.quirks, &known_standard::quirks, {out.standard}, owner.where, "system.send.quirks", "quirk");
        names parameters;
        for (const auto& [name, value] : out.parameters) parameters.insert(name);
        refer_option(
            parameters, &known_standard::parameters, {out.standard}, owner.where, "system.send.parameters", "parameter"
        );
        if (out.goals) check_goal_wish(*out.goals, "system.send.goals");
        check_url(out.url, owner.where, "system.send.url");
        check_loop(out.url, owner.where, "system.send.url");
    }

    void check_goal_wish(const goal_wish& one, const std::string& key) {
        std::vector<std::string_view> policies;
        for (const goal_policy& each : all_.goal_policies) policies.push_back(each.name);
        if (!one.policy.empty()) refer({one.policy}, policies, one.where, key + ".policy", "goal_policy");
    }

    void check_route(const route& one) {
        if (one.goals) check_goal_wish(*one.goals, "route.goals");
        refer(one.from, system_ids_, one.where, "route.from", "system");
        refer(one.schools, school_ids_, one.where, "route.school", "school");
        refer(one.standards, standard_names_, one.where, "route.standard", "standard");
        static const std::vector<std::string_view> families{"access", "goals", "progress"};
        refer(one.families, families, one.where, "route.family", "family");
        refer({one.to.begin(), one.to.end()}, system_ids_, one.where, "route.to", "system");
        for (const std::string& id : one.to) {
            const system* target = all_.find_system(id);
            if (target && !target->send) {
                add("config.reference", one.where, "route.to", "names \"" + id + "\", which has no [system.send]",
                    "a system we can deliver to");
            } else if (target && takes_confirmations_only(target->send->standard)) {
                add("config.reference", one.where, "route.to",
                    "names \"" + id + "\", which takes confirmations and no messages", "a system that takes messages");
            }
        }
        if (one.since && one.until && *one.until <= *one.since) {
            add("config.value", one.where, "route.until", "is not after since, so the route never matches",
                "a later moment");
        }
    }

    bool takes_confirmations_only(const std::string& standard) const {
        const auto known = standards_.find(standard);
        return known != standards_.end() && known->second.takes_entitlements && !known->second.sends;
    }

    void check_order() {
        std::vector<const route*> sorted;
        for (const route& one : all_.routes) sorted.push_back(&one);
        std::ranges::stable_sort(sorted, std::greater{}, [](const route* one) { return one->priority; });
        route_rivals earlier;
        for (const route* later : sorted) {
            earlier.any_of(*later, [&](const route& one) { return compare(one, *later); });
            earlier.add(*later);
        }
    }

    // True when a fault was found and the later route needs no more comparing.
    bool compare(const route& earlier, const route& later) {
        const std::string name =
            "\"" + earlier.name + "\" (" + earlier.where.file + ":" + std::to_string(earlier.where.line) + ")";
        if (earlier.priority == later.priority) {
            if (!overlap(earlier, later)) return false;
            add("config.ambiguous-routes", later.where, "route.priority",
                "\"" + later.name + "\" could match what " + name + " matches, at the same priority",
                "different priorities");
            return true;
        }
        if (!covers(earlier, later)) return false;
        add("config.unreachable-route", later.where, "route",
            "\"" + later.name + "\" can never win: " + name + " takes everything it could match",
            "a higher priority or a narrower route before it");
        return true;
    }
};

} // namespace

void check(const settings& all, const known_standards& standards, std::vector<fault>& faults) {
    checker(all, standards, faults).run();
    check_rosters(all, standards, faults);
    check_goal_sources(all, standards, faults);
    check_launches(all, standards, faults);
    check_retention(all, standards, faults);
}

} // namespace schakel::settings
