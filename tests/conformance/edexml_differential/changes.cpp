#include "changes.hpp"

#include "tests/conformance/xml_differential/tree_choice.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace schakel::differential::edexml {

namespace {

std::vector<node*> with_attribute(node& root, std::string_view name) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [&](node* one) { return find_attribute(*one, name) == nullptr; });
    return all;
}

// One key takes the value of another: a repeated key, a reference to something else, or to something of another kind.
void repeat_key(node& root, const standard&, chance& random) {
    const std::string_view name = random.percent(75) ? "key" : "eckid";
    const std::vector<node*> keyed = with_attribute(root, name);
    if (keyed.empty()) return;
    node& changed = *random.pick(keyed);
    node& other = *random.pick(keyed);
    find_attribute(changed, name)->value = find_attribute(other, name)->value;
}

// Keys are texts: a blank more makes another one.
void respell_key(node& root, const standard&, chance& random) {
    const std::vector<node*> keyed = with_attribute(root, "key");
    if (keyed.empty()) return;
    std::string& value = find_attribute(*random.pick(keyed), "key")->value;
    switch (random.below(4)) {
    case 0: value += " "; break;
    case 1: value = " " + value; break;
    case 2: value = "#" + value; break;
    default: value = "no such key";
    }
}

void take_eckid_as_key(node& root, const standard&, chance& random) {
    const std::vector<node*> keyed = with_attribute(root, "key");
    if (keyed.empty()) return;
    node& of = *random.pick(keyed);
    if (find_attribute(of, "eckid") == nullptr) find_attribute(of, "key")->name = "eckid";
}

// A reference becomes one of the other kind.
void swap_kind_of_group(node& root, const standard&, chance& random) {
    std::vector<node*> groups = elements_named(root, "groep");
    for (node* combined : elements_named(root, "samengestelde_groep")) groups.push_back(combined);
    if (groups.empty()) return;
    node& of = *random.pick(groups);
    of.name = of.name == "groep" ? "samengestelde_groep" : "groep";
}

void change_name(node& root, const standard& of, chance& random) {
    std::vector<node*> people = elements_named(root, "leerling");
    for (node* teacher : elements_named(root, "leerkracht")) people.push_back(teacher);
    if (people.empty()) return;
    node& person = *random.pick(people);
    if (random.percent(50) && !person.children.empty()) person.children.erase(person.children.begin());
    const std::string added(
        random.pick<std::string_view>({"achternaam", "voorvoegsel", "voornamen", "voorletters-1", "roepnaam"})
    );
    person.children.insert(person.children.begin(), leaf(space::none, added, good_value(of.type_of(added), random)));
}

void change_block(node& root, const standard& of, chance& random) {
    const std::vector<node*> blocks = elements_named(root, "blok");
    if (blocks.empty()) return repeat_key(root, of, random);
    node& block = *random.pick(blocks);
    const std::size_t how = random.below(4);
    attribute* type = find_attribute(block, "type");
    if (how == 3) return insert_child(block, leaf(space::none, "omschrijving", "x"), random);
    if (type == nullptr) return;
    switch (how) {
    case 0: block.attributes.clear(); break;
    case 1: type->value = "ToevoegingsBlokType"; break;
    default: type->value = "LVSGegevensType";
    }
}

// A second element of a choice, or one of another version.
void add_sibling(node& root, const standard& of, chance& random) {
    static constexpr std::array<std::string_view, 20> names = {
        "bsn",
        "sofinummer",
        "postcodenl",
        "postcodeoverig",
        "brincode",
        "instellingsnummer",
        "schoolkey",
        "jaargroep",
        "peildatum",
        "rol",
        "rolomschrijving",
        "mutatiedatum",
        "toevoegingen",
        "fotourl",
        "emailadres",
        "vestigingen",
        "leerkrachten",
        "omschrijving",
        "land",
        "gewicht"};
    node& parent = any_parent(root, random);
    const std::string added(random.pick(names));
    insert_child(parent, leaf(space::none, added, good_value(of.type_of(added), random)), random);
}

} // namespace

std::vector<change> changes() {
    return {repeat_key,         repeat_key,  repeat_key,   respell_key, take_eckid_as_key,
            swap_kind_of_group, change_name, change_block, add_sibling, add_sibling};
}

} // namespace schakel::differential::edexml
