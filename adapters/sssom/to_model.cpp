#include "adapters/common/goals/edge_id.hpp"
#include "adapters/sssom/translate.hpp"
#include "gateway/model/goal_field.hpp"

#include <set>

namespace schakel::sssom {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

std::string key_of(const std::string& iri) {
    std::string key = uuid_key(iri);
    return key.empty() ? iri : key;
}

justification why(std::string_view iri) {
    if (!iri.starts_with(semapv)) return justification::unstated;
    const std::string_view word = iri.substr(semapv.size());
    if (word == "ManualMappingCuration") return justification::manual;
    if (word.starts_with("Lexical")) return justification::lexical;
    if (word.starts_with("SemanticSimilarity")) return justification::semantic;
    return word == "MappingChaining" ? justification::chained : justification::unstated;
}

mapping_set set_of(const document& whole, const goal_reading_options& options) {
    mapping_set one;
    one.name = whole.text("mapping_set_id");
    one.version = whole.text("mapping_set_version");
    if (one.version.empty()) one.version = options.release.empty() ? "1" : options.release;
    one.id = one.name + "#" + one.version;
    one.title = whole.text("mapping_set_title");
    one.author = whole.text("creator_label");
    one.licence = whole.text("license");
    one.note = whole.text("comment");
    one.made_on = parse_date(whole.text("mapping_date"));
    one.subject_framework = key_of(whole.expanded(whole.text("subject_source")));
    one.subject_release = whole.text("subject_source_version");
    one.object_framework = key_of(whole.expanded(whole.text("object_source")));
    one.object_release = whole.text("object_source_version");
    return one;
}

association edge_of(const document& whole, const row& from, const mapping_set& set) {
    const auto& cells = from.cells;
    association one;
    one.subject = key_of(whole.expanded(cells[column::subject_id]));
    const std::string object = whole.expanded(cells[column::object_id]),
                      predicate = whole.expanded(cells[column::predicate_id]);
    const bool nothing = object == no_term;
    one.what = nothing ? relation::none : meaning_of(predicate).value_or(relation::other);
    if (!nothing) one.object = key_of(object);
    one.predicate.value = cells[column::predicate_id];
    one.subject_title = cells[column::subject_label];
    one.object_title = cells[column::object_label];
    one.owner = set.id;
    one.confidence = decimal::parse(cells[column::confidence]);
    one.why = why(whole.expanded(cells[column::justification]));
    one.author = cells[column::author];
    one.made_on = parse_date(cells[column::date]);
    one.note = cells[column::comment];
    one.id = goal_files::edge_id(set.id, one);
    return one;
}

} // namespace

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into) {
    const mapping_set set = set_of(whole, options);
    into.add(set);
    std::set<std::string> told;
    for (const row& one : whole.rows) {
        association edge = edge_of(whole, one, set);
        if (one.cells[column::modifier].empty() && told.insert(edge.id).second) into.add(std::move(edge));
    }
}

field_trace trace_of(const document& whole) {
    constexpr std::pair<std::string_view, field::name> heads[] = {
        {"mapping_set_id", field::mapping_set_name},
        {"mapping_set_version", field::mapping_set_version},
        {"mapping_set_title", field::mapping_set_title},
        {"creator_label", field::mapping_set_author},
        {"license", field::mapping_set_licence},
        {"comment", field::mapping_set_note},
        {"mapping_date", field::mapping_set_date},
        {"subject_source", field::mapping_set_frameworks},
        {"subject_source_version", field::mapping_set_frameworks},
        {"object_source", field::mapping_set_frameworks},
        {"object_source_version", field::mapping_set_frameworks}};
    constexpr std::array<field::name, column::column_count> cells{
        field::association_id,       field::association_relation,
        field::association_id,       field::association_justification,
        field::association_title,    field::association_title,
        field::association_relation, field::association_confidence,
        field::association_author,   field::association_date,
        field::association_note};
    field_trace trace;
    std::set<std::string_view> known;
    for (const auto& [key, name] : heads) {
        known.insert(key);
        if (!whole.text(key).empty()) trace.saw("head/" + std::string(key), name);
    }
    for (const auto& [key, value] : whole.head)
        if (!known.contains(key)) trace.left("head/" + key, "no place in the model");
    for (const row& one : whole.rows) {
        const bool denied = !one.cells[column::modifier].empty();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (one.cells[i].empty()) continue;
            if (denied)
                trace.left(columns[i].name, "a row that denies a relation is not read");
            else
                trace.saw(columns[i].name, cells[i]);
        }
    }
    return trace;
}

} // namespace schakel::sssom
