#include "adapters/common/lti/roles.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace schakel::lti {

namespace {

using model::held_role;
using model::launch_role;
using model::role_scope;

constexpr std::string_view vocabulary = "http://purl.imsglobal.org/vocab/lis/v2/";
constexpr std::string_view test_user = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
constexpr std::string_view blanks = " \t\r\n";

struct entry {
    role_scope where;
    std::string_view name;
    launch_role what;
};

// The first of a meaning in a scope is how that meaning is written.
constexpr std::array table{
    entry{role_scope::context, "Learner", launch_role::learner},
    entry{role_scope::context, "Instructor", launch_role::instructor},
    entry{role_scope::context, "Administrator", launch_role::administrator},
    entry{role_scope::context, "ContentDeveloper", launch_role::content_developer},
    entry{role_scope::context, "Mentor", launch_role::mentor},
    entry{role_scope::context, "Manager", launch_role::manager},
    entry{role_scope::context, "Member", launch_role::member},
    entry{role_scope::context, "Officer", launch_role::other},
    entry{role_scope::institution, "Student", launch_role::learner},
    entry{role_scope::institution, "Learner", launch_role::learner},
    entry{role_scope::institution, "Instructor", launch_role::instructor},
    entry{role_scope::institution, "Faculty", launch_role::instructor},
    entry{role_scope::institution, "Staff", launch_role::staff},
    entry{role_scope::institution, "Administrator", launch_role::administrator},
    entry{role_scope::institution, "Mentor", launch_role::mentor},
    entry{role_scope::institution, "Observer", launch_role::observer},
    entry{role_scope::institution, "Guest", launch_role::guest},
    entry{role_scope::institution, "ProspectiveStudent", launch_role::guest},
    entry{role_scope::institution, "Member", launch_role::member},
    entry{role_scope::institution, "Alumni", launch_role::other},
    entry{role_scope::institution, "Other", launch_role::other},
    entry{role_scope::institution, "None", launch_role::none},
    entry{role_scope::system, "Administrator", launch_role::administrator},
    entry{role_scope::system, "SysAdmin", launch_role::administrator},
    entry{role_scope::system, "AccountAdmin", launch_role::administrator},
    entry{role_scope::system, "SysSupport", launch_role::staff},
    entry{role_scope::system, "User", launch_role::member},
    entry{role_scope::system, "Creator", launch_role::other},
    entry{role_scope::system, "None", launch_role::none},
};

// Sub-roles whose meaning differs from that of their principal.
constexpr std::array<std::pair<std::string_view, launch_role>, 3> finer{
    {{"Instructor/TeachingAssistant", launch_role::teaching_assistant}, // and those that begin so
     {"Manager/ExternalObserver", launch_role::observer},
     {"Manager/Observer", launch_role::observer}}};

launch_role meaning_of(role_scope where, std::string_view name) {
    const auto* found = std::ranges::find_if(table, [&](const entry& e) { return e.where == where && e.name == name; });
    return found == table.end() ? launch_role::other : found->what;
}

launch_role finer_meaning(const std::string& principal, std::string_view sub) {
    const std::string path = principal + "/" + std::string(sub);
    for (const auto& [prefix, what] : finer) {
        if (path.starts_with(prefix)) return what;
    }
    return meaning_of(role_scope::context, principal);
}

// A role in parts: "Instructor" and "TeachingAssistant"; `sub` is empty for a principal role.
struct parts {
    role_scope where = role_scope::context;
    std::string name, sub;
};

std::string joined(const parts& of) {
    const std::string base(vocabulary);
    switch (of.where) {
    case role_scope::institution: return base + "institution/person#" + of.name;
    case role_scope::system: return base + "system/person#" + of.name;
    case role_scope::context: break;
    }
    if (of.sub.empty()) return base + "membership#" + of.name;
    return base + "membership/" + of.name + "#" + of.sub;
}

// "TeachingAssistant" was a role of its own in LTI 1.1, and became a sub-role of the instructor.
parts context_role(std::string_view name, std::string_view sub) {
    if (name == "TeachingAssistant") return {role_scope::context, "Instructor", std::string(sub.empty() ? name : sub)};
    return {role_scope::context, std::string(name), std::string(sub)};
}

std::optional<parts> after(std::string_view word, std::string_view prefix, role_scope where) {
    if (!word.starts_with(prefix) || word.size() == prefix.size()) return std::nullopt;
    return parts{where, std::string(word.substr(prefix.size())), {}};
}

std::optional<parts> divided_uri(std::string_view word) {
    if (!word.starts_with(vocabulary)) return std::nullopt;
    word.remove_prefix(vocabulary.size());
    if (auto found = after(word, "membership#", role_scope::context)) return found;
    if (auto found = after(word, "institution/person#", role_scope::institution)) return found;
    if (auto found = after(word, "system/person#", role_scope::system)) return found;
    constexpr std::string_view with_sub = "membership/";
    const auto hash = word.find('#');
    if (!word.starts_with(with_sub) || hash == std::string_view::npos || hash + 1 == word.size()) return std::nullopt;
    return context_role(word.substr(with_sub.size(), hash - with_sub.size()), word.substr(hash + 1));
}

std::optional<parts> divided_urn(std::string_view word) {
    if (auto found = after(word, "urn:lti:instrole:ims/lis/", role_scope::institution)) return found;
    if (auto found = after(word, "urn:lti:sysrole:ims/lis/", role_scope::system)) return found;
    const auto found = after(word, "urn:lti:role:ims/lis/", role_scope::context);
    if (!found) return std::nullopt;
    const std::string_view path = found->name;
    const auto slash = path.find('/');
    return context_role(path.substr(0, slash), slash == std::string_view::npos ? "" : path.substr(slash + 1));
}

std::optional<parts> divided(std::string_view word) {
    if (auto found = divided_uri(word)) return found;
    if (auto found = divided_urn(word)) return found;
    if (word.empty() || word.find_first_of(":#/ ") != std::string_view::npos) return std::nullopt;
    const parts bare = context_role(word, {});
    const bool known = !bare.sub.empty() || meaning_of(role_scope::context, word) != launch_role::other;
    return known ? std::optional(bare) : std::nullopt;
}

launch_role meaning_of(const parts& of) {
    return of.sub.empty() ? meaning_of(of.where, of.name) : finer_meaning(of.name, of.sub);
}

// How a meaning is written that has no word of its own in its scope.
parts plainest(const held_role& role) {
    if (role.what == launch_role::teaching_assistant) return {role_scope::context, "Instructor", "TeachingAssistant"};
    if (role.what == launch_role::other) return {role_scope::institution, "Other", {}}; // the words for it say more
    for (const entry& one : table) {
        if (one.where == role.where && one.what == role.what) return {role.where, std::string(one.name), {}};
    }
    for (const entry& one : table) { // observer, staff, guest: words of the institution
        if (one.what == role.what) return {one.where, std::string(one.name), {}};
    }
    return {role_scope::institution, "Other", {}};
}

} // namespace

