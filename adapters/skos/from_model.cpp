#include "adapters/skos/translate.hpp"
#include "gateway/model/goal_field.hpp"

#include <set>

namespace schakel::skos {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

constexpr std::string_view no_place = "no place in SKOS";

std::string term(std::string_view space, std::string_view local) {
    return std::string(space) + std::string(local);
}

// The property that says no more than the association does.
std::string property_of(const association& one) {
    switch (one.what) {
    case relation::exact: return term(name_space, "exactMatch");
    case relation::narrower: return term(name_space, "broadMatch");
    case relation::broader: return term(name_space, "narrowMatch");
    case relation::overlap: return term(name_space, "closeMatch");
    case relation::related: return term(name_space, one.predicate.value == "skos:related" ? "related" : "relatedMatch");
    case relation::child_of: return term(name_space, "broader");
    case relation::replaced_by: return term(dcterms, "isReplacedBy");
    case relation::other: return one.predicate.value == "skos:member" ? term(name_space, "member") : std::string();
    default: return {};
    }
}

class graph {
public:
    graph(const goal_view& view, const goal_writing_options& options, field_fate& fate)
        : view_(view), options_(options), fate_(fate) {}

    document run(findings& refused) {
        std::vector<std::pair<framework, release>> chosen;
        for (framework& one : view_.frameworks()) {
            if (!options_.framework.empty() && one.id != options_.framework) continue;
            for (release& edition : wanted(one.id)) chosen.emplace_back(one, std::move(edition));
        }
        for (const auto& [one, edition] : chosen) name_goals(one, edition);
        for (const auto& [one, edition] : chosen) add(one, edition);
        std::size_t sets = 0;
        for (const mapping_set& one : view_.mapping_sets()) {
            if (!options_.mapping_set.empty() && one.id != options_.mapping_set) continue;
            ++sets;
            add_edges(one.id);
            fate_.dropped(field::mapping_set_name, no_place);
            fate_.dropped(field::mapping_set_version, no_place);
        }
        if (chosen.empty() && sets == 0) refused.push_back({&rule_named("skos.none"), {}, {}, {}, {}});
        return std::move(out_);
    }

private:
    std::vector<release> wanted(const std::string& framework) const {
        std::vector<release> all = view_.releases(framework);
        if (!options_.release.empty())
            std::erase_if(all, [&](const release& one) { return one.label != options_.release; });
        if (all.size() > 1) all.erase(all.begin(), all.end() - 1);
        return all;
    }

    // The address by which a source named it, so that both ends of a relation have the same one.
    void name(const record_tail& one) {
        const std::string_view address = model::value_of(one.ids, "uri");
        if (!address.empty()) iris_[one.id] = address;
    }
    void name_goals(const framework& one, const release& edition) {
        name(one);
        each<goal>(view_, {.owner = edition.id}, [&](const goal& each_one) {
            name(each_one);
            return true;
        });
    }
    std::string iri(const std::string& key) const {
        const auto known = iris_.find(key);
        return known == iris_.end() ? key : known->second;
    }

    resource& at(const std::string& key) {
        std::string name = iri(key);
        const auto [place, fresh] = out_.by_iri.emplace(name, out_.resources.size());
        if (fresh) out_.resources.push_back({std::move(name), {}, {}});
        return out_.resources[place->second];
    }

    static void link(resource& of, std::string predicate, std::string iri) {
        of.properties.push_back({std::move(predicate), {rdf::node_kind::iri, std::move(iri), {}, {}}});
    }
    static void text(
        resource& of, std::string predicate, const std::string& value, std::string language = {}, std::string type = {}
    ) {
        if (!value.empty())
            of.properties.push_back(
                {std::move(predicate), {rdf::node_kind::literal, value, std::move(language), std::move(type)}}
            );
    }
    void
    put(resource& of, std::string predicate, const std::string& value, field::name which, std::string language = {}) {
        if (value.empty()) return;
        text(of, std::move(predicate), value, std::move(language));
        fate_.carried(which);
    }
    void lost(field::name which, std::size_t count) {
        if (count > 0) fate_.dropped(which, no_place, count);
    }

    void add(const framework& one, const release& edition) {
        resource& scheme = at(one.id);
        link(scheme, std::string(rdf::type_iri), term(name_space, "ConceptScheme"));
        fate_.carried(field::framework_id);
        put(scheme, term(dcterms, "title"), one.title, field::framework_title, one.language);
        put(scheme, term(dcterms, "description"), one.description, field::framework_description);
        put(scheme, term(dcterms, "publisher"), one.publisher, field::framework_publisher);
        put(scheme, term(dcterms, "license"), one.licence, field::framework_licence);
        put(scheme, term(owl, "versionInfo"), edition.label, field::release_label);
        if (!one.language.empty()) fate_.carried(field::framework_language);
        if (edition.published)
            text(
                scheme, term(dcterms, "issued"), schakel::to_string(*edition.published), {},
                "http://www.w3.org/2001/XMLSchema#date"
            );
        lost(field::framework_status, !one.status.empty());
        lost(field::framework_subject, one.subjects.size());
        each<goal>(view_, {.owner = edition.id}, [&](const goal& each_one) {
            add(each_one, one.id);
            return true;
        });
        add_edges(edition.id);
    }

