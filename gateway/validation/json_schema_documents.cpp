#include "gateway/validation/json_schema_documents.hpp"

#include "gateway/validation/json_schema_keywords.hpp"
#include "gateway/validation/json_schema_remarks.hpp"
#include "gateway/validation/regex.hpp"

#include <algorithm>
#include <cstdlib>

namespace schakel::validation {

namespace {

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            out += static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string_view without_empty_fragment(std::string_view uri) {
    if (uri.ends_with('#')) uri.remove_suffix(1);
    return uri;
}

std::string without_point(std::string text) {
    if (text.ends_with('.')) text.pop_back();
    return text;
}

// Some faults can be told better than the metaschema does.
std::string advice(const finding& f, std::string_view keyword, draft version) {
    if (f.expected == "regex" && f.broken->id == "schema.format") {
        const auto compiled = regex::compile(f.got, regex_dialect::ecma);
        return compiled ? "" : ": " + compiled.error().message;
    }
    if (keyword == "items" && f.got == "array" && version == draft::twenty_twenty)
        return "; a list of schemas is called prefixItems in this draft";
    if (f.got == "boolean" && (keyword == "exclusiveMinimum" || keyword == "exclusiveMaximum"))
        return "; it holds the bound itself since draft-06";
    if (f.got == "boolean" && keyword == "required") return "; it stands beside properties and holds their names";
    return "";
}

// That none of several alternatives fits says less than what the nearest of them misses.
bool says_little(const finding& f) {
    return f.broken->id == "schema.any-of" || f.broken->id == "schema.one-of";
}

} // namespace

void schema_documents::refuse(schema_refusal::kind why, const schema_place& at, std::string message) const {
    findings place(1);
    place.front().where.offset = at.value.offset();
    json::locate(documents_[at.document].bytes(), place);
    throw schema_refusal{why, sources_[at.document].name, place.front().where, std::move(message)};
}

dialect schema_documents::declared_dialect(const schema_place& place, const dialect& fallback) {
    const json::value declared = place.value.member("$schema");
    if (!declared.is(json::kind::string)) return fallback; // the metaschema says what is wrong with another kind
    auto named = metaschemas_.named(declared.text());
    if (!named) refuse(named.error().why, {declared, place.document}, named.error().message);
    return std::move(named.value());
}

std::optional<schema_text> schema_documents::find_text(std::string_view name) const {
    auto built_in = built_in_metaschema(name);
    return built_in ? schema_text{std::string(name), std::move(*built_in)} : catalogue_.find(name);
}

std::uint32_t schema_documents::load(schema_text found, const std::string& uri, const dialect& fallback) {
    findings noticed;
    auto document = json::document::parse(found.bytes, {}, noticed);
    if (!document) {
        const finding& last = noticed.back(); // what stopped the reading, or a name that is there twice
        throw schema_refusal{
            schema_refusal::kind::invalid, std::move(found.name), last.where, without_point(last.text(language::en))};
    }
    documents_.push_back(std::move(*document));
    sources_.push_back({std::move(found.name), std::move(noticed)});
    const schema_place place{documents_.back().root(), static_cast<std::uint32_t>(documents_.size() - 1)};
    const std::uint32_t resource = add_resource(place, uri, declared_dialect(place, fallback));
    register_schema(place, resource);
    check(place, resources_[resource].dialect);
    for (std::uint32_t inner = resource + 1; inner < resources_.size(); ++inner)
        if (resources_[inner].dialect.metaschema != resources_[resource].dialect.metaschema)
            check(resources_[inner].root, resources_[inner].dialect);
    return resource;
}

// Parts that are of another dialect are left to their own metaschema (2020-12 core 9.3.3).
void schema_documents::check(const schema_place& place, const dialect& d) const {
    findings faults = metaschemas_.check(place.value, d);
    for (const schema_resource& other : resources_) {
        const std::size_t begin = other.root.value.offset();
        if (other.root.document != place.document || other.dialect.metaschema == d.metaschema ||
            begin <= place.value.offset())
            continue;
        std::erase_if(faults, [begin, end = begin + other.root.value.raw().size()](const finding& f) {
            return f.where.offset >= begin && f.where.offset < end;
        });
    }
    if (!has_error(faults)) return;
    json::locate(documents_[place.document].bytes(), faults);
    const auto telling = std::find_if_not(faults.begin(), faults.end(), says_little);
    const finding& first = telling == faults.end() ? faults.front() : *telling;
    const std::string subject = first.where.path.substr(first.where.path.rfind('/') + 1);
    throw schema_refusal{
        schema_refusal::kind::invalid, sources_[place.document].name, first.where,
        (subject.empty() ? "" : subject + ": ") + without_point(first.text(language::en)) +
            advice(first, subject, d.version),
        faults};
}

schema_place schema_documents::load_root(std::string_view name) {
    auto found = find_text(name);
    if (!found)
        throw schema_refusal{
            schema_refusal::kind::unreadable, std::string(name), {}, "the catalogue has no such schema"};
    const std::string uri = resolved("", found->name);
    return resources_[load(std::move(*found), uri, built_in_dialect(draft::twenty_twenty))].root;
}

std::uint32_t schema_documents::add_resource(const schema_place& place, std::string uri, dialect d) {
    const auto index = static_cast<std::uint32_t>(resources_.size());
    by_uri_.emplace(uri, index);
    by_place_[{place.document, place.value.offset()}] = index;
    resources_.push_back({std::move(uri), place, std::move(d), {}, {}});
    return index;
}

void schema_documents::register_schema(const schema_place& place, std::uint32_t resource) {
    if (!place.value.is(json::kind::object) || !registered_.insert({place.document, place.value.offset()}).second)
        return;
    register_identifiers(place, resource);
    register_children(place, resource);
}

// What the schema can be referred to by. `resource` becomes the one that it begins.
void schema_documents::register_identifiers(const schema_place& place, std::uint32_t& resource) {
    const bool seven = resources_[resource].dialect.version == draft::seven;
    const std::string_view id = place.value.member("$id").text();
    const bool ignored = id.empty() || (seven && place.value.member("$ref"));
    if (!ignored && seven && id.starts_with('#')) {
        resources_[resource].anchors.emplace(id.substr(1), place);
    } else if (!ignored) {
        const std::string uri = resolved(resources_[resource].uri, id);
        const bool is_root = by_place_.contains({place.document, place.value.offset()});
        if (is_root) {
            by_uri_.emplace(uri, resource); // known by the name it was loaded under, too
            resources_[resource].uri = uri;
        } else {
            resource = add_resource(place, uri, declared_dialect(place, resources_[resource].dialect));
        }
        if (!fragment_of(id).empty()) resources_[resource].anchors.emplace(fragment_of(id), place);
    }
    if (seven) return;
    const std::string_view anchor = place.value.member("$anchor").text();
    if (!anchor.empty()) resources_[resource].anchors.emplace(anchor, place);
    const std::string_view dynamic = place.value.member("$dynamicAnchor").text();
    if (dynamic.empty()) return;
    resources_[resource].anchors.emplace(dynamic, place);
    resources_[resource].dynamic_anchors.emplace(dynamic, place);
}

void schema_documents::register_children(const schema_place& place, std::uint32_t resource) {
    const dialect d = resources_[resource].dialect;
    for (json::value member = place.value.first_child(); member; member = member.next_sibling()) {
        if (auto remark = remark_on(member, place.value, d))
            sources_[place.document].remarks.push_back(std::move(*remark));
        const keyword* known = find_keyword(member.name(), d);
        if (!known || known->what == holds::nothing) continue;
        const bool many =
            known->what != holds::schema && (known->what != holds::schema_or_list || member.is(json::kind::array));
        if (!many) register_schema({member, place.document}, resource);
        for (json::value child = many ? member.first_child() : json::value(); child; child = child.next_sibling())
            register_schema({child, place.document}, resource);
    }
}

std::vector<schema_remark> schema_documents::remarks() const {
    std::vector<schema_remark> all;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        findings found = sources_[i].remarks;
        if (found.empty()) continue;
        std::stable_sort(found.begin(), found.end(), [](const finding& a, const finding& b) {
            return a.where.offset < b.where.offset;
        });
        json::locate(documents_[i].bytes(), found);
        for (finding& f : found) all.push_back({sources_[i].name, std::move(f)});
    }
    return all;
}

