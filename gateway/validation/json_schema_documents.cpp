#include "gateway/validation/json_schema_documents.hpp"

#include "gateway/validation/json_schema_keywords.hpp"

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

} // namespace

void schema_documents::refuse_at(
    schema_refusal::kind why, const schema_place& at, std::size_t offset, std::string message
) const {
    findings place(1);
    place.front().where.offset = offset;
    json::locate(documents_[at.document].bytes(), place);
    throw schema_refusal{why, names_[at.document], place.front().where, std::move(message)};
}

void schema_documents::refuse(schema_refusal::kind why, const schema_place& at, std::string message) const {
    refuse_at(why, at, at.value.offset(), std::move(message));
}

void schema_documents::refuse_name(schema_refusal::kind why, const schema_place& at, std::string message) const {
    refuse_at(why, at, at.value.name_offset(), std::move(message));
}

draft schema_documents::draft_of(const schema_place& place, draft fallback) const {
    const json::value declared = place.value.member("$schema");
    if (!declared) return fallback;
    const std::string_view uri = without_empty_fragment(declared.text());
    if (uri == "http://json-schema.org/draft-07/schema" || uri == "https://json-schema.org/draft-07/schema")
        return draft::seven;
    if (uri == "https://json-schema.org/draft/2020-12/schema") return draft::twenty_twenty;
    refuse(
        schema_refusal::kind::not_supported, {declared, place.document},
        "the dialect " + std::string(declared.text()) + " is not supported"
    );
}

std::uint32_t schema_documents::load(schema_text found, const std::string& uri, draft fallback) {
    findings faults;
    auto document = json::document::parse(found.bytes, {}, faults);
    if (!document)
        throw schema_refusal{
            schema_refusal::kind::invalid, std::move(found.name), faults.front().where,
            faults.front().text(language::en)};
    documents_.push_back(std::move(*document));
    names_.push_back(std::move(found.name));
    const schema_place place{documents_.back().root(), static_cast<std::uint32_t>(documents_.size() - 1)};
    const std::uint32_t resource = add_resource(place, uri, draft_of(place, fallback));
    register_schema(place, resource);
    return resource;
}

schema_place schema_documents::load_root(std::string_view name) {
    auto found = catalogue_.find(name);
    if (!found)
        throw schema_refusal{
            schema_refusal::kind::unreadable, std::string(name), {}, "the catalogue has no such schema"};
    const std::string uri = resolved("", found->name);
    const std::uint32_t resource = load(std::move(*found), uri, draft::twenty_twenty);
    return resources_[resource].root;
}

std::uint32_t schema_documents::add_resource(const schema_place& place, std::string uri, draft version) {
    const auto index = static_cast<std::uint32_t>(resources_.size());
    by_uri_.emplace(uri, index);
    by_place_[{place.document, place.value.offset()}] = index;
    resources_.push_back({std::move(uri), place, version, {}, {}});
    return index;
}

void schema_documents::register_schema(const schema_place& place, std::uint32_t resource) {
    if (!place.value.is(json::kind::object)) return;
    const bool seven = resources_[resource].version == draft::seven;
    const std::string_view id = place.value.member("$id").text();
    const bool ignored = id.empty() || (seven && place.value.member("$ref"));
    if (!ignored && seven && id.starts_with('#')) {
        resources_[resource].anchors.emplace(id.substr(1), place);
    } else if (!ignored) {
        const std::string uri = resolved(resources_[resource].uri, id);
        const bool is_root = by_place_.contains({place.document, place.value.offset()});
        const draft version = draft_of(place, resources_[resource].version);
        if (is_root) {
            by_uri_.emplace(uri, resource); // known by the name it was loaded under, too
            resources_[resource].uri = uri;
        } else {
            resource = add_resource(place, uri, version);
        }
        if (!fragment_of(id).empty()) resources_[resource].anchors.emplace(fragment_of(id), place);
    }
    if (!seven) {
        const auto anchor = place.value.member("$anchor").text();
        if (!anchor.empty()) resources_[resource].anchors.emplace(anchor, place);
        const auto dynamic = place.value.member("$dynamicAnchor").text();
        if (!dynamic.empty()) resources_[resource].anchors.emplace(dynamic, place);
        if (!dynamic.empty()) resources_[resource].dynamic_anchors.emplace(dynamic, place);
    }
    register_children(place, resource);
}

void schema_documents::register_children(const schema_place& place, std::uint32_t resource) {
    const draft version = resources_[resource].version;
    for (json::value member = place.value.first_child(); member; member = member.next_sibling()) {
        const keyword* known = find_keyword(member.name(), version);
        if (!known || known->what == holds::nothing) continue;
        const bool many =
            known->what != holds::schema && (known->what != holds::schema_or_list || member.is(json::kind::array));
        if (!many) register_schema({member, place.document}, resource);
        for (json::value child = many ? member.first_child() : json::value(); child; child = child.next_sibling())
            register_schema({child, place.document}, resource);
    }
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
    const auto known = std::ranges::find(names_, name);
    if (known == names_.end()) return std::nullopt;
    const auto document = static_cast<std::uint32_t>(known - names_.begin());
    return by_place_.at({document, documents_[document].root().offset()});
}

schema_place schema_documents::target(const schema_place& from, std::string_view reference) {
    const schema_resource& base = resources_[resource_of(from)];
    const std::string uri = resolved(base.uri, reference);
    auto resource = find_resource(uri);
    if (!resource) {
        const std::string_view as_written = reference.substr(0, reference.find('#'));
        auto found = catalogue_.find(uri);
        if (!found) found = catalogue_.find(as_written);
        if (!found) refuse(schema_refusal::kind::unreadable, from, "the catalogue has no schema " + uri);
        resource = loaded_as(found->name);
        if (resource)
            by_uri_.emplace(uri, *resource);
        else
            resource = load(std::move(*found), uri, base.version);
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
        if (const json::value found = r.root.value.find(decoded)) return {found, r.root.document};
    } else if (const auto anchor = r.anchors.find(decoded); anchor != r.anchors.end()) {
        return anchor->second;
    }
    refuse(schema_refusal::kind::invalid, from, "there is no schema at " + std::string(reference));
}

} // namespace schakel::validation
