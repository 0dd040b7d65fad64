// What the checks of settings share: telling a fault, and names that refer to something. Private to settings.
#pragma once

#include "gateway/core/nearest.hpp"
#include "gateway/settings/settings.hpp"

#include <algorithm>

namespace schakel::settings {

class fault_finder {
protected:
    fault_finder(const settings& all, const known_standards& standards, std::vector<fault>& faults)
        : all_(all), standards_(standards), faults_(faults) {
        for (const school& one : all.schools) school_ids_.push_back(one.id);
        for (const system& one : all.systems) system_ids_.push_back(one.id);
        for (const auto& [name, known] : standards) standard_names_.push_back(name);
    }

    using names = std::set<std::string, std::less<>>;

    void
    add(std::string id, const place& where, std::string key, std::string message, std::string expected = {},
        std::string nearest_name = {}, bool warning = false) {
        faults_.push_back(
            {std::move(id), where, std::move(key), std::move(message), std::move(expected), std::move(nearest_name),
             warning}
        );
    }

    template <class List, class Name>
    void unique(const std::string& kind, const List& list, Name name) {
        std::map<std::string_view, place, std::less<>> seen;
        for (const auto& one : list) {
            const auto [first, fresh] = seen.emplace(name(one), one.where);
            if (fresh) continue;
            add("config.duplicate", one.where, kind,
                "\"" + std::string(name(one)) + "\" exists already at " + first->second.file + ":" +
                    std::to_string(first->second.line),
                "a name of its own");
        }
    }

    void refer(
        const names& used, const std::vector<std::string_view>& known, const place& where, const std::string& key,
        const std::string& what
    ) {
        for (const std::string& one : used) {
            if (std::ranges::find(known, one) != known.end()) continue;
            add("config.reference", where, key, "names the unknown " + what + " \"" + one + "\"",
                "a " + what + " that exists", std::string(nearest(one, known)));
        }
    }

    void refer_option(
        const names& used, names known_standard::*list, const names& of, const place& where, const std::string& key,
        const std::string& what
    ) {
        std::vector<std::string_view> known;
        for (const auto& [name, standard] : standards_) {
            if (!of.empty() && !of.contains(name)) continue;
            for (const std::string& one : standard.*list) known.push_back(one);
        }
        refer(used, known, where, key, what);
    }

    void check_keys(const std::vector<school_key>& keys, const std::string& key) {
        for (const school_key& one : keys) refer(one.schools, school_ids_, one.where, key, "school");
    }

    // Warns of a token client to which a standard refuses everything, because it has none of the scopes that the
    // standard wants. A client that may use any standard is warned of when it has a scope of none.
    void check_scopes(
        const token_client& client, const names& of, names known_standard::*wanted, const place& where,
        const std::string& key
    ) {
        std::string refused, scopes;
        for (const auto& [name, known] : standards_) {
            const names& list = known.*wanted;
            if (list.empty() || (!of.empty() && !of.contains(name))) continue;
            const bool has = std::ranges::any_of(list, [&](const auto& each) { return client.scopes.contains(each); });
            if (has && of.empty()) return;
            if (has) continue;
            refused += (refused.empty() ? "\"" : ", \"") + name + "\"";
            for (const std::string& each : list) scopes += (scopes.empty() ? "" : ", ") + each;
        }
        if (refused.empty()) return;
        add("config.scope", where, key,
            "gives \"" + client.client_id + "\" no scope of " + refused + ", which refuses it everything",
            "at least one of " + scopes, {}, true);
    }

    void check_url(std::string_view url, const place& where, const std::string& key) {
        if (url.starts_with("http://") || url.starts_with("https://")) return;
        add("config.value", where, key, "is \"" + std::string(url) + "\"", "an http or https URL");
    }

    void check_loop(std::string_view url, const place& where, const std::string& key) {
        const std::size_t scheme = url.find("://");
        const std::string_view rest = url.substr(scheme == std::string_view::npos ? 0 : scheme + 3);
        const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
        for (const listener& ours : all_.listeners) {
            if (ours.address.ends_with(":0") || host != ours.address) continue;
            add("config.loop", where, key, "is our own listener \"" + ours.name + "\"",
                "the address of another system");
        }
    }

    const settings& all_;
    const known_standards& standards_;
    std::vector<fault>& faults_;
    std::vector<std::string_view> school_ids_, system_ids_, standard_names_;
};

} // namespace schakel::settings
