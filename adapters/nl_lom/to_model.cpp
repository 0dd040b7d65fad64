#include "adapters/common/goals/keys.hpp"
#include "adapters/nl_lom/translate.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/goal_field.hpp"

#include <algorithm>

namespace schakel::nl_lom {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

constexpr std::string_view assessing = "evaluatie- en toetsmateriaal";

std::string key_of(const lom& one) {
    return !one.identifiers.empty() ? one.identifiers.front()
           : !one.locations.empty() ? one.locations.front()
                                    : one.record;
}

// What a taxon names: a UUID whatever its source, else the term of a list.
std::string goal_of(const taxon& one, const std::string& source) {
    if (one.id.empty()) return {};
    return source.empty() ? goal_files::percent_decoded(one.id)
                          : goal_files::term_key(goal_files::vocabulary_key(source), one.id);
}

void add_tags(const classification& from, goal_tag::role what, std::size_t& paths, material& into) {
    for (const taxon_path& path : from.paths) {
        ++paths;
        for (const taxon& each : path.taxa) {
            goal_tag tag;
            tag.what = what;
            tag.purpose = {from.purpose.value, from.purpose.source, {}};
            tag.framework = path.source;
            tag.goal = goal_of(each, path.source);
            tag.entry = each.entry;
            tag.path = paths;
            into.tags.push_back(std::move(tag));
        }
    }
}

// A classification that concerns no goal, kept whole: purpose, its source, and the paths.
std::string as_json(const classification& from) {
    json::writer out;
    out.begin_object()
        .member("purpose", from.purpose.value)
        .member("source", from.purpose.source)
        .name("paths")
        .begin_array();
    for (const taxon_path& path : from.paths) {
        out.begin_object().member("source", path.source).name("taxa").begin_array();
        for (const taxon& each : path.taxa)
            out.begin_object().member("id", each.id).member("entry", each.entry).end_object();
        out.end_array().end_object();
    }
    return out.end_array().end_object().finish();
}

material to_material(const lom& from) {
    material one;
    one.id = key_of(from);
    for (const std::string& each : from.identifiers)
        if (each != one.id) one.ids.push_back({"uri", each, {}});
    if (!from.record.empty()) one.ids.push_back({"oai", from.record, {}});
    one.modified = parse_rfc3339(from.datestamp);
    one.title = from.title;
    one.description = from.description;
    if (!from.languages.empty()) one.language = from.languages.front();
    if (!from.locations.empty()) one.location = from.locations.front();
    one.assesses = std::ranges::any_of(from.resource_types, [](const coded& each) { return each.value == assessing; });
    for (const coded& each : from.contexts) one.contexts.push_back({each.value, each.source, {}});
    std::size_t paths = 0;
    for (const classification& each : from.classifications) {
        if (const auto what = role_of(each.purpose.value))
            add_tags(each, *what, paths, one);
        else
            one.extra.push_back({"nl-lom", "classification", as_json(each)});
    }
    if (!from.aggregation.empty()) one.extra.push_back({"nl-lom", "aggregationLevel", from.aggregation});
    return one;
}

void trace_record(const lom& one, field_trace& trace) {
    const auto saw = [&](std::string_view path, field::name name, std::size_t count) {
        if (count > 0) trace.saw(path, name, count);
    };
    const auto left = [&](std::string_view path, std::string_view reason, std::size_t count) {
        if (count > 0) trace.left(path, reason, count);
    };
    saw("general/identifier", field::material_id, one.identifiers.size());
    saw("general/title", field::material_title, !one.title.empty());
    saw("general/description", field::material_description, !one.description.empty());
    saw("general/language", field::material_language, !one.languages.empty());
    left("general/language", "one language is kept", one.languages.empty() ? 0 : one.languages.size() - 1);
    saw("general/aggregationLevel", model::field::extension, !one.aggregation.empty());
    saw("technical/location", field::material_location, !one.locations.empty());
    left("technical/location", "one location is kept", one.locations.empty() ? 0 : one.locations.size() - 1);
    saw("educational/context", field::material_context, one.contexts.size());
    for (const coded& each : one.resource_types) {
        if (each.value == assessing)
            saw("educational/learningResourceType", field::material_assesses, 1);
        else
            left("educational/learningResourceType", "tells nothing of goals", 1);
    }
    for (const classification& each : one.classifications) {
        const bool counts = role_of(each.purpose.value).has_value();
        for (const taxon_path& path : each.paths)
            saw(counts ? "classification/taxonPath/taxon" : "classification",
                counts ? field::material_tag : model::field::extension, counts ? path.taxa.size() : 1);
        if (counts) saw("classification/purpose", field::material_purpose, 1);
    }
    left("contribute", "people are not kept", one.contributions);
    left("lom", "elements that concern no goal", one.others);
}

} // namespace

void to_model(const document& whole, goal_sink& into) {
    for (const lom& one : whole.records)
        if (!one.deleted) into.add(to_material(one));
}

field_trace trace_of(const document& whole) {
    field_trace trace;
    for (const lom& one : whole.records) {
        if (one.deleted)
            trace.left("header", "the collection has removed the record");
        else
            trace_record(one, trace);
    }
    if (whole.derived > 0) trace.left("extra", "derived by the index, not stated by the publisher", whole.derived);
    return trace;
}

} // namespace schakel::nl_lom
