// Typed settings of a gateway, read from TOML and checked completely: every fault with file, line, column, what was
// expected and the nearest valid key. What loads has passed every check that needs no network; there is no half-loaded
// state.
//
// One main file, and beside it an optional folder conf.d/ with more (*.toml, read in order of name; the outcome never
// depends on that order). [[school]], [[system]], [[route]], [[launch]], [[release]] and [[goal_policy]] add up over
// the files; any other table may stand in one file only.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/settings/eckid.hpp"
#include "gateway/settings/goal_sources.hpp"
#include "gateway/settings/goal_wishes.hpp"
#include "gateway/settings/launches.hpp"
#include "gateway/settings/parties.hpp"
#include "gateway/settings/place.hpp"
#include "gateway/settings/retention.hpp"
#include "gateway/settings/rosters.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::settings {

// One fault in the configuration. `id` is stable: config.syntax, config.unknown-key, config.type, config.missing,
// config.value, config.reference, config.duplicate, config.secret, config.unreachable-route, config.ambiguous-routes,
// config.file,
// config.schema, config.insecure, config.loop.
struct fault {
    std::string id;
    place where;
    std::string key;     // "system[2].send.url"
    std::string message; // English
    std::string expected;
    std::string nearest; // nearest valid key or value, may be empty
    bool warning = false;
};

struct tls_server {
    std::string certificate_file, key_file, client_ca_file;
    enum class client_certificate { none, optional, required } client = client_certificate::none;
};

struct listener {
    std::string name;
    std::string address; // "127.0.0.1:8080", "[::1]:8443"; port 0 takes a free one
    std::optional<tls_server> tls;
    std::set<std::string, std::less<>> standards; // adapters served; empty: all that receive
    enum class unrouted_policy { reject, hold } unrouted = unrouted_policy::reject;
    std::uint64_t body_limit = 32u << 20;
    std::string public_url; // as others reach it: "https://gateway.school.example"; empty: what a request names
    place where;
};

struct admin {
    std::string address = "127.0.0.1:8081";
    std::string token_file; // created with mode 0600 at first start when absent
    place where;
};

struct school {
    std::string id, name;
    model::identifiers identifiers; // that always hold: brin, dependance, las.school, rio.aanbieder, …
    std::string identities_file;    // CSV with a header of schemes: las.key,eckid[,…]; other names of the same pupils
    place where;
    std::vector<dated_identifier> dated = {}; // [[school.identifier]]: names that hold for a time
    hold_policy hold = {};
    std::optional<std::chrono::seconds> keep_rosters = {}; // superseded rosters; required where the roster has an owner

    // Everything that names the school at that moment. Of one scheme there may be several (digiDeliveryIds).
    model::identifiers identifiers_at(instant when) const;
};

// How a system is recognised when it sends to us, and what it may do.
struct receiving : caller_credentials {
    std::set<std::string, std::less<>> standards; // it may use; empty: any
    std::set<std::string, std::less<>> schools;   // it may send for; empty: all
    std::set<std::string, std::less<>> quirks;
    std::string profile;
    // Home pages of accounts that are really another scheme: "https://las.example" = "las.key".
    std::map<std::string, std::string, std::less<>> accounts;
    std::string default_school; // for standards whose messages name none
    // Systems that confirmations of what it tells go to, each in its own standard; empty: itself.
    std::set<std::string, std::less<>> confirm_to;
    std::vector<std::string> schemas; // files that define what its messages hold beyond the standard
    place schemas_where;
};

// How we deliver to a system.
struct sending : remote {
    std::string standard;
    unsigned parallel = 4;                                      // messages under way at once
    std::map<std::string, std::string, std::less<>> parameters; // for the adapter's encoder
    std::set<std::string, std::less<>> quirks;
    std::vector<std::string> release; // person identifier schemes; empty: what the adapter names
    std::string pseudonym_key;        // secret; accounts of pupils are derived from it
    std::string account_home_page;
    std::vector<std::string> code_lists;            // files of mappings
    std::vector<std::chrono::seconds> retry_delays; // empty: the published schedule
    std::optional<goal_wish> goals = {};            // none: references to goals travel as they came
};

struct system {
    std::string id, name;
    std::optional<receiving> receive;
    std::optional<sending> send;
    std::optional<querying> query;            // it asks us for rosters
    std::optional<roster_source> roster;      // we fetch rosters from it
    std::vector<access_source> access;        // we fetch catalogues and entitlements from it
    std::optional<launch_source> launch_from; // people come from it
    std::optional<launch_target> launch_to;   // people go to it
    place where;

