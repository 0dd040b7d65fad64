// From files to typed settings. What the settings mean together is judged in check.cpp.
#include "gateway/settings/check.hpp"
#include "gateway/settings/configuration_files.hpp"
#include "gateway/settings/read_eckid.hpp"
#include "gateway/settings/read_goal_sources.hpp"
#include "gateway/settings/read_goal_wishes.hpp"
#include "gateway/settings/read_launches.hpp"
#include "gateway/settings/read_parties.hpp"
#include "gateway/settings/read_retention.hpp"
#include "gateway/settings/read_rosters.hpp"
#include "gateway/settings/section.hpp"

#include "gateway/crypto/ed25519.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace schakel::settings {

namespace {

void read_gateway(section in, gateway& out) {
    out.where = in.where();
    out.data_directory = in.file("data_directory");
    out.language = in.one_of("language", {"nl", "en"}, "nl");
    out.threads = static_cast<unsigned>(in.integer("threads", 0, 0, 256));
    out.roster_memory = static_cast<std::size_t>(in.integer("roster_memory_mib", 128, 8, 1 << 20)) << 20;
    out.longest_wait = in.duration("longest_wait", out.longest_wait);
    out.log_level = in.one_of("log_level", {"debug", "info", "warning", "error"}, "info");
    out.is_access_node = in.one_of("node", {"whole", "access"}, "whole") == "access";
    out.allow_private = in.texts("allow_private");
    out.allow_insecure = in.boolean("allow_insecure", false);
    in.finish();
}

void read_admin(section in, admin& out) {
    out.where = in.where();
    out.address = in.text("address", out.address);
    out.token_file = in.file("token_file");
    in.finish();
}

void read_tokens(section in, token_endpoint& out) {
    out.issuer = in.required_text("issuer");
    out.key_file = in.file("key_file");
    out.lifetime = std::chrono::floor<std::chrono::seconds>(in.duration("lifetime", out.lifetime));
    in.finish();
}

void read_goals(section in, goal_sharing& out) {
    out.where = in.where();
    out.serve_open = in.text_set("serve_open");
    out.recompute = read_recomputation(in);
    for (const auto& [name, path] : in.text_map("signers")) {
        std::ifstream file(in.resolve(path), std::ios::binary);
        const std::string pem(std::istreambuf_iterator<char>(file), {});
        if (crypto::ed25519_key::from_pem(pem))
            out.signers.emplace(name, pem);
        else
            in.complain("config.file", "signers." + name, "is no Ed25519 key", "a public key in PEM");
    }
    in.finish();
}

std::optional<tls_server> read_tls(section& in) {
    auto table = in.table("tls");
    if (!table) return std::nullopt;
    tls_server out;
    out.certificate_file = table->required_file("certificate_file");
    out.key_file = table->required_file("key_file");
    out.client_ca_file = table->file("client_ca_file");
    const std::string client = table->one_of("client_certificate", {"none", "optional", "required"}, "none");
    if (client == "optional") out.client = tls_server::client_certificate::optional;
    if (client == "required") out.client = tls_server::client_certificate::required;
    if (client != "none" && out.client_ca_file.empty()) {
        table->complain(
            "config.missing", "client_ca_file", "is missing", "the authorities whose client certificates are trusted"
        );
    }
    table->finish();
    return out;
}

listener read_listener(section in) {
    listener out;
    out.where = in.where();
    out.name = in.required_text("name");
    out.address = in.required_text("address");
    out.tls = read_tls(in);
    out.standards = in.text_set("standards");
    const std::string unrouted = in.one_of("unrouted", {"reject", "hold"}, "reject");
    out.unrouted = unrouted == "hold" ? listener::unrouted_policy::hold : listener::unrouted_policy::reject;
    out.body_limit = static_cast<std::uint64_t>(in.integer("body_limit", 32 << 20, 1024, 1 << 30));
    out.public_url = in.text("public_url");
    in.finish();
    return out;
}

school read_school(section in) {
    school out;
    out.where = in.where();
    out.id = in.required_text("id");
    out.name = in.text("name", out.id);
    const std::pair<std::string_view, std::string_view> schemes[] = {
        {"brin", model::scheme::brin},
        {"dependance", model::scheme::dependance},
        {"school_key", model::scheme::school_key},
        {"rio", model::scheme::rio},
        {"digidelivery", model::scheme::digidelivery},
        {"basispoort", model::scheme::basispoort}};
    for (const auto& [key, scheme] : schemes) {
        std::string value = in.text(key);
        if (!value.empty()) out.identifiers.push_back({std::string(scheme), std::move(value), {}});
    }
    out.dated = read_register(in);
    if (out.identifiers.empty() && out.dated.empty()) {
        in.complain(
            "config.missing", "brin", "has no identifier",
            "at least one of brin, school_key, rio, digidelivery, basispoort, or [[school.identifier]]"
        );
    }
    out.hold = read_hold(in);
    out.keep_rosters = read_retention(in);
    out.identities_file = in.file("identities_file");
    in.finish();
    return out;
}

receiving read_receiving(section in) {
    receiving out;
    out.standards = in.text_set("standards");
    out.schools = in.text_set("schools");
    read_caller(in, out);
    out.quirks = in.text_set("quirks");
    out.profile = in.text("profile");
    out.accounts = in.text_map("accounts");
    out.default_school = in.text("default_school");
    out.confirm_to = in.text_set("confirm_to");
    out.schemas_where = in.where("schemas");
    const auto schemas = in.texts("schemas");
    for (const std::string& name : schemas) out.schemas.push_back(in.resolve(name));
    in.finish();
    return out;
}

sending read_sending(section in) {
    sending out;
    out.standard = in.required_text("standard");
    out.url = in.required_text("url");
    read_remote(in, out);
    out.parallel = static_cast<unsigned>(in.integer("parallel", 4, 1, 64));
    out.parameters = in.text_map("parameters");
    out.quirks = in.text_set("quirks");
    out.release = in.texts("release");
    out.pseudonym_key = in.secret("pseudonym_key");
    out.account_home_page = in.text("account_home_page");
    if (in.has("code_lists")) {
        const auto names = in.texts("code_lists");
        for (const std::string& name : names) out.code_lists.push_back(in.resolve(name));
    }
    out.retry_delays = in.durations("retry_delays");
    out.goals = read_goal_wish(in);
    in.finish();
    return out;
}

// Grades go back to where people come from with what is known of it: our client_id there, its token end point, our
// keys.
void reach_as_launched(const launch_source& from, sending& to) {
    const bool reached_otherwise = to.token || to.basic || to.oauth1 || !to.keys.empty();
    if (to.standard != from.standard || reached_otherwise) return;
    const std::string url(from.address("token_url"));
    if (url.empty() || from.client_id.empty()) return;
    token_source& token = to.token.emplace();
    token.token_url = url;
    token.client_id = from.client_id;
    token.audience = from.token_audience.empty() ? url : from.token_audience;
    token.launch_keys = true;
}

system read_system(section in) {
    system out;
    out.where = in.where();
    out.id = in.required_text("id");
    out.name = in.text("name", out.id);
    if (auto receive = in.table("receive")) out.receive = read_receiving(*receive);
    if (auto send = in.table("send")) out.send = read_sending(*send);
    if (auto query = in.table("query")) out.query = read_query(*query);
    if (auto roster = in.table("roster")) out.roster = read_roster_source(*roster);
    for (section& one : in.tables("access")) out.access.push_back(read_access_source(one));
    if (auto from = in.table("launch_from")) out.launch_from = read_launch_source(*from);
    if (auto to = in.table("launch_to")) out.launch_to = read_launch_target(*to);
    if (out.launch_from && out.send) reach_as_launched(*out.launch_from, *out.send);
    const auto parts = {"receive", "send", "query", "roster", "access", "launch_from", "launch_to"};
    if (std::ranges::none_of(parts, [&](std::string_view part) { return in.has(part); })) {
        in.complain(
            "config.missing", "receive", "has nothing to do with us",
            "[system.receive], [system.send], [system.query], [system.roster], [[system.access]], "
            "[system.launch_from] or [system.launch_to]"
        );
    }
    in.finish();
    return out;
}

route read_route(section in) {
    route out;
    out.where = in.where();
    out.name = in.required_text("name");
    out.priority = in.integer("priority", 0, -1'000'000, 1'000'000);
    out.from = in.text_set("from");
    out.schools = in.text_set("school");
    out.families = in.text_set("family");
    out.kinds = in.text_set("kind");
    out.standards = in.text_set("standard");
    out.subjects = in.text_set("subject");
    out.levels = in.text_set("level");
    out.since = in.date("since");
    out.until = in.date("until");
    if (!in.has("to"))
        in.complain("config.missing", "to", "is missing", "the systems that get the message; [] drops it on purpose");
    out.to = in.texts("to");
    out.goals = read_goal_wish(in);
    in.finish();
    return out;
}

// Tables that may stand in one file only, with the file that has them.
using owners = std::map<std::string, place, std::less<>>;

template <class Read, class Out>
void read_single(section& root, std::string_view key, owners& owned, Read read, Out& out) {
    auto table = root.table(key);
    if (!table) return;
    const auto [first, fresh] = owned.emplace(key, root.where(key));
    if (fresh) return read(*table, out);
    root.complain(
        "config.duplicate", key, "stands also in " + first->second.file + ":" + std::to_string(first->second.line),
        "one file"
    );
}

void read_file(const toml::table& table, fault_list& faults, owners& owned, settings& out) {
    section root(table, {}, faults);
    read_single(root, "gateway", owned, read_gateway, out.gateway);
    read_single(root, "admin", owned, read_admin, out.admin);
    read_single(root, "tokens", owned, read_tokens, out.tokens);
    read_single(root, "goals", owned, read_goals, out.goals);
    read_single(root, "eckid", owned, read_eckid, out.eckid);
    read_single(root, "retention", owned, read_message_retention, out.retention);
    read_single(root, "launches", owned, read_launch_keeping, out.launch_store);
    for (section& one : root.tables("goal_source")) out.goal_sources.push_back(read_goal_source(one));
    for (section& one : root.tables("listener")) out.listeners.push_back(read_listener(one));
    for (section& one : root.tables("goal_policy")) out.goal_policies.push_back(read_goal_policy(one));
    for (section& one : root.tables("release")) out.releases.push_back(read_release(one));
    for (section& one : root.tables("school")) out.schools.push_back(read_school(one));
    for (section& one : root.tables("system")) out.systems.push_back(read_system(one));
    for (section& one : root.tables("route")) out.routes.push_back(read_route(one));
    for (section& one : root.tables("launch")) out.launches.push_back(read_launch_route(one));
    root.finish();
}

} // namespace

