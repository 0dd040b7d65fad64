#include "changes.hpp"

#include "message.hpp"
#include "spaces.hpp"
#include "tests/conformance/xml_differential/tree_choice.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace schakel::differential::uwlr {

namespace {

void envelope_attribute(node& root, const standard& of, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) {
        return one->in != envelope_space && one->name != "autorisatie" && one->name != "detail";
    });
    if (all.empty()) return;
    const std::string name(
        random.pick<std::string_view>({"mustUnderstand", "mustUnderstand", "actor", "encodingStyle", "other"})
    );
    const space in = random.pick({envelope_space, envelope_space, space::foreign, space::none});
    const value_type& type = of.type_of(name);
    node& into = *random.pick(all);
    add_attribute(into, {in, name, random.percent(50) ? good_value(type, random) : border_value(type, random)});
}

// What wildcards may or may not admit: declared elements, unknown ones and ones without a namespace, in and after the
// envelope's parts.
void envelope_content(node& root, const standard& of, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return one->in != envelope_space && one->name != "detail"; });
    if (all.empty()) return;
    node& into = *random.pick(all);
    for (std::size_t i = random.between(1, 2); i > 0; --i) {
        node added = element(random.pick({results_space, space::foreign, space::none}), "leerresultaten_bevestiging");
        switch (random.below(4)) {
        case 0: added = element(oso_space, "toetsscore"); break;
        case 1: added = authorisation(of, random); break;
        default: break;
        }
        if (random.percent(50))
            into.children.push_back(std::move(added));
        else
            insert_child(into, std::move(added), random);
    }
}

void built_in_derivation(node& root, const standard&, chance& random) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> pairs = {{
        {"afnamedatum", "date"},
        {"wegingsfactor", "integer"},
        {"wegingsfactor", "byte"},
        {"tijd", "positiveInteger"},
        {"aantalgoed", "short"},
        {"aantalgoed", "long"},
        {"toetsonderdeelvolgnummer", "positiveInteger"},
        {"andere_score", "token"},
    }};
    for (node* one : elements(root))
        for (const auto& [name, type] : pairs)
            if (name == one->name && random.percent(50))
                add_attribute(*one, {space::schema_instance, "type", std::string(type), space::schema});
}

// The third form of a result, which stays abstract unless a partner's schema derives from it.
void other_result(node& root, const standard&, chance& random) {
    for (node* one : elements(root)) {
        if (one->name != "score" || random.percent(50)) continue;
        one->name = "anderresultaat";
        one->children.clear();
        if (random.percent(50)) one->children.push_back(leaf(results_space, "andere_score", "A"));
        if (random.percent(50))
            add_attribute(*one, {space::schema_instance, "type", "ctpAnderResultaatType", results_space});
        return;
    }
}

void repeat_result_key(node& root, const standard&, chance& random) {
    const std::vector<node*> results = elements_named(root, "resultaat");
    if (results.size() < 2 || results.front()->attributes.empty()) return;
    node& other = *results[random.between(1, results.size() - 1)];
    if (!other.attributes.empty()) other.attributes.front().value = results.front()->attributes.front().value;
}

void confuse_test_codes(node& root, const standard&, chance& random) {
    const std::vector<node*> codes = elements_named(root, "toetscode");
    if (codes.empty()) return;
    node& changed = *random.pick(codes);
    const auto& other = random.pick(codes)->children;
    switch (random.below(3)) {
    case 0: set_text(changed, "no such test"); break;
    case 1: changed.children = std::vector<node>(other); break;
    default: changed.children.push_back(text(" ")); // another value: blanks count
    }
}

void repeat_part_number(node& root, const standard&, chance& random) {
    const std::vector<node*> numbers = elements_named(root, "toetsonderdeelvolgnummer");
    if (numbers.empty()) return;
    node& changed = *random.pick(numbers);
    set_text(changed, std::string(random.pick<std::string_view>({"1", "01", "+1", " 1 ", "2", "002", "3"})));
}

} // namespace

std::vector<change> changes() {
    return {envelope_attribute, envelope_attribute, envelope_content,   envelope_content,  built_in_derivation,
            other_result,       repeat_result_key,  confuse_test_codes, repeat_part_number};
}

} // namespace schakel::differential::uwlr
