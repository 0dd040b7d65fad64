#include "adapters/common/uwlr/to_model_test.hpp"

#include "adapters/common/goals/goal_address.hpp"
#include "adapters/common/uwlr/extensions.hpp"
#include "adapters/common/uwlr/values.hpp"

namespace schakel::uwlr {

namespace {

model::term term_of(const wire::term& from) {
    return {from.text, from.bound.vocabulaire, from.bound.vocabulairelocatie};
}

void add_goal(model::goal_references& list, const wire::term& from, const std::string& name = {}) {
    auto goal = goal_files::goal_of(term_of(from));
    if (!goal) return;
    goal->name = name;
    list.push_back(std::move(*goal));
}

void add_term(model::extensions& list, std::string_view name, const wire::term& term) {
    extra::add(list, name, term.text);
    add_binding(list, name, term.bound);
}

model::scale_range read_range(const wire::norm& norm) {
    model::scale_range range;
    range.label = norm.term.text;
    range.description = norm.omschrijving.text;
    range.low = number_of(norm.beginnormwaarde.text);
    range.high = number_of(norm.eindnormwaarde.text);
    if (norm.normkleur) {
        extra::add(range.extra, extra::red, trimmed(norm.normkleur->rood_code.text));
        extra::add(range.extra, extra::green, trimmed(norm.normkleur->groen_code.text));
        extra::add(range.extra, extra::blue, trimmed(norm.normkleur->blauw_code.text));
        extra::add(range.extra, extra::opacity, trimmed(norm.normkleur->transparantie.text));
    }
    extra::add(range.extra, extra::grade_from, trimmed(norm.schoolcijfer_vanaf.text));
    extra::add(range.extra, extra::grade_until, trimmed(norm.schoolcijfer_totenmet.text));
    return range;
}

model::scale read_scale(const wire::normering& norms, std::string id) {
    model::scale scale;
    scale.id = std::move(id);
    add_binding(scale.extra, {}, norms.bound);
    add_term(scale.extra, extra::category, norms.toetscategorie);
    add_term(scale.extra, extra::level, norms.toetsniveau);
    extra::add(scale.extra, extra::weight, trimmed(norms.wegingsfactor.text));
    for (const wire::norm& norm : norms.normen) scale.ranges.push_back(read_range(norm));
    return scale;
}

model::assessment_part
read_part(const wire::toetsonderdeel& from, const std::string& test_scale, std::vector<model::scale>& scales) {
    model::assessment_part part;
    part.id = from.toetsonderdeelcode.text;
    part.name = from.toetsonderdeelnaam.text;
    add_binding(part.extra, "toetsonderdeelcode", from.toetsonderdeelcode.bound);
    add_goal(part.goals, from.toetsonderdeelcode, part.name);
    if (const auto number = number_of(from.toetsonderdeelvolgnummer.text)) part.index = number->as_integer();
    if (from.toetsonderdeelnormering) {
        scales.push_back(read_scale(*from.toetsonderdeelnormering, test_scale + "/" + part.id));
        part.scale_ids.push_back(scales.back().id);
    }
    return part;
}

} // namespace

model::assessment read_test(const wire::toets& from, std::vector<model::scale>& scales) {
    model::assessment test;
    test.id = from.toetscode.text;
    test.version = from.versie.text;
    test.name = from.toetsnaam.text;
    test.year_level = term_of(from.leerjaar);
    if (from.vakgebied) test.subjects.push_back(term_of(from.vakgebied));
    add_goal(test.goals, from.vakgebied);
    add_binding(test.extra, "toetscode", from.toetscode.bound);
    add_goal(test.goals, from.toetscode, test.name);
    add_binding(test.extra, "versie", from.versie.bound);
    const std::string scale_id = "norm:" + test.id;
    if (from.toetsnormering) {
        scales.push_back(read_scale(*from.toetsnormering, scale_id));
        test.scale_ids.push_back(scale_id);
    }
    for (const wire::ingang& entry : from.toetshierarchie) {
        extra::add(test.extra, extra::hierarchy_entry, entry.text);
        extra::add(test.extra, extra::hierarchy_level, trimmed(entry.niveau));
        add_binding(test.extra, extra::hierarchy_entry, entry.bound);
        add_goal(test.goals, entry);
    }
    for (const wire::toetsonderdeel& part : from.toetsonderdelen)
        test.parts.push_back(read_part(part, scale_id, scales));
    return test;
}

std::vector<std::string> scales_of(const model::assessment& test, std::string_view part_id) {
    if (part_id.empty()) return test.scale_ids;
    for (const model::assessment_part& part : test.parts) {
        if (part.id == part_id) return part.scale_ids;
    }
    return {};
}

void add_binding(model::extensions& list, std::string_view name, const wire::vocabulary_binding& bound) {
    const auto add = [&](std::string_view attribute, const std::string& value) {
        if (!value.empty()) extra::add(list, std::string(name).append(attribute), value);
    };
    add("@vocabulaire", bound.vocabulaire);
    add("@vocabulairelocatie", bound.vocabulairelocatie);
}

} // namespace schakel::uwlr