loaded load(const std::string& file, const known_standards& standards) {
    loaded out;
    out.settings.releases = built_in_releases();
    out.settings.gateway.where = {file, 1, 1}; // where a missing [gateway] or [[listener]] is told
    owners owned;
    configuration_files files(file);
    for (const std::string& name : files.names()) {
        fault_list faults{out.faults, name, std::filesystem::absolute(name).parent_path()};
        const auto bytes = files.read(name);
        if (!bytes) {
            out.faults.push_back({"config.file", {name, 0, 0}, {}, "cannot be read", "a TOML file", {}, false});
            continue;
        }
        try {
            const toml::table table = toml::parse(*bytes, name);
            read_file(table, faults, owned, out.settings);
        } catch (const toml::parse_error& error) {
            const auto at = error.source().begin;
            out.faults.push_back(
                {"config.syntax",
                 {name, at.line, at.column},
                 {},
                 std::string(error.description()),
                 "TOML 1.0",
                 {},
                 false}
            );
        }
    }
    out.settings.hash = files.hash();
    if (out.good()) check(out.settings, standards, out.faults);
    std::ranges::stable_sort(out.faults, [](const fault& a, const fault& b) {
        return std::tie(a.where.file, a.where.line, a.where.column) <
               std::tie(b.where.file, b.where.line, b.where.column);
    });
    return out;
}

bool loaded::good() const {
    return std::ranges::all_of(faults, [](const fault& one) { return one.warning; });
}

} // namespace schakel::settings