    // How it proves who it is when it asks: its own credentials for that, else those with which it sends.
    const caller_credentials* asks_with() const;
};

// Who gets what. All conditions must hold; an empty one always holds. Among matching routes the highest priority wins;
// two routes that could both match must not have the same priority.
struct route {
    std::string name;
    std::int64_t priority = 0;
    std::set<std::string, std::less<>> from, schools, families, kinds, standards, subjects, levels;
    std::optional<instant> since, until; // of the moment of receipt; `until` excluded
    std::vector<std::string> to;         // system ids; empty: drop on purpose
    place where;
    std::optional<goal_wish> goals = {}; // instead of those of its destinations
};

struct token_endpoint {
    std::string issuer;   // also the audience that clients must name; empty: no token end point
    std::string key_file; // our signing key, created when absent
    std::chrono::seconds lifetime{900};
};

// How learning goals are shared with others, whose crosswalks are trusted, and what becomes of earlier messages when
// goals change.
struct goal_sharing {
    std::set<std::string, std::less<>> serve_open; // standards in which anybody may ask, without credentials
    // Whose signatures under mapping sets are trusted: name -> public Ed25519 key in PEM.
    std::map<std::string, std::string, std::less<>> signers = {};
    recomputation recompute = recomputation::report;
    place where;
};

struct gateway {
    std::string data_directory;
    std::string language = "nl";
    unsigned threads = 0;                        // 0: one per core
    std::size_t roster_memory = 128u << 20;      // bytes for what answering questions about rosters rests on
    std::chrono::milliseconds longest_wait{100}; // of a message for its turn, before senders are told to come again
    std::string log_level = "info";
    std::vector<std::string> allow_private; // address ranges and hosts that deliveries may reach although private
    bool allow_insecure = false;            // clear text beyond loopback
    bool is_access_node = false;            // beside a gateway that has the data directory: launches and questions only
    place where;
};

struct settings {
    schakel::settings::gateway gateway;
    schakel::settings::admin admin;
    std::vector<listener> listeners;
    token_endpoint tokens;
    goal_sharing goals;
    std::vector<goal_source> goal_sources;
    std::optional<eckid_service> eckid = {}; // where ECK iDs are issued, for an operator
    std::vector<school> schools;
    std::vector<system> systems;
    std::vector<route> routes;
    std::vector<launch_route> launches;
    schakel::settings::retention retention;
    launch_keeping launch_store;
    std::vector<goal_policy> goal_policies;
    std::vector<release_profile> releases; // the two that are built in, and those of the configuration
    std::string hash;                      // SHA-256 over the files' bytes, hex

    const school* find_school(std::string_view id) const;
    const system* find_system(std::string_view id) const;
    const release_profile* find_release(std::string_view name) const;
    const goal_policy* find_goal_policy(std::string_view name) const;
    bool translates_goals() const;                             // some route or destination names a framework of goals
    const system* roster_owner(std::string_view school) const; // whose [system.roster] names the school, or null
};

// What settings cannot know themselves: which adapters exist and what they understand.
struct known_standard {
    bool receives = false, sends = false;
    std::set<std::string, std::less<>> quirks, parameters, profiles;
    bool takes_partner_schemas = false;
    bool reads_rosters = false, answers = false, pulls = false;
    std::set<std::string, std::less<>> scopes = {};   // that a client may ask for when it asks for rosters
    std::set<std::string, std::less<>> demanded = {}; // one of which a token must have to bring messages; empty: none
    bool answers_goals = false;                       // `answers` is true for these too
    bool pulls_goals = false;
    bool takes_entitlements = false, pulls_entitlements = false; // `answers` is true for those who answer
    bool launches_from = false, launches_to = false;
    // Keys of [system.launch_from] and [system.launch_to] that it cannot do without.
    std::vector<std::string> needed_from = {}, needed_to = {};
    std::set<std::string, std::less<>> launch_algorithms = {}, launch_scopes = {};
};
using known_standards = std::map<std::string, known_standard, std::less<>>;

struct loaded {
    schakel::settings::settings settings; // meaningful only without errors
    std::vector<fault> faults;            // errors and warnings, in order of place

    bool good() const;
};

// Reads and checks a file with its conf.d/.
loaded load(const std::string& file, const known_standards& standards);

} // namespace schakel::settings
