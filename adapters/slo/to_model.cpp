#include "adapters/slo/to_model.hpp"

#include "gateway/core/clock.hpp"
#include "gateway/model/goal_field.hpp"
#include "gateway/model/goal_keys.hpp"

#include <utility>

namespace schakel::slo {

namespace {

namespace goals = model::goals;
namespace field = model::goal_field;

bool is_set(json::value flag) {
    return (flag.is(json::kind::number) ? flag.number_text() : flag.text()) == "1" || flag.boolean();
}

// "CE;SE" and the careless forms of it.
bool names_exam(json::value at, char first) {
    for (const char c : at.text())
        if (c == first || c == static_cast<char>(first - 'A' + 'a')) return true;
    return false;
}

std::string_view said(json::value at) {
    if (at.is(json::kind::string)) return at.text();
    return at.is(json::kind::null) ? std::string_view{} : at.raw();
}

struct relation_of_link {
    goals::relation what;
    bool reversed; // what is referred to is the subject
    bool ordered;
};
relation_of_link relation_of(link by) {
    using enum goals::relation;
    switch (by) {
    case link::contains: return {child_of, true, true};
    case link::under: return {child_of, false, false};
    case link::part_of: return {narrower, false, false};
    case link::tagged: return {other, true, false};
    case link::about: return {other, false, false};
    case link::level:
    case link::subject:
    case link::related: break;
    }
    return {related, false, false};
}

} // namespace

void model_builder::begin(const release_name& what) {
    framework_ = framework_id(what.context);
    const context* known = find_context(what.context);
    goals::framework head;
    head.id = framework_;
    head.title = known ? known->title : std::string_view(what.context);
    head.publisher = "SLO";
    head.language = "nl";
    head.uri_prefixes = {std::string(uuid_prefix), "http://opendata.slo.nl/curriculum/uuid/"};
    into_.add(std::move(head));
    goals::release release;
    release.framework = framework_;
    release.label = what.label;
    release.id = framework_ + "#" + what.label;
    release.published = what.published;
    into_.add(std::move(release));
}

// An element of another form than an array stands for an array of one.
template <class See>
void model_builder::each_key(const wire::entity& from, json::value list, See see) {
    if (!list || list.is(json::kind::null)) return;
    const bool alone = !list.is(json::kind::array);
    std::int64_t place = 0;
    for (json::value each = alone ? list : list.first_child(); each; each = each.next_sibling()) {
        goals::uuid_key(wire::id_of(each), key_);
        rules_.reference(from, each, key_, alone);
        if (!key_.empty()) see(std::string_view(key_), place++, each);
        if (alone) return;
    }
}

void model_builder::add(const wire::entity& one) {
    goals::uuid_key(one.id, own_key_);
    if (!rules_.check(one, own_key_)) return;
    if (one.type->what == role::alias) return add_alias(one);
    goals::goal& goal = fill_goal(one);
    for (const wire::reference& each : one.references) link(one, each, goal);
    succession(one);
    into_.add(std::move(goal_));
}

goals::goal& model_builder::fill_goal(const wire::entity& one) {
    auto& goal = std::get<goals::goal>(goal_);
    goal.levels.clear();
    goal.subjects.clear();
    goal.extra.clear();
    goal.valid_from.reset();
    goal.id = own_key_;
    goal.framework = framework_;
    goal.kind.value = one.type->name;
    goal.grouping = one.type->what != role::goal;
    const bool superseded = one.deprecated || one.replaced_by.first_child(); // the API has no list of its own for it
    goal.state = superseded ? goals::goal_state::deprecated : goals::goal_state::live;
    seen_.saw(*one.type, "id", field::goal_id);
    texts(one, goal);
    flags(one, goal);
    others(one, goal);
    return goal;
}

void model_builder::texts(const wire::entity& one, goals::goal& goal) {
    // A core objective of 2006 has its sentence in the title, and in the description what it is called.
    const bool described = !one.description.empty() && (one.type->name != "kerndoel" || one.title.empty());
    goal.statement = described ? one.description : one.title;
    goal.title = described ? one.title : one.description;
    goal.code = one.prefix;
    if (!one.title.empty()) seen_.saw(*one.type, "title", described ? field::goal_title : field::goal_statement);
    if (!one.description.empty())
        seen_.saw(*one.type, "description", described ? field::goal_statement : field::goal_title);
    if (!one.prefix.empty()) seen_.saw(*one.type, "prefix", field::goal_code);
}

void model_builder::flags(const wire::entity& one, goals::goal& goal) {
    goal.central_exam = is_set(one.ce) || names_exam(one.ce_se, 'C');
    goal.school_exam = is_set(one.se) || names_exam(one.ce_se, 'S');
    // An elective part that is not in the core as well: it counts in no share.
    goal.optional = (is_set(one.keuze) && !is_set(one.kern)) || one.kern_keuze.text() == "KEUZE";
    if (is_set(one.deleted)) goal.state = goals::goal_state::deleted;
    using named = std::pair<std::string_view, json::value>;
    for (const auto& [name, at] : {named{"ce", one.ce}, named{"se", one.se}, named{"ce_se", one.ce_se}})
        if (at) seen_.saw(*one.type, name, field::goal_exam);
    for (const auto& [name, at] :
         {named{"kern", one.kern}, named{"keuze", one.keuze}, named{"kern_keuze", one.kern_keuze}})
        if (at) seen_.saw(*one.type, name, field::goal_optional);
    if (one.deleted) seen_.saw(*one.type, "deleted", field::goal_state);
    for (const auto& [name, at] : {named{"kern", one.kern}, named{"kern_keuze", one.kern_keuze}})
        if (at) goal.extra.push_back({"slo", std::string(name), std::string(said(at))});
}

void model_builder::others(const wire::entity& one, goals::goal& goal) {
    for (const wire::member& each : one.others) {
        const std::string_view value = said(each.at);
        if (value.empty()) continue;
        // A core objective that became an examination term is another kind of goal.
        if (each.name == "soort") {
            goal.kind.value.append(1, '/').append(value);
            seen_.saw(*one.type, each.name, field::goal_kind);
            continue;
        }
        goal.extra.push_back({"slo", std::string(each.name), std::string(value)});
        if (each.name == "ingangsdatum") goal.valid_from = parse_date(value.substr(0, 10));
        seen_.saw(*one.type, each.name, model::field::extension);
    }
}

void model_builder::link(const wire::entity& one, const wire::reference& by, goals::goal& goal) {
    const slo::link kind = link_of(*one.type, by.target);
    const bool level = kind == slo::link::level, subject = kind == slo::link::subject;
    each_key(one, by.at, [&](std::string_view key, std::int64_t place, json::value) {
        seen_.saw(
            *one.type, by.property,
            level     ? field::goal_level
            : subject ? field::goal_subject
                      : field::association_relation
        );
        if (level || subject) return void((level ? goal.levels : goal.subjects).emplace_back(key));
        const relation_of_link as = relation_of(kind);
        std::string_view own = own_key_;
        if (as.reversed) std::swap(own, key);
        goals::association& made = fill_edge(own, as.what, key, by.property);
        if (as.ordered) made.sequence = place + 1;
        into_.add(std::move(edge_));
    });
}

goals::association& model_builder::fill_edge(
    std::string_view subject, goals::relation what, std::string_view object, std::string_view predicate
) {
    auto& one = std::get<goals::association>(edge_);
    one.subject = subject;
    one.what = what;
    one.object = object;
    one.predicate.value = predicate;
    one.subject_title.clear();
    one.note.clear();
    one.sequence.reset();
    derive_id(one);
    return one;
}

void model_builder::succession(const wire::entity& one) {
    const auto add_all = [&](json::value list, goals::relation what, std::string_view property) {
        each_key(one, list, [&](std::string_view other, std::int64_t, json::value at) {
            rules_.succession(at, own_key_, other);
            seen_.saw(*one.type, property, field::association_relation);
            fill_edge(own_key_, what, other, property);
            into_.add(std::move(edge_));
        });
    };
    add_all(one.replaced_by, goals::relation::replaced_by, "replacedBy");
    add_all(one.replaces, goals::relation::inherits, "replaces");
}

// Another wording of a goal, under another parent. It is no goal of its own.
void model_builder::add_alias(const wire::entity& one) {
    std::string goal, parent;
    for (const wire::reference& each : one.references)
        each_key(one, each.at, [&](std::string_view key, std::int64_t, json::value) { goal = key; });
    each_key(one, one.parent, [&](std::string_view key, std::int64_t, json::value) { parent = key; });
    if (goal.empty() || parent.empty()) return;
    seen_.saw(*one.type, "doel_id", field::association_relation);
    seen_.saw(*one.type, "title", field::association_title);
    goals::association& made = fill_edge(goal, goals::relation::other, parent, "alias");
    made.subject_title = one.title;
    made.note = one.description;
    made.id.append(1, ' ').append(one.title);
    into_.add(std::move(edge_));
}

} // namespace schakel::slo
