#include "gateway/settings/check.hpp"
#include "gateway/settings/fault_finder.hpp"

namespace schakel::settings {

namespace {

class roster_checker : fault_finder {
public:
    roster_checker(const settings& all, const known_standards& standards, std::vector<fault>& faults)
        : fault_finder(all, standards, faults) {
        for (const release_profile& one : all.releases) release_names_.push_back(one.name);
    }

    void run() {
        for (const system& one : all_.systems) {
            if (one.query) check_query(one, *one.query);
            if (one.roster) check_source(*one.roster);
        }
        for (const school& one : all_.schools) check_school(one);
        check_register();
    }

private:
    void check_query(const system& owner, const querying& in) {
        refer(in.standards, standard_names_, in.where, "system.query.standards", "standard");
        refer(in.schools, school_ids_, in.where, "system.query.schools", "school");
        check_keys(in.keys, "system.query.keys.schools");
        if (!in.default_school.empty())
            refer({in.default_school}, school_ids_, in.where, "system.query.default_school", "school");
        refer_option(in.quirks, &known_standard::quirks, in.standards, in.where, "system.query.quirks", "quirk");
        refer_option(
            names_of(in.parameters), &known_standard::parameters, in.standards, in.where, "system.query.parameters",
            "parameter"
        );
        refer({in.release}, release_names_, in.where, "system.query.release", "release");
        for (const auto& [school, release] : in.release_of) {
            refer({school}, school_ids_, in.where, "system.query.release_of", "school");
            refer({release}, release_names_, in.where, "system.query.release_of", "release");
        }
        for (const std::string& name : in.standards) {
            const auto known = standards_.find(name);
            if (known == standards_.end() || known->second.answers) continue;
            add("config.value", in.where, "system.query.standards",
                "names \"" + name + "\", which answers no questions", "a standard that answers them");
        }
        const caller_credentials* shown = owner.asks_with();
        if (shown->none()) {
            add("config.missing", in.where, "system.query", "has no credentials, so nothing it asks can be answered",
                "keys, basic, token or oauth1 here, or credentials in [system.receive]");
        }
        if (shown->token && all_.tokens.issuer.empty()) {
            add("config.missing", in.where, "tokens.issuer",
                "is missing while system \"" + owner.id + "\" is a token client", "[tokens] with issuer");
        }
        if (in.token) {
            refer_option(
                in.token->scopes, &known_standard::scopes, in.standards, in.where, "system.query.token.scopes", "scope"
            );
        }
        if (shown->token) {
            const std::string key = in.token ? "system.query.token.scopes" : "system.receive.token.scopes";
            check_scopes(*shown->token, in.standards, &known_standard::scopes, in.where, key);
        }
    }

    void check_source(const roster_source& in) {
        refer({in.standard}, standard_names_, in.where, "system.roster.standard", "standard");
        refer(in.schools, school_ids_, in.where, "system.roster.schools", "school");
        check_keys(in.keys, "system.roster.keys.schools");
        refer_option(in.quirks, &known_standard::quirks, {in.standard}, in.where, "system.roster.quirks", "quirk");
        refer_option(
            names_of(in.parameters), &known_standard::parameters, {in.standard}, in.where, "system.roster.parameters",
            "parameter"
        );
        if (!in.url.empty()) {
            check_url(in.url, in.where, "system.roster.url");
            check_loop(in.url, in.where, "system.roster.url");
        }
        const auto known = standards_.find(in.standard);
        if (known == standards_.end()) return;
        if (!in.url.empty() && !known->second.pulls) {
            add("config.value", in.where, "system.roster.standard",
                "is \"" + in.standard + "\", which cannot be fetched", "a standard that pulls rosters, or a folder");
        }
        if (!in.folder.empty() && !known->second.reads_rosters) {
            add("config.value", in.where, "system.roster.standard",
                "is \"" + in.standard + "\", of which no roster can be read", "a standard that reads rosters");
        }
    }

    // One owner of each school's roster, and a term for what is kept of it.
    void check_school(const school& one) {
        const system* owner = nullptr;
        for (const system& each : all_.systems) {
            if (!each.roster || !each.roster->owns(one.id)) continue;
            if (owner) {
                add("config.duplicate", each.roster->where, "system.roster.schools",
                    "owns the roster of \"" + one.id + "\", as \"" + owner->id + "\" does",
                    "one owner for each school");
            }
            owner = owner ? owner : &each;
        }
        if (owner && !one.keep_rosters) {
            add("config.missing", one.where, "school.retention.rosters",
                "is missing while \"" + owner->id + "\" owns a roster of this school",
                "[school.retention] with rosters, as agreed with the school");
        }
        for (std::size_t i = 1; i < one.hold.periods.size(); ++i) {
            const auto& later = one.hold.periods[i];
            for (std::size_t j = 0; j < i; ++j) {
                const auto& earlier = one.hold.periods[j];
                if (later.from >= earlier.until || earlier.from >= later.until) continue;
                add("config.value", later.where, "school.hold.period",
                    "overlaps the one at line " + std::to_string(earlier.where.line), "periods apart from each other");
            }
        }
    }

    // Names that stand for one school only must not name two at the same time.
    void check_register() {
        struct line {
            const dated_identifier* what;
            const school* of;
        };
        std::map<std::pair<std::string_view, std::string_view>, std::vector<line>> known;
        for (const school& one : all_.schools) {
            for (const dated_identifier& each : one.dated) {
                if (!names_one_school(each.what.scheme)) continue;
                auto& list = known[{each.what.scheme, each.what.value}];
                for (const line& other : list) {
                    if (!overlap(*other.what, each) || other.what->what.authority != each.what.authority) continue;
                    add("config.duplicate", each.where, "school.identifier",
                        "names also \"" + other.of->id + "\" at " + other.what->where.file + ":" +
                            std::to_string(other.what->where.line),
                        "a name of one school at a time");
                }
                list.push_back({&each, &one});
            }
        }
    }

    static bool names_one_school(std::string_view scheme) {
        return scheme == model::scheme::branch || scheme == model::scheme::school_key ||
               scheme == model::scheme::rio_location || scheme == model::scheme::oneroster_id;
    }

    static bool overlap(const dated_identifier& a, const dated_identifier& b) {
        const bool a_first = a.until && b.from && *a.until <= *b.from;
        const bool b_first = b.until && a.from && *b.until <= *a.from;
        return !a_first && !b_first;
    }

    static names names_of(const std::map<std::string, std::string, std::less<>>& parameters) {
        names out;
        for (const auto& [name, value] : parameters) out.insert(name);
        return out;
    }

    std::vector<std::string_view> release_names_;
};

} // namespace

void check_rosters(const settings& all, const known_standards& standards, std::vector<fault>& faults) {
    roster_checker(all, standards, faults).run();
}

} // namespace schakel::settings
