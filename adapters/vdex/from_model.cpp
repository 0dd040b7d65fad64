#include "adapters/common/goals/keys.hpp"
#include "adapters/vdex/translate.hpp"
#include "gateway/model/goal_field.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace schakel::vdex {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

struct type_word {
    std::string_view type, source;
};

// The type of a relationship: the source's own word where VDEX has it, else the one that claims no more than is known.
std::optional<type_word> type_of(const association& edge) {
    const std::string& own = edge.predicate.value;
    if (!own.empty() && meaning_of(own) == edge.what) return type_word{own, edge.predicate.vocabulary};
    switch (edge.what) {
    case relation::exact: return type_word{"exact", iso_5964};
    case relation::overlap: return type_word{"inexact", iso_5964};
    case relation::none: return type_word{"nonExact", iso_5964};
    case relation::narrower: return type_word{"BT", iso_2788};
    case relation::broader: return type_word{"NT", iso_2788};
    case relation::related: return type_word{"RT", iso_2788};
    default: return std::nullopt;
    }
}

class vocabulary {
public:
    vocabulary(const goal_view& view, const goal_files::selection& what, field_fate& fate)
        : view_(view), what_(what), fate_(fate) {}

    document run() {
        head();
        each<goal>(view_, {.owner = what_.release.id}, [&](const goal& one) {
            goals_.emplace(one.id, one);
            return true;
        });
        each<association>(view_, {.owner = what_.release.id}, [&](const association& one) {
            take(one);
            return true;
        });
        for (const goal* one : in_order(roots())) out_.terms.push_back(term_of(*one));
        // What lies in a circle has no root.
        for (const auto& [id, one] : goals_)
            if (!written_.contains(id)) out_.terms.push_back(term_of(one));
        return std::move(out_);
    }

private:
    void head() {
        const framework& from = what_.framework;
        const std::string_view named = model::value_of(from.ids, "vdex.vocabulary");
        out_.identifier = named.empty() ? from.id : std::string(named);
        fate_.carried(field::framework_id);
        out_.language = from.language;
        if (!from.language.empty()) fate_.carried(field::framework_language);
        out_.profile = model::value_of(from.extra, "vdex", "profileType");
        out_.order_significant = model::value_of(from.extra, "vdex", "orderSignificant") == "true";
        texts(from.title, from.language, from, "name", field::framework_title, out_.names);
        lost(field::framework_description, from.description);
        lost(field::framework_publisher, from.publisher);
        lost(field::framework_status, from.status);
        lost(field::framework_licence, from.licence);
        if (!from.subjects.empty()) fate_.dropped(field::framework_subject, no_place, from.subjects.size());
        lost(field::release_label, what_.release.label);
    }

    void lost(field::name which, const std::string& text) {
        if (!text.empty()) fate_.dropped(which, no_place);
    }

    void texts(
        const std::string& text, const std::string& language, const record_tail& of, std::string_view name,
        field::name which, std::vector<langstring>& into
    ) {
        if (text.empty()) return;
        into.push_back({text, language});
        fate_.carried(which);
        const std::string mark = std::string(name) + "@";
        for (const model::extension& one : of.extra) {
            if (one.standard != "vdex" || !one.name.starts_with(mark)) continue;
            into.push_back({one.value, one.name.substr(mark.size())});
            fate_.carried(model::field::extension);
        }
    }

    // A goal has one place in the tree; a further parent becomes a relationship.
    void take(const association& one) {
        const bool both = goals_.contains(one.subject) && goals_.contains(one.object);
        if (one.what == relation::child_of && both && !parent_.contains(one.subject)) {
            parent_.emplace(one.subject, one.object);
            order_[one.subject] = one.sequence.value_or(std::numeric_limits<std::int64_t>::max());
            children_[one.object].push_back(&goals_.at(one.subject));
            fate_.carried(field::association_relation);
            return;
        }
        association edge = one;
        if (one.what == relation::child_of) edge.what = relation::narrower;
        const auto type = type_of(edge);
        if (!type) {
            fate_.dropped(field::association_relation, "VDEX has no such relationship");
            return;
        }
        relationship made;
        made.identifier = model::value_of(one.extra, "vdex", "relationshipIdentifier");
        made.type = type->type;
        made.type_source = type->source;
        std::tie(made.source, made.source_vocabulary) = end(edge.subject);
        std::tie(made.target, made.target_vocabulary) = end(edge.object);
        fate_.carried(field::association_relation);
        fate_.carried(field::association_id, edge.object.empty() ? 1 : 2);
        out_.relationships.push_back(std::move(made));
    }