held_role read_role(std::string_view word) {
    const auto first = word.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {launch_role::none, role_scope::context, {}};
    word = word.substr(first, word.find_last_not_of(blanks) - first + 1);
    if (const auto known = divided(word)) return {meaning_of(*known), known->where, joined(*known)};
    if (word == test_user) return {launch_role::other, role_scope::system, std::string(word)};
    // Moodle names its administrators so, without saying of what.
    if (word == std::string(vocabulary) + "person#Administrator") {
        return {launch_role::administrator, role_scope::system, std::string(word)};
    }
    return {launch_role::other, role_scope::context, std::string(word)};
}

// A bare word of another vocabulary ("student" of an identity provider) is said in that of LTI where its meaning is
// known.
std::string uri_of(const held_role& role) {
    const bool is_uri = role.word.find(':') != std::string::npos;
    const bool says_most = is_uri || role.what == launch_role::other;
    return says_most && !role.word.empty() ? role.word : joined(plainest(role));
}

std::string urn_of(const held_role& role) {
    const std::string uri = uri_of(role);
    const auto known = divided_uri(uri);
    if (!known) return uri;
    switch (known->where) {
    case role_scope::institution: return "urn:lti:instrole:ims/lis/" + known->name;
    case role_scope::system: return "urn:lti:sysrole:ims/lis/" + known->name;
    case role_scope::context: break;
    }
    return "urn:lti:role:ims/lis/" + known->name + (known->sub.empty() ? "" : "/" + known->sub);
}

} // namespace schakel::lti