std::uint32_t schema_documents::resource_of(const schema_place& place) const {
    for (json::value v = place.value; v; v = v.parent())
        if (const auto at = by_place_.find({place.document, v.offset()}); at != by_place_.end()) return at->second;
    return 0;
}

std::optional<std::uint32_t> schema_documents::find_resource(std::string_view uri) const {
    const auto at = by_uri_.find(without_empty_fragment(uri));
    return at == by_uri_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::uint32_t> schema_documents::loaded_as(std::string_view name) const {
    const auto known = std::ranges::find(sources_, name, &source::name);
    if (known == sources_.end()) return std::nullopt;
    const auto document = static_cast<std::uint32_t>(known - sources_.begin());
    return by_place_.at({document, documents_[document].root().offset()});
}

schema_place schema_documents::target(const schema_place& from, std::string_view reference) {
    const std::uint32_t here = resource_of(from);
    const std::string uri = resolved(resources_[here].uri, reference);
    auto resource = find_resource(uri);
    if (!resource) {
        const std::string_view as_written = reference.substr(0, reference.find('#'));
        auto found = find_text(uri);
        if (!found) found = find_text(as_written);
        if (!found) refuse(schema_refusal::kind::unreadable, from, "the catalogue has no schema " + uri);
        resource = loaded_as(found->name);
        const dialect fallback = resources_[here].dialect;
        if (resource)
            by_uri_.emplace(uri, *resource);
        else
            resource = load(std::move(*found), uri, fallback);
    }
    return in_resource(*resource, fragment_of(reference), from, reference);
}

schema_place schema_documents::in_resource(
    std::uint32_t resource, std::string_view fragment, const schema_place& from, std::string_view reference
) {
    const schema_resource& r = resources_[resource];
    if (fragment.empty()) return r.root;
    const std::string decoded = percent_decoded(fragment);
    if (decoded.starts_with('/')) {
        if (const json::value found = r.root.value.find(decoded)) {
            const schema_place place{found, r.root.document};
            const std::uint32_t holder = resource_of(place);
            if (found.is(json::kind::object) && !registered_.contains({place.document, found.offset()})) {
                register_schema(place, holder); // behind a keyword that holds no schemas by itself
                check(place, dialect_of(place));
            }
            return place;
        }
    } else if (const auto anchor = r.anchors.find(decoded); anchor != r.anchors.end()) {
        return anchor->second;
    }
    refuse(schema_refusal::kind::invalid, from, "there is no schema at " + std::string(reference));
}

} // namespace schakel::validation
