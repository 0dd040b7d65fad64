#include "adapters/common/goals/edge_id.hpp"
#include "adapters/common/goals/keys.hpp"
#include "adapters/vdex/translate.hpp"
#include "gateway/model/goal_field.hpp"

#include <algorithm>
#include <array>

namespace schakel::vdex {

namespace {

using namespace model::goals;
namespace field = model::goal_field;
using goal_files::term_key;
using goal_files::vocabulary_key;

struct word {
    std::string_view type;
    relation means;
};

// ISO 2788 speaks of terms of one language, ISO 5964 of equivalence. `partial` and `singleToMultiple` tell no
// direction.
constexpr std::array words{word{"USE", relation::other},       word{"UF", relation::other},
                           word{"TT", relation::narrower},     word{"BT", relation::narrower},
                           word{"NT", relation::broader},      word{"RT", relation::related},
                           word{"exact", relation::exact},     word{"inexact", relation::overlap},
                           word{"partial", relation::overlap}, word{"singleToMultiple", relation::overlap},
                           word{"nonExact", relation::none}};

class records {
public:
    records(const document& whole, const goal_reading_options& options, goal_sink& into)
        : whole_(whole), into_(into), vocabulary_(vocabulary_key(whole.identifier)),
          release_(goal_files::told_release(vocabulary_, {}, options)) {}

    void run() {
        add_framework();
        into_.add(release_);
        std::int64_t order = 0;
        for (const vdex::term& one : whole_.terms) add_term(one, {}, ++order);
        for (const relationship& one : whole_.relationships) add_relationship(one);
        for (auto& [id, title] : groups_) {
            group one;
            one.id = id;
            one.owner = release_.id;
            one.title = title;
            into_.add(std::move(one));
        }
    }

private:
    static void keep(record_tail& of, std::string name, std::string value) {
        of.extra.push_back({"vdex", std::move(name), std::move(value)});
    }

    // The text in the vocabulary's language, or the first; the others are kept for VDEX alone.
    langstring chosen(const std::vector<langstring>& texts, std::string_view name, record_tail& of) const {
        if (texts.empty()) return {{}, whole_.language};
        auto best = std::ranges::find(texts, whole_.language, &langstring::language);
        if (best == texts.end()) best = texts.begin();
        for (auto one = texts.begin(); one != texts.end(); ++one)
            if (one != best) keep(of, std::string(name) + "@" + one->language, one->text);
        return *best;
    }

    void add_framework() {
        framework one;
        one.id = vocabulary_;
        if (vocabulary_ != whole_.identifier) one.ids.push_back({"vdex.vocabulary", whole_.identifier, {}});
        langstring name = chosen(whole_.names, "name", one);
        one.title = std::move(name.text);
        one.language = std::move(name.language);
        if (whole_.profile != "lax") keep(one, "profileType", whole_.profile);
        if (whole_.order_significant) keep(one, "orderSignificant", "true");
        into_.add(std::move(one));
    }

    void add_term(const vdex::term& from, const std::string& parent, std::int64_t order) {
        goal one;
        one.id = term_key(vocabulary_, from.identifier);
        one.framework = vocabulary_;
        one.kind.value = "term";
        one.code = goal_files::percent_decoded(from.identifier);
        langstring caption = chosen(from.captions, "caption", one);
        one.statement = from.captions.empty() ? one.code : std::move(caption.text);
        one.language = std::move(caption.language);
        one.note = chosen(from.descriptions, "description", one).text;
        one.grouping = !from.valid_index;
        if (parent.empty()) keep(one, "order", std::to_string(order));
        const std::string id = one.id;
        into_.add(std::move(one));
        if (!parent.empty()) add_parent(id, parent, order);
        std::int64_t below = 0;
        for (const vdex::term& child : from.terms) add_term(child, id, ++below);
    }

    void add_parent(const std::string& child, const std::string& parent, std::int64_t order) {
        association edge;
        edge.subject = child;
        edge.what = relation::child_of;
        edge.object = parent;
        edge.sequence = order;
        add(std::move(edge));
    }

    std::string end(const std::string& named, const std::string& vocabulary) const {
        if (named.empty()) return {};
        return term_key(vocabulary.empty() ? vocabulary_ : vocabulary_key(vocabulary), named);
    }

    void add_relationship(const relationship& from) {
        association edge;
        edge.subject = end(from.source, from.source_vocabulary);
        edge.object = end(from.target, from.target_vocabulary);
        edge.what = meaning_of(from.type).value_or(relation::related);
        edge.predicate = {from.type, from.type_source, {}};
        if (from.type == "singleToMultiple") {
            edge.group = release_.id + "/" + edge.subject;
            groups_.emplace(edge.group, from.source);
        }
        if (!from.identifier.empty()) keep(edge, "relationshipIdentifier", from.identifier);
        add(std::move(edge));
    }

    void add(association&& edge) {
        edge.owner = release_.id;
        edge.id = goal_files::edge_id(vocabulary_, edge);
        into_.add(std::move(edge));
    }

    const document& whole_;
    goal_sink& into_;
    std::string vocabulary_;
    release release_;
    std::map<std::string, std::string> groups_; // id -> title
};

void trace_term(const vdex::term& one, field_trace& trace) {
    const auto texts = [&](const std::vector<langstring>& list, const char* path, std::string_view name) {
        if (!list.empty()) trace.saw(path, name);
        if (list.size() > 1)
            trace.saw(std::string(path) + "/langstring@language", model::field::extension, list.size() - 1);
    };
    trace.saw("term/termIdentifier", field::goal_id);
    texts(one.captions, "term/caption", field::goal_statement);
    texts(one.descriptions, "term/description", field::goal_note);
    if (!one.valid_index) trace.saw("term/@validIndex", field::goal_grouping);
    for (const vdex::term& below : one.terms) {
        trace.saw("term/term", field::association_relation);
        trace_term(below, trace);
    }
}

} // namespace

std::optional<relation> meaning_of(std::string_view type) {
    const auto found = std::ranges::find(words, type, &word::type);
    if (found == words.end()) return std::nullopt;
    return found->means;
}

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into) {
    records(whole, options, into).run();
}

field_trace trace_of(const document& whole) {
    field_trace trace;
    trace.saw("vocabIdentifier", field::framework_id);
    if (!whole.names.empty()) trace.saw("vocabName", field::framework_title);
    if (whole.names.size() > 1)
        trace.saw("vocabName/langstring@language", model::field::extension, whole.names.size() - 1);
    if (!whole.language.empty()) trace.saw("@language", field::framework_language);
    for (const vdex::term& one : whole.terms) trace_term(one, trace);
    for (const relationship& one : whole.relationships) {
        trace.saw("relationship/relationshipType", field::association_relation);
        trace.saw("relationship/sourceTerm", field::association_id);
        if (!one.target.empty()) trace.saw("relationship/targetTerm", field::association_id);
    }
    if (whole.metadata > 0) trace.left("metadata", "metadata of other vocabularies is not kept", whole.metadata);
    if (whole.media > 0) trace.left("term/mediaDescriptor", "media are not kept", whole.media);
    return trace;
}

} // namespace schakel::vdex