    void add(const goal& from, const std::string& framework) {
        const bool collection = from.grouping && from.kind.value == "skos:Collection";
        resource& one = at(from.id);
        link(one, std::string(rdf::type_iri), term(name_space, collection ? "Collection" : "Concept"));
        link(one, term(name_space, "inScheme"), iri(framework));
        fate_.carried(field::goal_id);
        fate_.carried(field::framework_id);
        const bool both = !from.title.empty();
        put(one, term(name_space, "prefLabel"), both ? from.title : from.statement,
            both ? field::goal_title : field::goal_statement, from.language);
        if (both) put(one, term(name_space, "definition"), from.statement, field::goal_statement, from.language);
        put(one, term(name_space, "notation"), from.code, field::goal_code);
        put(one, term(name_space, "note"), from.note, field::goal_note, from.language);
        for (const std::string& each_one : from.keywords)
            put(one, term(name_space, "altLabel"), each_one, field::goal_keyword, from.language);
        for (const std::string& each_one : from.subjects) refer(one, "subject", each_one, field::goal_subject);
        for (const std::string& each_one : from.levels) refer(one, "educationLevel", each_one, field::goal_level);
        put_extra(from, one);
        if (from.state != goal_state::live) {
            text(one, term(owl, "deprecated"), "true", {}, "http://www.w3.org/2001/XMLSchema#boolean");
            fate_.carried(field::goal_state);
        }
        if (from.modified) {
            text(
                one, term(dcterms, "modified"), to_rfc3339(*from.modified), {},
                "http://www.w3.org/2001/XMLSchema#dateTime"
            );
            fate_.carried(field::modified);
        }
        if (from.kind.value.starts_with("skos:")) fate_.carried(field::goal_kind);
        tell_lost(from, collection);
    }

    void put_extra(const goal& from, resource& into) {
        for (const model::extension& one : from.extra) {
            const std::size_t mark = one.name.rfind('@');
            if (one.standard != "skos" || mark == std::string::npos || !one.name.starts_with("skos:")) continue;
            put(into, term(name_space, one.name.substr(5, mark - 5)), one.value, model::field::extension,
                one.name.substr(mark + 1));
        }
    }

    // A key of a goal, or a word.
    void refer(resource& of, std::string_view local, const std::string& value, field::name which) {
        if (rdf::is_absolute_iri(value))
            link(of, term(dcterms, local), iri(value));
        else
            text(of, term(dcterms, local), value);
        fate_.carried(which);
    }

    void tell_lost(const goal& from, bool collection) {
        lost(field::goal_exam, std::size_t{from.central_exam} + from.school_exam);
        lost(field::goal_grouping, from.grouping && !collection);
        lost(field::goal_optional, from.optional);
        lost(field::goal_attitude, from.attitude);
        lost(field::goal_validity, std::size_t{from.valid_from.has_value()} + from.valid_to.has_value());
        lost(field::goal_weight, from.weight.has_value());
        lost(field::goal_kind, !from.kind.empty() && !from.kind.value.starts_with("skos:"));
    }

    void add_edges(const std::string& owner) {
        each<association>(view_, {.owner = owner}, [&](const association& one) {
            std::string property =
                one.object.empty() || !rdf::is_absolute_iri(one.subject) ? std::string() : property_of(one);
            lost(field::association_relation, property.empty());
            lost(field::association_confidence, one.confidence.has_value());
            lost(field::association_justification, one.why != justification::unstated);
            lost(field::association_author, !one.author.empty());
            lost(field::association_note, !one.note.empty());
            lost(field::association_sequence, one.sequence.has_value());
            lost(
                field::association_coverage,
                std::size_t{one.coverage_of_subject.has_value()} + one.coverage_of_object.has_value()
            );
            if (property.empty()) return true;
            fate_.carried(field::association_relation);
            fate_.carried(field::association_id, 2);
            link(at(one.subject), std::move(property), iri(one.object));
            return true;
        });
    }

    const goal_view& view_;
    const goal_writing_options& options_;
    field_fate& fate_;
    document out_;
    std::map<std::string, std::string> iris_;
};

} // namespace

document from_model(const goal_view& view, const goal_writing_options& options, field_fate& fate, findings& refused) {
    return graph(view, options, fate).run(refused);
}

} // namespace schakel::skos
