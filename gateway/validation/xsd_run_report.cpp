// What findings about elements and types say: what stood there, and what could have.
#include "gateway/validation/xsd_compiler.hpp"
#include "gateway/validation/xsd_run.hpp"
#include "gateway/validation/xsd_suggest.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::string_view root_clause = "XSD 1.0 cvc-elt.1";
constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_space = 100;
} // namespace

// A name that no schema has is perhaps a slip of the pen; a known local name is in the wrong namespace.
void validation_run::report_root(const started& e) {
    std::vector<std::string> possible;
    for (const auto& [name, element] : tables_.global_elements) {
        if (tables_.elements[element].is_abstract) continue;
        if (tables_.names.local(name) == e.id.local)
            return sink_.add(
                rule_of(xsd_rule::wrong_namespace), e.offset, tables_.names.expanded(name), shown(e, true), root_clause
            );
        possible.push_back(tables_.names.expanded(name));
    }
    std::sort(possible.begin(), possible.end());
    sink_.add(rule_of(xsd_rule::root), e.offset, nearest_first(possible, e.id.local), shown(e, true));
}

void validation_run::report_unexpected(const frame& f, const started& e) {
    const auto local = [&](index name) -> const std::string& { return tables_.names.local(name); };
    const std::vector<index> anywhere = model_names(*f.model), here = expected_names(f, false);
    const bool known = std::find(anywhere.begin(), anywhere.end(), e.name) != anywhere.end();
    const auto same = std::find_if(anywhere.begin(), anywhere.end(), [&](index n) { return local(n) == e.id.local; });
    if (!known && same != anywhere.end())
        return sink_.add(rule_of(xsd_rule::wrong_namespace), e.offset, tables_.names.expanded(*same), shown(e, true));
    const auto near = std::find_if(here.begin(), here.end(), [&](index n) { return is_near(e.id.local, local(n)); });
    if (e.name == none && near != here.end())
        return sink_.add(rule_of(xsd_rule::misspelled_element), e.offset, local(*near), shown(e));
    std::string expected = describe_expected(f, e.id.local);
    if (is_complete(f))
        expected += (expected.empty() ? "</" : " | </") + std::string(f.local.substr(0, longest_name)) + ">";
    sink_.add(rule_of(xsd_rule::unexpected_element), e.offset, std::move(expected), shown(e));
}

std::vector<index> validation_run::model_names(const content_model& model) const {
    std::vector<index> out;
    for (const edge& e : model.edges)
        if (e.name != none) out.push_back(e.name);
    for (const all_member& m : model.members) out.push_back(m.name);
    return out;
}

// The elements that could stand here; where something is missing, without those that could be left out before another.
std::vector<index> validation_run::expected_names(const frame& f, bool required_only) const {
    std::vector<index> out, optional;
    for (const all_member& m : f.model->members) {
        const bool required = (f.model->required[m.position / 32] >> m.position % 32 & 1) != 0;
        if (!is_taken(f, m.position) && (required || !required_only)) out.push_back(m.name);
    }
    if (f.model->is_all) return out;
    const content_state& state = f.model->states[f.state];
    for (std::uint32_t i = state.begin; i < state.names_end; ++i) {
        const edge& e = f.model->edges[i];
        if (!passes(f, e.steps_begin, e.steps_end)) continue;
        (required_only && is_skippable(*f.model, state, e) ? optional : out).push_back(e.name);
    }
    return out.empty() ? optional : out;
}

// Whether another child that could stand here can follow this one as well.
bool validation_run::is_skippable(const content_model& model, const content_state& state, const edge& e) const {
    const content_state& after = model.states[e.to];
    for (std::uint32_t i = state.begin; i < state.names_end; ++i)
        for (std::uint32_t j = after.begin; j < after.names_end; ++j)
            if (model.edges[i].name != e.name && model.edges[i].name == model.edges[j].name) return true;
    return false;
}

// "leerling | groep | *": the names that could stand here, nearest to `got` first; * for a wildcard. Abstract heads of
// substitution groups are left out, for their members stand beside them.
std::string validation_run::describe_expected(const frame& f, std::string_view got) const {
    std::vector<std::string> names;
    for (const index name : expected_names(f, got.empty())) {
        const auto global = tables_.global_elements.find(name);
        if (global != tables_.global_elements.end() && tables_.elements[global->second].is_abstract) continue;
        names.push_back(tables_.names.local(name));
    }
    if (!f.model->is_all && f.model->states[f.state].names_end < f.model->states[f.state].end) names.push_back("*");
    return nearest_first(names, got);
}

std::string validation_run::describe_members(const element_declaration& head, std::string_view got) const {
    std::vector<std::string> names;
    for (const element_declaration& member : tables_.elements) {
        index up = member.substitutes;
        while (up != none && &tables_.elements[up] != &head) up = tables_.elements[up].substitutes;
        if (up != none && !member.is_abstract) names.push_back(tables_.names.local(member.name));
    }
    return names.empty() ? "-" : nearest_first(names, got);
}

// The types that xsi:type may name in place of the declared one. Of those that every schema has, only the declared one.
std::string validation_run::describe_types(index declared, std::uint8_t blocked, std::string_view got) const {
    std::vector<std::string> names;
    for (const auto& [name, type] : tables_.global_types) {
        const element_type& t = tables_.types[type];
        const bool own = type == declared || tables_.names.uri(tables_.names.space(name)) != schema_space;
        if (own && !t.is_abstract && is_derived(tables_, type, declared, blocked)) names.push_back(t.name);
    }
    std::sort(names.begin(), names.end());
    return names.empty() ? "-" : nearest_first(names, got);
}

// The name as it is shown: with its namespace where only that tells it from what could stand here.
std::string validation_run::shown(const started& e, bool expanded) const {
    const std::string local(e.id.local.substr(0, longest_name));
    if (!expanded || e.id.space.empty()) return local;
    return "{" + std::string(e.id.space.substr(0, longest_space)) + "}" + local;
}

} // namespace schakel::validation::xsd
