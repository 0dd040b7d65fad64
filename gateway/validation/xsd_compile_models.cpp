// What can only be decided when all types and declarations are known: substitution groups, content models, default
// values.
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

namespace {
class declared_names final : public particle_names {
public:
    declared_names(const xsd_tables& tables, const std::map<index, std::vector<admitted>>& members)
        : tables_(tables), known_(tables.elements.size()) {
        for (index e = 0; e < known_.size(); ++e) known_[e].push_back({tables_.elements[e].name, e});
        for (const auto& [head, list] : members) known_[head].insert(known_[head].end(), list.begin(), list.end());
    }

    std::span<const admitted> admits(index element) const override { return known_[element]; }
    index space_of(index name) const override { return tables_.names.space(name); }
    std::string shown(index name) const override { return tables_.names.expanded(name); }

private:
    const xsd_tables& tables_;
    std::vector<std::vector<admitted>> known_;
};

} // namespace

// Every element joins the group of its head, of its head's head, and so on.
void schema_compiler::link_substitutions() {
    for (index e = 0; e < tables_->elements.size(); ++e) {
        const element_declaration& member = tables_->elements[e];
        if (member.substitutes == none) continue;
        const element_declaration& near = tables_->elements[member.substitutes];
        if (!is_derived(*tables_, member.type, near.type, near.final))
            refuse_invalid(
                *element_sources_[e],
                "the type is not derived from that of the head of the substitution group, or the head is final "
                "(e-props-correct.4)"
            );
        std::size_t steps = 0;
        for (index head = member.substitutes; head != none; head = tables_->elements[head].substitutes) {
            if (head == e || ++steps > tables_->elements.size())
                refuse_invalid(
                    *element_sources_[e], "a substitution group that leads back to itself (e-props-correct.6)"
                );
            if (may_substitute(member, tables_->elements[head])) members_[head].push_back({member.name, e});
        }
    }
}

bool schema_compiler::may_substitute(const element_declaration& member, const element_declaration& head) const {
    if ((head.block & by_substitution) != 0) return false;
    auto blocked = static_cast<std::uint8_t>(head.block | tables_->types[head.type].block);
    for (index t = tables_->types[member.type].base; t != none && t != head.type; t = tables_->types[t].base)
        blocked = static_cast<std::uint8_t>(blocked | tables_->types[t].block); // of types in between too
    return member.type == head.type || is_derived(*tables_, member.type, head.type, blocked);
}

void schema_compiler::build_models() {
    const declared_names names(*tables_, members_);
    std::size_t budget = 10'000'000;
    for (index type = 0; type < tables_->types.size(); ++type) {
        if (!particles_[type]) continue;
        static const source_node nowhere;
        const source_node& at = type_sources_[type] != nullptr ? *type_sources_[type] : nowhere;
        auto built = build_content(*particles_[type], names, budget);
        if (const auto* fault = std::get_if<content_fault>(&built)) {
            if (fault->not_supported) refuse_unsupported(at, fault->message);
            refuse_invalid(at, fault->message);
        }
        check_consistent(std::get<content_model>(built), at);
        tables_->types[type].model = static_cast<index>(tables_->models.size());
        tables_->models.push_back(std::get<content_model>(std::move(built)));
    }
}

// Element Declarations Consistent: one name, one type.
void schema_compiler::check_consistent(const content_model& model, const source_node& at) const {
    std::map<index, index> types;
    const auto check = [&](index name, index element) {
        const index type = tables_->elements[element].type;
        if (types.try_emplace(name, type).first->second != type)
            refuse_invalid(
                at, "the element " + shown(name) + " has two types in one content model (cos-element-consistent)"
            );
    };
    for (const edge& e : model.edges)
        if (e.name != none) check(e.name, e.target);
    for (const all_member& m : model.members) check(m.name, m.element);
}

void schema_compiler::check_presets() {
    for (index e = 0; e < tables_->elements.size(); ++e) {
        element_declaration& d = tables_->elements[e];
        if (!d.preset) continue;
        const element_type& type = tables_->types[d.type];
        if (type.content == content_kind::mixed) {
            if (particles_[d.type] && least_children(*particles_[d.type]) > 0)
                refuse_invalid(
                    *element_sources_[e], "a default or fixed value where children are required (cos-valid-default.2.2)"
                );
            continue;
        }
        if (type.content != content_kind::simple)
            refuse_invalid(
                *element_sources_[e],
                "a default or fixed value for an element without simple content (cos-valid-default.2.1)"
            );
        check_preset(*element_sources_[e], type.simple, d.preset, d.fixed);
    }
}

} // namespace schakel::validation::xsd
