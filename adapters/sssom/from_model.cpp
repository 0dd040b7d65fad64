#include "adapters/sssom/translate.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::sssom {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

constexpr std::string_view no_place = "no place in SSSOM";

std::string_view predicate_of(const association& one) {
    switch (one.what) {
    case relation::exact: return "skos:exactMatch";
    case relation::narrower: return "skos:broadMatch";
    case relation::broader: return "skos:narrowMatch";
    case relation::overlap: return "skos:closeMatch";
    case relation::related: return "skos:relatedMatch";
    case relation::none: return "skos:exactMatch"; // of nothing: the object tells
    default: return {};
    }
}

std::string_view word_of(justification which) {
    switch (which) {
    case justification::manual: return "semapv:ManualMappingCuration";
    case justification::lexical: return "semapv:LexicalMatching";
    case justification::semantic: return "semapv:SemanticSimilarityThresholdMatching";
    case justification::chained: return "semapv:MappingChaining";
    default: return "semapv:UnspecifiedMatching";
    }
}

class set_writer {
public:
    set_writer(document& out, field_fate& fate) : out_(out), fate_(fate) {}

    void head(const mapping_set& set) {
        put("mapping_set_id", set.name, field::mapping_set_name);
        put("mapping_set_version", set.version, field::mapping_set_version);
        put("mapping_set_title", set.title, field::mapping_set_title);
        put("creator_label", set.author, field::mapping_set_author);
        put("license", set.licence, field::mapping_set_licence);
        put("comment", set.note, field::mapping_set_note);
        if (set.made_on) put("mapping_date", to_string(*set.made_on), field::mapping_set_date);
        put("subject_source", set.subject_framework, field::mapping_set_frameworks);
        put("subject_source_version", set.subject_release, field::mapping_set_frameworks);
        put("object_source", set.object_framework, field::mapping_set_frameworks);
        put("object_source_version", set.object_release, field::mapping_set_frameworks);
        lost(field::mapping_set_validity, std::size_t{set.valid_from.has_value()} + set.valid_to.has_value());
        lost(field::mapping_set_confidence, set.confidence.has_value());
        lost(field::mapping_set_review, set.review != review_state::unreviewed);
    }

    void row_of(const association& one) {
        lost(field::group_id, !one.group.empty());
        lost(
            field::association_coverage,
            std::size_t{one.coverage_of_subject.has_value()} + one.coverage_of_object.has_value()
        );
        lost(field::association_validity, std::size_t{one.valid_from.has_value()} + one.valid_to.has_value());
        lost(field::association_review, one.review != review_state::unreviewed);
        const std::string_view predicate = predicate_of(one);
        if (predicate.empty()) {
            fate_.dropped(field::association_relation, "SSSOM carries matches only");
            return;
        }
        row& made = out_.rows.emplace_back();
        cell(made, column::subject_id, one.subject, field::association_id);
        cell(made, column::predicate_id, std::string(predicate), field::association_relation);
        cell(made, column::object_id, one.object.empty() ? "sssom:NoTermFound" : one.object, field::association_id);
        made.cells[column::justification] = word_of(one.why);
        if (word_of(one.why) == "semapv:UnspecifiedMatching" && one.why != justification::unstated)
            fate_.mapped(field::association_justification, "SSSOM has no such justification");
        else
            fate_.carried(field::association_justification);
        cell(made, column::subject_label, one.subject_title, field::association_title);
        cell(made, column::object_label, one.object_title, field::association_title);
        if (one.confidence) cell(made, column::confidence, one.confidence->text(), field::association_confidence);
        cell(made, column::author, one.author, field::association_author);
        if (one.made_on) cell(made, column::date, to_string(*one.made_on), field::association_date);
        cell(made, column::comment, one.note, field::association_note);
        lost(field::association_predicate, !one.predicate.empty() && one.predicate.value != predicate);
    }

private:
    void put(const char* key, const std::string& value, field::name which) {
        if (value.empty()) return;
        out_.head[key] = value;
        fate_.carried(which);
    }
    void cell(row& of, column::name at, const std::string& value, field::name which) {
        if (value.empty()) return;
        of.cells[at] = value;
        fate_.carried(which);
    }
    void lost(field::name which, std::size_t count) {
        if (count > 0) fate_.dropped(which, no_place, count);
    }

    document& out_;
    field_fate& fate_;
};

} // namespace

document from_model(const goal_view& view, const mapping_set& set, field_fate& fate) {
    document out;
    set_writer writer(out, fate);
    writer.head(set);
    each<association>(view, {.owner = set.id}, [&](const association& one) {
        writer.row_of(one);
        return true;
    });
    return out;
}

} // namespace schakel::sssom