    // A term of this vocabulary, or of another: its key up to the last '/' is that vocabulary.
    std::pair<std::string, std::string> end(const std::string& key) const {
        if (key.empty()) return {};
        if (goals_.contains(key)) return {goal_files::term_of(what_.framework.id, key), {}};
        const std::size_t slash = key.rfind('/');
        if (key.starts_with("urn:") || slash == std::string::npos) return {key, what_.framework.id};
        const std::string other = key.substr(0, slash);
        return {goal_files::term_of(other, key), other};
    }

    std::vector<const goal*> roots() const {
        std::vector<const goal*> list;
        for (const auto& [id, one] : goals_)
            if (!parent_.contains(id)) list.push_back(&one);
        return list;
    }

    std::int64_t order_of(const goal& one) const {
        if (const auto known = order_.find(one.id); known != order_.end()) return known->second;
        const std::string_view text = model::value_of(one.extra, "vdex", "order");
        std::int64_t number = std::numeric_limits<std::int64_t>::max();
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }

    std::vector<const goal*> in_order(std::vector<const goal*> list) const {
        std::ranges::stable_sort(list, {}, [&](const goal* one) { return order_of(*one); });
        return list;
    }

    vdex::term term_of(const goal& from) {
        written_.insert(from.id);
        vdex::term one;
        one.identifier = goal_files::term_of(what_.framework.id, from.id);
        fate_.carried(field::goal_id);
        texts(from.statement, from.language, from, "caption", field::goal_statement, one.captions);
        texts(from.note, from.language, from, "description", field::goal_note, one.descriptions);
        one.valid_index = !from.grouping;
        if (from.grouping) fate_.carried(field::goal_grouping);
        tell_lost(from, one.identifier);
        if (const auto below = children_.find(from.id); below != children_.end())
            for (const goal* child : in_order(below->second))
                if (!written_.contains(child->id)) one.terms.push_back(term_of(*child));
        return one;
    }

    void tell_lost(const goal& from, const std::string& identifier) {
        lost(field::goal_title, from.title);
        if (from.code != identifier) lost(field::goal_code, from.code);
        const auto many = [&](field::name which, std::size_t count) {
            if (count > 0) fate_.dropped(which, no_place, count);
        };
        many(field::goal_level, from.levels.size());
        many(field::goal_subject, from.subjects.size());
        many(field::goal_keyword, from.keywords.size());
        many(field::goal_exam, std::size_t{from.central_exam} + from.school_exam);
        many(field::goal_optional, from.optional);
        many(field::goal_attitude, from.attitude);
        many(field::goal_state, from.state != goal_state::live);
        many(field::goal_validity, from.valid_from.has_value() + std::size_t{from.valid_to.has_value()});
        many(field::goal_weight, from.weight.has_value());
        if (from.kind.value != "term") lost(field::goal_kind, from.kind.value);
    }

    static constexpr std::string_view no_place = "no place in VDEX";

    const goal_view& view_;
    const goal_files::selection& what_;
    field_fate& fate_;
    document out_;
    std::map<std::string, goal, std::less<>> goals_;
    std::map<std::string, std::string, std::less<>> parent_;
    std::map<std::string, std::int64_t, std::less<>> order_; // among its siblings
    std::map<std::string, std::vector<const goal*>, std::less<>> children_;
    std::set<std::string, std::less<>> written_;
};

} // namespace

document from_model(const goal_view& view, const goal_files::selection& what, field_fate& fate) {
    return vocabulary(view, what, fate).run();
}

} // namespace schakel::vdex
