#include "adapters/common/goals/edge_id.hpp"
#include "adapters/common/goals/selection.hpp"
#include "adapters/skos/translate.hpp"
#include "gateway/model/goal_field.hpp"

#include <algorithm>
#include <set>

namespace schakel::skos {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

std::string key_of(std::string_view iri) {
    std::string key = uuid_key(iri);
    return key.empty() ? std::string(iri) : key;
}

bool is(const property& one, std::string_view space, std::string_view local) {
    return one.predicate.size() == space.size() + local.size() && one.predicate.starts_with(space) &&
           one.predicate.ends_with(local);
}

class records {
public:
    records(
        const document& whole, const goal_reading_options& options, goal_sink& into, goal_files::notes& told,
        field_trace& trace
    )
        : whole_(whole), options_(options), into_(into), told_(told), trace_(trace) {}

    void run() {
        find_frameworks();
        if (members_.empty()) {
            told_.add(layer::rules, rule_named("skos.nothing"), goal_files::at_line(1));
            return;
        }
        for (const auto& [iri, list] : members_) add_framework(iri, list);
    }

private:
    bool has_type(const resource& one, std::string_view local) const {
        return std::ranges::any_of(one.properties, [&](const property& each) {
            return each.predicate == rdf::type_iri && each.value.text == std::string(name_space) + std::string(local);
        });
    }

    bool is_collection(const resource& one) const {
        const auto has_member = [](const property& each) { return is(each, name_space, "member"); };
        return has_type(one, "Collection") || has_type(one, "OrderedCollection") ||
               std::ranges::any_of(one.properties, has_member);
    }

    // What is spoken of in words of SKOS is a concept, typed or not.
    bool is_concept(const resource& one) const {
        return std::ranges::any_of(one.properties, [](const property& each) {
            return each.predicate.starts_with(name_space);
        });
    }

    // The scheme that it says it is in, else the namespace of its own IRI.
    std::string scheme_of(const resource& one) const {
        for (const char* local : {"inScheme", "topConceptOf"})
            for (const property& each : one.properties)
                if (is(each, name_space, local) && each.value.kind == rdf::node_kind::iri) return each.value.text;
        return options_.framework.empty() ? std::string(rdf::namespace_of(one.iri)) : options_.framework;
    }

    void find_frameworks() {
        for (const resource& one : whole_.resources) {
            const bool named = !one.iri.starts_with("_:"); // a blank node has no name outside of its document
            if (named && has_type(one, "ConceptScheme"))
                members_[one.iri];
            else if (!named || !(is_concept(one) || has_type(one, "Concept") || is_collection(one)))
                trace_.left("resource", "it is no concept, scheme or collection", one.properties.size());
            else
                members_[scheme_of(one)].push_back(&one);
        }
    }

    void add_framework(const std::string& iri, const std::vector<const resource*>& list) {
        framework one;
        one.id = key_of(iri);
        if (one.id != iri) one.ids.push_back({"uri", iri, {}});
        release edition;
        edition.published = options_.published;
        if (const auto place = whole_.by_iri.find(iri); place != whole_.by_iri.end())
            read_scheme(whole_.resources[place->second], one, edition);
        into_.add(one);
        release told = goal_files::told_release(one.id, edition.label, options_);
        if (!told.published) told.published = edition.published;
        into_.add(told);
        std::vector<association> edges;
        for (const resource* each : list) add_goal(*each, one.id, told.id, edges);
        for (association& edge : edges) into_.add(std::move(edge));
    }

    void saw(const property& one, field::name fills) { trace_.saw(short_name(one.predicate), fills); }
    void left(const property& one) { trace_.left(short_name(one.predicate), "no place in the model"); }

    static std::string short_name(std::string_view predicate) {
        if (predicate.starts_with(name_space)) return "skos:" + std::string(predicate.substr(name_space.size()));
        if (predicate.starts_with(dcterms)) return "dct:" + std::string(predicate.substr(dcterms.size()));
        if (predicate == rdf::type_iri) return "rdf:type";
        return std::string(predicate);
    }

    void read_scheme(const resource& from, framework& one, release& edition) {
        for (const property& each : from.properties) {
            const std::string& text = each.value.text;
            const auto take = [&](std::string& into, field::name fills) {
                if (into.empty()) into = text;
                saw(each, fills);
            };
            if (is(each, dcterms, "title") || is(each, name_space, "prefLabel")) {
                if (one.title.empty()) one.language = each.value.language;
                take(one.title, field::framework_title);
            } else if (is(each, dcterms, "description") || is(each, name_space, "definition"))
                take(one.description, field::framework_description);
            else if (is(each, dcterms, "publisher") || is(each, dcterms, "creator"))
                take(one.publisher, field::framework_publisher);
            else if (is(each, dcterms, "license"))
                take(one.licence, field::framework_licence);
            else if (is(each, owl, "versionInfo"))
                take(edition.label, field::release_label);
            else if (is(each, dcterms, "issued")) {
                edition.published = parse_date(text.substr(0, 10));
                saw(each, field::release_published);
            } else if (each.predicate == rdf::type_iri)
                saw(each, field::framework_id);
            else
                left(each);
        }
    }

