#include "adapters/slo/wire.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace schakel::slo::wire {

namespace {

bool is_release(std::string_view text) {
    if (text.starts_with('v')) text.remove_prefix(1);
    const bool only = std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return only && text.find('.') != std::string_view::npos && text.front() != '.' && text.back() != '.';
}

// "curriculum-fo-2026.1": the context and, behind it, the release. The longest name wins.
bool read_folder(std::string_view folder, place& into) {
    constexpr std::string_view repository = "curriculum-";
    if (folder.starts_with(repository)) folder.remove_prefix(repository.size());
    const context* best = nullptr;
    for (const context& one : contexts()) {
        const bool fits = folder == one.name || (folder.starts_with(one.name) && folder[one.name.size()] == '-' &&
                                                 is_release(folder.substr(one.name.size() + 1)));
        if (fits && (!best || one.name.size() > best->name.size())) best = &one;
    }
    if (!best) return false;
    into.context = best->name;
    if (folder.size() > best->name.size()) into.release = folder.substr(best->name.size() + 1);
    return true;
}

// "FoDoelzin" as the API writes it: fo_doelzin.
std::string type_name(std::string_view camel) {
    std::string name;
    for (const char c : camel) {
        const bool capital = c >= 'A' && c <= 'Z';
        if (capital && !name.empty()) name += '_';
        name += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return name;
}

const entity_type* type_of_camel(std::string_view camel) {
    if (camel.empty() || camel.front() < 'A' || camel.front() > 'Z') return nullptr;
    return find_type(type_name(camel));
}

// The context's own before one of the same name elsewhere.
const entity_type* type_in(std::string_view context, std::string_view name) {
    const entity_type* own = type_in_file(context, name);
    return own ? own : find_type(name);
}

// An entity of the deprecated list names its type in `types`, one of the API in @type.
const entity_type* own_type(json::value at, std::string_view context) {
    if (const json::value types = at.member("types"); types.is(json::kind::array)) {
        for (json::value one = types.first_child(); one; one = one.next_sibling())
            if (const entity_type* known = type_in(context, one.text())) return known;
    }
    const json::value type = at.member("@type");
    return type_of_camel(type.is(json::kind::array) ? type.first_child().text() : type.text());
}

enum class known : unsigned char {
    id,
    title,
    description,
    prefix,
    replaces,
    replaced_by,
    parent,
    ce,
    se,
    ce_se,
    keuze,
    kern,
    kern_keuze,
    deleted,
    passed_over, // said in another way already
    other
};
// In order of length.
constexpr std::array<std::pair<std::string_view, known>, 20> known_members{{
    {"ce", known::ce},
    {"id", known::id},
    {"se", known::se},
    {"@id", known::id},
    {"kern", known::kern},
    {"uuid", known::id},
    {"@type", known::passed_over},
    {"ce_se", known::ce_se},
    {"keuze", known::keuze},
    {"title", known::title},
    {"types", known::passed_over},
    {"prefix", known::prefix},
    {"deleted", known::deleted},
    {"@context", known::passed_over},
    {"replaces", known::replaces},
    {"parent_id", known::parent},
    {"kern_keuze", known::kern_keuze},
    {"replacedBy", known::replaced_by},
    {"@references", known::passed_over},
    {"description", known::description},
}};

// Names are compared with those of their length only: there are few.
known meaning_of(std::string_view name) {
    constexpr std::size_t longest = 16;
    constexpr auto first_of_size = [] {
        std::array<std::size_t, longest + 1> begin{};
        for (std::size_t size = 0; size < begin.size(); ++size)
            while (begin[size] < known_members.size() && known_members[begin[size]].first.size() < size) ++begin[size];
        return begin;
    }();
    if (name.size() >= longest) return known::other;
    for (std::size_t i = first_of_size[name.size()]; i < first_of_size[name.size() + 1]; ++i)
        if (known_members[i].first == name) return known_members[i].second;
    return known::other;
}

void take_other(json::value at, entity& into) {
    const std::string_view name = at.name();
    if (name.ends_with("_id"))
        into.references.push_back({name.substr(0, name.size() - 3), name, at});
    else if (const entity_type* nested = type_of_camel(name); nested && at.is(json::kind::array))
        into.references.push_back({nested->name, name, at});
    else
        into.others.push_back({name, at});
}

void take(json::value at, entity& into) {
    switch (meaning_of(at.name())) {
    case known::id: into.id = at.text(); break;
    case known::title: into.title = at.text(); break;
    case known::description: into.description = at.text(); break;
    case known::prefix: into.prefix = at.text(); break;
    case known::replaces: into.replaces = at; break;
    case known::replaced_by: into.replaced_by = at; break;
    case known::parent: into.parent = at; break;
    case known::ce: into.ce = at; break;
    case known::se: into.se = at; break;
    case known::ce_se: into.ce_se = at; break;
    case known::keuze: into.keuze = at; break;
    case known::kern: into.kern = at; break;
    case known::kern_keuze: into.kern_keuze = at; break;
    case known::deleted: into.deleted = at; break;
    case known::passed_over: break;
    case known::other: take_other(at, into); break;
    }
}

void clear(entity& one) {
    auto references = std::move(one.references);
    auto others = std::move(one.others);
    references.clear();
    others.clear();
    one = {};
    one.references = std::move(references);
    one.others = std::move(others);
}

} // namespace

place place_of(std::string_view path) {
    place out;
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find_first_of("/\\"), path.size());
        if (slash > 0) parts.push_back(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    if (parts.empty()) return out;
    out.file = parts.back();
    parts.pop_back();
    while (!parts.empty() && !read_folder(parts.back(), out)) parts.pop_back();
    if (out.release.empty() && parts.size() > 1 && is_release(parts[parts.size() - 2]))
        out.release = parts[parts.size() - 2];
    return out;
}

document parse(json::value root, std::string_view context, std::string_view file) {
    document out;
    if (!root.is(json::kind::object)) return out;
    if (root.member("$schema")) {
        out.what = document::form::description;
        return out;
    }
    if (root.member("data").is(json::kind::array) && root.member("@isPartOf")) {
        out.what = document::form::page;
        out.lists.push_back({"data", type_in_file(context, file), false, root.member("data")});
        return out;
    }
    for (json::value one = root.first_child(); one; one = one.next_sibling()) {
        const bool deprecated = one.name() == deprecated_list;
        const entity_type* type = deprecated ? nullptr : type_in(context, one.name());
        const bool good = one.is(json::kind::array) && (deprecated || type);
        (good ? out.lists : out.unknown).push_back({one.name(), type, deprecated, one});
    }
    if (!out.lists.empty()) out.what = document::form::entities;
    return out;
}

bool parse(json::value at, const list& of, std::string_view context, entity& into) {
    clear(into);
    into.at = at;
    if (!at.is(json::kind::object)) return false;
    into.type = of.type ? of.type : own_type(at, context);
    into.deprecated = of.deprecated;
    if (!into.type) return false;
    for (json::value one = at.first_child(); one; one = one.next_sibling()) take(one, into);
    return true;
}

std::string_view id_of(json::value element) {
    if (!element.is(json::kind::object)) return element.text();
    const json::value uuid = element.member("uuid");
    return uuid ? uuid.text() : element.member("@id").text();
}

} // namespace schakel::slo::wire
