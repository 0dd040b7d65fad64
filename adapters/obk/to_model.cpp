#include "adapters/common/goals/edge_id.hpp"
#include "adapters/common/goals/keys.hpp"
#include "adapters/obk/translate.hpp"
#include "gateway/model/goal_field.hpp"

#include <map>
#include <set>

namespace schakel::obk {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

mapping_set set_of(const std::string& vocabulary, const goal_reading_options& options) {
    mapping_set one;
    one.name = vocabulary + "/obk";
    one.version = options.release.empty() ? "1" : options.release;
    one.id = one.name + "#" + one.version;
    one.subject_framework = vocabulary;
    one.object_framework = goal_files::begrippenkader;
    one.made_on = options.published;
    return one;
}

// A term with several concepts: which of them is meant, or whether all are, the table does not tell.
std::map<std::string, std::size_t> concepts_of_terms(const std::vector<const row*>& rows) {
    std::map<std::string, std::set<std::string>> concepts;
    for (const row* one : rows) concepts[one->cells[column::term]].insert(one->cells[column::concept_id]);
    std::map<std::string, std::size_t> counts;
    for (const auto& [term, ids] : concepts) counts.emplace(term, ids.size());
    return counts;
}

association edge_of(const row& from, const mapping_set& set, bool grouped) {
    association one;
    one.subject = goal_files::term_key(set.subject_framework, from.cells[column::term]);
    one.what = relation::exact;
    one.object = uuid_key(from.cells[column::concept_id]);
    one.object_title = from.cells[column::concept_title];
    one.owner = set.id;
    if (grouped) one.group = set.id + "/" + goal_files::percent_encoded(from.cells[column::term]);
    one.extra.push_back({"obk", "vocabulary", from.cells[column::vocabulary]});
    one.extra.push_back({"obk", "term", from.cells[column::term]});
    one.extra.push_back({"obk", "purpose", from.cells[column::purpose]});
    one.extra.push_back({"obk", "concept-purpose", from.cells[column::concept_purpose]});
    one.id = goal_files::edge_id(set.id, one);
    return one;
}

} // namespace

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into) {
    std::map<std::string, std::vector<const row*>> by_vocabulary;
    for (const row& one : whole.rows)
        by_vocabulary[goal_files::vocabulary_key(one.cells[column::vocabulary])].push_back(&one);
    for (const auto& [vocabulary, rows] : by_vocabulary) {
        const mapping_set set = set_of(vocabulary, options);
        into.add(set);
        const auto concepts = concepts_of_terms(rows);
        for (const auto& [term, count] : concepts) {
            if (count < 2) continue;
            group one;
            one.id = set.id + "/" + goal_files::percent_encoded(term);
            one.owner = set.id;
            one.alternatives = true;
            one.title = term;
            into.add(std::move(one));
        }
        std::set<std::string> told;
        for (const row* one : rows) {
            association edge = edge_of(*one, set, concepts.at(one->cells[column::term]) > 1);
            if (told.insert(edge.id).second) into.add(std::move(edge));
        }
    }
}

field_trace trace_of(const document& whole) {
    constexpr std::array<std::string_view, column::column_count> fields{
        model::field::extension, field::mapping_set_frameworks, field::association_id,
        field::association_id,   field::association_title,      model::field::extension};
    field_trace trace;
    for (const row& one : whole.rows)
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (!one.cells[i].empty()) trace.saw(columns[i].name, fields[i]);
    return trace;
}

} // namespace schakel::obk
