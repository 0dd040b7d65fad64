#include "adapters/common/goals/keys.hpp"
#include "adapters/obk/translate.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::obk {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

constexpr std::string_view uuid_urn = "urn:uuid:";

std::string kept(const association& of, std::string_view name, std::string otherwise) {
    const std::string_view value = model::value_of(of.extra, "obk", name);
    return value.empty() ? std::move(otherwise) : std::string(value);
}

bool fits(const association& one) {
    return one.what == relation::exact && one.object.starts_with(uuid_urn);
}

row row_of(const association& one, const mapping_set& set, field_fate& fate) {
    row out;
    auto& cells = out.cells;
    cells[column::vocabulary] = kept(one, "vocabulary", set.subject_framework);
    cells[column::term] = kept(one, "term", goal_files::term_of(set.subject_framework, one.subject));
    cells[column::concept_id] = one.object.substr(uuid_urn.size());
    cells[column::concept_title] = one.object_title;
    cells[column::purpose] = kept(one, "purpose", {});
    cells[column::concept_purpose] = kept(one, "concept-purpose", {});
    fate.carried(field::association_id, 2);
    fate.carried(field::mapping_set_frameworks);
    if (!one.object_title.empty()) fate.carried(field::association_title);
    for (const model::extension& each : one.extra)
        if (each.name.ends_with("purpose")) fate.carried(model::field::extension);
    return out;
}

void tell_lost(const association& one, field_fate& fate) {
    const auto lost = [&](field::name which, bool there) {
        if (there) fate.dropped(which, "no place in the table");
    };
    lost(field::association_predicate, !one.predicate.empty());
    lost(field::association_confidence, one.confidence.has_value());
    lost(field::association_note, !one.note.empty());
    lost(field::association_author, !one.author.empty());
    lost(field::association_justification, one.why != justification::unstated);
}

} // namespace

document from_model(const goal_view& view, const goal_writing_options& options, field_fate& fate, findings& refused) {
    document out;
    std::size_t sets = 0, unfit = 0;
    for (const mapping_set& set : view.mapping_sets()) {
        if (!options.mapping_set.empty() && set.id != options.mapping_set) continue;
        ++sets;
        each<association>(view, {.owner = set.id}, [&](const association& one) {
            if (fits(one)) {
                out.rows.push_back(row_of(one, set, fate));
                tell_lost(one, fate);
            } else {
                ++unfit;
                fate.dropped(field::association_relation, "the table says only that a term is a concept");
            }
            return true;
        });
    }
    if (sets == 0) refused.push_back({&rule_named("obk.none"), {}, {}, {}, {}});
    if (unfit > 0) refused.push_back({&rule_named("obk.not-a-concept"), {}, {}, std::to_string(unfit), {}});
    return out;
}

} // namespace schakel::obk