    void add_goal(
        const resource& from, const std::string& framework, const std::string& owner, std::vector<association>& edges
    ) {
        goal one;
        one.id = key_of(from.iri);
        if (one.id != from.iri) one.ids.push_back({"uri", from.iri, {}});
        one.framework = framework;
        one.grouping = is_collection(from);
        one.kind.value = one.grouping ? "skos:Collection" : "skos:Concept";
        trace_.saw("resource", field::goal_id);
        read_texts(from, one);
        for (const property& each : from.properties) {
            if (const auto means = meaning_of(each.predicate))
                add_edge(from, each, *means, owner, edges);
            else
                read_property(each, one);
        }
        into_.add(std::move(one));
    }

    // The label in Dutch, else in the first language; a definition is the sentence and makes the label a title.
    void read_texts(const resource& from, goal& one) {
        const property *label = nullptr, *definition = nullptr;
        std::set<std::string> languages;
        for (const property& each : from.properties) {
            const bool dutch = each.value.language.starts_with("nl");
            if (is(each, name_space, "prefLabel")) {
                if (!languages.insert(each.value.language).second)
                    told_.add(layer::rules, rule_named("skos.labels"), from.where);
                if (!label || (dutch && !label->value.language.starts_with("nl"))) label = &each;
            } else if (is(each, name_space, "definition")) {
                if (!definition || (dutch && !definition->value.language.starts_with("nl"))) definition = &each;
            }
        }
        if (!label) told_.add(layer::rules, rule_named("skos.no-label"), from.where);
        const property* sentence = definition ? definition : label;
        if (sentence) {
            one.statement = sentence->value.text;
            one.language = sentence->value.language;
        }
        if (definition && label) one.title = label->value.text;
        for (const property& each : from.properties) {
            if (&each == sentence)
                saw(each, field::goal_statement);
            else if (&each == label)
                saw(each, field::goal_title);
            else if (is(each, name_space, "prefLabel") || is(each, name_space, "definition"))
                keep(each, one);
        }
    }

    void keep(const property& each, goal& one) {
        one.extra.push_back({"skos", short_name(each.predicate) + "@" + each.value.language, each.value.text});
        saw(each, model::field::extension);
    }

    void read_property(const property& each, goal& one) {
        const std::string& text = each.value.text;
        if (is(each, name_space, "prefLabel") || is(each, name_space, "definition")) return;
        if (is(each, name_space, "notation") && one.code.empty()) {
            one.code = text;
            saw(each, field::goal_code);
        } else if (is(each, name_space, "altLabel")) {
            one.keywords.push_back(text);
            saw(each, field::goal_keyword);
        } else if (is(each, name_space, "hiddenLabel")) {
            keep(each, one);
        } else if ((is(each, name_space, "note") || is(each, name_space, "scopeNote")) && one.note.empty()) {
            one.note = text;
            saw(each, field::goal_note);
        } else if (is(each, dcterms, "subject")) {
            one.subjects.push_back(key_of(text));
            saw(each, field::goal_subject);
        } else if (is(each, dcterms, "educationLevel")) {
            one.levels.push_back(key_of(text));
            saw(each, field::goal_level);
        } else if (is(each, dcterms, "modified") && parse_rfc3339(text)) {
            one.modified = parse_rfc3339(text);
            saw(each, field::modified);
        } else if (is(each, owl, "deprecated")) {
            if (text == "true") one.state = goal_state::deprecated;
            saw(each, field::goal_state);
        } else if (each.predicate == rdf::type_iri) {
            saw(each, field::goal_kind);
        } else if (is(each, name_space, "inScheme") || is(each, name_space, "topConceptOf")) {
            saw(each, field::framework_id);
        } else {
            left(each);
        }
    }

    void add_edge(
        const resource& from, const property& each, const stated& means, const std::string& owner,
        std::vector<association>& edges
    ) {
        if (each.value.kind != rdf::node_kind::iri) {
            told_.add(layer::rules, rule_named("skos.match-text"), from.where, short_name(each.predicate));
            left(each);
            return;
        }
        association edge;
        edge.subject = key_of(means.turned ? each.value.text : from.iri);
        edge.object = key_of(means.turned ? from.iri : each.value.text);
        edge.what = means.what;
        edge.owner = owner;
        edge.id = goal_files::edge_id(owner, edge); // stated from both sides it is one
        edge.predicate.value = !means.turned                      ? short_name(each.predicate)
                               : means.what == relation::child_of ? "skos:broader"
                                                                  : "dct:isReplacedBy";
        saw(each, field::association_relation);
        check_disjoint(from, edge);
        if (edges_.insert(edge.id).second) edges.push_back(std::move(edge));
    }

    void check_disjoint(const resource& from, const association& edge) {
        if (edge.what != relation::exact && edge.what != relation::narrower && edge.what != relation::broader &&
            edge.what != relation::related)
            return;
        auto& before = relations_[{edge.subject, edge.object}];
        before.insert(edge.what);
        if (before.size() == 2 && before.contains(relation::exact))
            told_.add(layer::rules, rule_named("skos.disjoint"), from.where);
    }

    const document& whole_;
    const goal_reading_options& options_;
    goal_sink& into_;
    goal_files::notes& told_;
    field_trace& trace_;
    std::map<std::string, std::vector<const resource*>> members_; // by scheme
    std::set<std::string> edges_;
    std::map<std::pair<std::string, std::string>, std::set<relation>> relations_;
};

} // namespace

void to_model(
    const document& whole, const goal_reading_options& options, goal_sink& into, goal_files::notes& told,
    field_trace& trace
) {
    records(whole, options, into, told, trace).run();
}

} // namespace schakel::skos
