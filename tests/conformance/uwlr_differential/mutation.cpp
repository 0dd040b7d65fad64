#include "mutation.hpp"

#include "message.hpp"
#include "values.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::differential {

namespace {

void collect(node& from, std::vector<node*>& into) {
    if (!from.element()) return;
    into.push_back(&from);
    for (node& child : from.children) collect(child, into);
}

std::vector<node*> elements(node& root) {
    std::vector<node*> all;
    collect(root, all);
    return all;
}

node& any_element(node& root, chance& random) {
    return *random.pick(elements(root));
}

// An element that has element children, or the root.
node& any_parent(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return one->children.empty() || !one->children.front().element(); });
    return all.empty() ? root : *random.pick(all);
}

node& any_leaf(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return !one->children.empty() && one->children.front().element(); });
    return all.empty() ? root : *random.pick(all);
}

node* any_with_attributes(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return one->attributes.empty(); });
    return all.empty() ? nullptr : random.pick(all);
}

std::ptrdiff_t signed_index(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

void insert_child(node& parent, node child, chance& random) {
    const std::size_t at = random.below(parent.children.size() + 1);
    parent.children.insert(parent.children.begin() + signed_index(at), std::move(child));
}

// Structure.

void drop_child(node& root, chance& random) {
    node& parent = any_parent(root, random);
    if (!parent.children.empty())
        parent.children.erase(parent.children.begin() + signed_index(random.below(parent.children.size())));
}

void double_child(node& root, chance& random) {
    node& parent = any_parent(root, random);
    if (parent.children.empty()) return;
    const std::size_t at = random.below(parent.children.size());
    node copy = parent.children[at];
    parent.children.insert(parent.children.begin() + signed_index(at), std::move(copy));
}

void swap_children(node& root, chance& random) {
    node& parent = any_parent(root, random);
    if (parent.children.size() < 2) return;
    std::swap(
        parent.children[random.below(parent.children.size())], parent.children[random.below(parent.children.size())]
    );
}

void copy_elsewhere(node& root, chance& random) {
    node copy = any_element(root, random);
    if (elements(copy).size() < 40) insert_child(any_parent(root, random), std::move(copy), random);
}

void empty_element(node& root, chance& random) {
    any_element(root, random).children.clear();
}

void take_other_root(node& root, chance& random) {
    node part = any_element(root, random);
    root = std::move(part);
}

// Names.

void rename_element(node& root, chance& random) {
    static constexpr std::array<std::string_view, 20> names = {
        "score",
        "toetscode",
        "versie",
        "school",
        "brincode",
        "schoolkey",
        "osoresultaat",
        "anderresultaat",
        "norm",
        "toets",
        "eckid",
        "leerlingid",
        "Score",
        "toetsonderdeelcode",
        "scoregrotergelijkaan",
        "leerresultaten_bevestiging",
        "Body",
        "Fault",
        "toetsscore",
        "x"};
    any_element(root, random).name = random.pick(names);
}

void move_to_namespace(node& root, chance& random) {
    any_element(root, random).space = random.pick(
        {vocabulary::none, vocabulary::results, vocabulary::authorisation, vocabulary::definitions, vocabulary::oso,
         vocabulary::envelope, vocabulary::foreign}
    );
}

// Values.

void set_text(node& of, std::string value) {
    of.children.clear();
    if (!value.empty()) of.children.push_back(text(std::move(value)));
}

value_kind any_kind(chance& random) {
    return static_cast<value_kind>(random.below(static_cast<std::size_t>(value_kind::name) + 1));
}

// Every field gets its turn, however often it occurs in the message.
node& leaf_of_any_name(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return !one->children.empty() && one->children.front().element(); });
    if (all.empty()) return root;
    std::set<std::string_view> names;
    for (const node* one : all) names.insert(one->name);
    const std::string_view name = *std::next(names.begin(), signed_index(random.below(names.size())));
    std::erase_if(all, [&](const node* one) { return one->name != name; });
    return *random.pick(all);
}

void border_text(node& root, chance& random) {
    node& of = leaf_of_any_name(root, random);
    set_text(of, border_value(kind_of(of.name), random));
}

void strange_text(node& root, chance& random) {
    const value_kind kind = any_kind(random);
    set_text(any_leaf(root, random), random.percent(50) ? good_value(kind, random) : border_value(kind, random));
}

void pad_text(node& root, chance& random) {
    node& of = any_leaf(root, random);
    node blank =
        text(std::string(random.pick<std::string_view>({" ", "\n", "\t", "\r", "  ", "\xC2\xA0", "\xE2\x80\x83"})));
    of.children.insert(random.percent(50) ? of.children.begin() : of.children.end(), std::move(blank));
}

// Attributes.

void drop_attribute(node& root, chance& random) {
    if (node* of = any_with_attributes(root, random))
        of->attributes.erase(of->attributes.begin() + signed_index(random.below(of->attributes.size())));
}

bool has_attribute(const node& of, const attribute& like) {
    return std::any_of(of.attributes.begin(), of.attributes.end(), [&](const attribute& one) {
        return one.name == like.name && one.space == like.space;
    });
}

void add_attribute(node& of, attribute added) {
    if (!has_attribute(of, added)) of.attributes.push_back(std::move(added));
}

void change_attribute(node& root, chance& random) {
    node* of = any_with_attributes(root, random);
    if (!of) return;
    attribute& one = of->attributes[random.below(of->attributes.size())];
    attribute other = one;
    switch (random.below(4)) {
    case 0: other.name = random.pick<std::string_view>({"Key", "niveau", "x", "vocabulaires", "keys"}); break;
    case 1: other.space = random.pick({vocabulary::none, vocabulary::results, vocabulary::foreign}); break;
    default: one.value = border_value(kind_of(one.name), random);
    }
    if (!has_attribute(*of, other)) one = std::move(other);
}

void extra_attribute(node& root, chance& random) {
    const std::string name(random.pick<std::string_view>(
        {"key", "eckid", "vocabulaire", "vocabulairelocatie", "niveau", "id", "mustUnderstand", "actor",
         "encodingStyle"}
    ));
    const vocabulary space = random.pick(
        {vocabulary::none, vocabulary::none, vocabulary::none, vocabulary::results, vocabulary::envelope,
         vocabulary::foreign}
    );
    const value_kind kind = kind_of(name);
    add_attribute(
        any_element(root, random),
        {space, name, random.percent(50) ? good_value(kind, random) : border_value(kind, random)}
    );
}

void envelope_attribute(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) {
        return one->space != vocabulary::envelope && one->name != "autorisatie" && one->name != "detail";
    });
    if (all.empty()) return extra_attribute(root, random);
    const std::string name(
        random.pick<std::string_view>({"mustUnderstand", "mustUnderstand", "actor", "encodingStyle", "other"})
    );
    const vocabulary space =
        random.pick({vocabulary::envelope, vocabulary::envelope, vocabulary::foreign, vocabulary::none});
    const value_kind kind = kind_of(name);
    add_attribute(
        *random.pick(all), {space, name, random.percent(50) ? good_value(kind, random) : border_value(kind, random)}
    );
}

// What wildcards may or may not admit: declared elements, unknown ones and ones without a namespace, in and after the
// envelope's parts.
void envelope_content(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return one->space != vocabulary::envelope && one->name != "detail"; });
    if (all.empty()) return copy_elsewhere(root, random);
    node& into = *random.pick(all);
    for (std::size_t i = random.between(1, 2); i > 0; --i) {
        node added = element(
            random.pick({vocabulary::results, vocabulary::foreign, vocabulary::none}), "leerresultaten_bevestiging"
        );
        switch (random.below(4)) {
        case 0: added = element(vocabulary::oso, "toetsscore"); break;
        case 1: added = make_message(message_kind::authorisation, random); break;
        default: break;
        }
        if (random.percent(50))
            into.children.push_back(std::move(added));
        else
            insert_child(into, std::move(added), random);
    }
}

// Attributes of the schema-instance namespace, which steer the validator itself.

void name_a_type(node& root, chance& random) {
    static constexpr std::array<std::string_view, 26> results_types = {
        "ctpSchool",
        "ctpToetsafname",
        "ctpResultaat",
        "ctpToets",
        "ctpToetsOnderdeel",
        "ctpNormering",
        "ctpOsoResultaat",
        "ctpLeeg",
        "ctpVocabulaireGebondenVeld",
        "ctpAnderResultaatType",
        "tpKey",
        "tpScore",
        "tpKleurcode",
        "tpTransparatiecode",
        "tpSchoolcijfer",
        "tpBrinCode",
        "tpSchooljaar",
        "tpDependanceCode",
        "tpString32",
        "tpString64",
        "tpString128",
        "tpString256",
        "gToetsen",
        "school_type",
        "result",
        ""};
    static constexpr std::array<std::string_view, 14> built_in = {
        "string", "integer", "nonNegativeInteger", "positiveInteger", "decimal", "date",         "dateTime",
        "int",    "anyType", "anySimpleType",      "token",           "anyURI",  "unsignedByte", "nothing"};
    static constexpr std::array<std::string_view, 9> others = {
        "toetsscoreType", "referentiescoreType", "nonEmptyStringType", "Envelope", "Body", "Fault",
        "detail",         "encodingStyle",       "tpString64"};
    attribute type{vocabulary::schema_instance, "type", "", vocabulary::results};
    const std::size_t which = random.below(10);
    if (which < 5) {
        type.value = random.pick(results_types);
    } else if (which < 8) {
        type.value = random.pick(built_in);
        type.value_space = vocabulary::schema;
    } else {
        type.value = random.pick(others);
        type.value_space =
            random.pick({vocabulary::oso, vocabulary::envelope, vocabulary::authorisation, vocabulary::none});
    }
    add_attribute(any_element(root, random), std::move(type));
}

// The declared type named again, or a type derived from it: the cases that may be valid.
void name_own_type(node& root, chance& random) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 24> pairs = {{
        {"school", "ctpSchool"},
        {"toetsafname", "ctpToetsafname"},
        {"resultaat", "ctpResultaat"},
        {"toets", "ctpToets"},
        {"toetsonderdeel", "ctpToetsOnderdeel"},
        {"toetsnormering", "ctpNormering"},
        {"toetsonderdeelnormering", "ctpNormering"},
        {"osoresultaat", "ctpOsoResultaat"},
        {"leerresultaten_bevestiging", "ctpLeeg"},
        {"toetscode", "tpKey"},
        {"toetscode", "ctpVocabulaireGebondenVeld"},
        {"vakgebied", "ctpVocabulaireGebondenVeld"},
        {"leerlingid", "tpKey"},
        {"infourl", "tpKey"},
        {"infourl", "tpString256"},
        {"schoolkey", "tpKey"},
        {"score", "tpScore"},
        {"score", "tpKleurcode"},
        {"rood_code", "tpKleurcode"},
        {"transparantie", "tpTransparatiecode"},
        {"schooljaar", "tpSchooljaar"},
        {"brincode", "tpBrinCode"},
        {"dependancecode", "tpDependanceCode"},
        {"term", "tpString64"},
    }};
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) {
        return std::none_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == one->name; });
    });
    if (all.empty()) return;
    node& of = *random.pick(all);
    std::vector<std::string_view> types;
    for (const auto& [name, type] : pairs)
        if (name == of.name) types.push_back(type);
    add_attribute(of, {vocabulary::schema_instance, "type", std::string(random.pick(types)), vocabulary::results});
}

void built_in_derivation(node& root, chance& random) {
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
                add_attribute(*one, {vocabulary::schema_instance, "type", std::string(type), vocabulary::schema});
}

void instance_attribute(node& root, chance& random) {
    node& of = any_element(root, random);
    switch (random.below(5)) {
    case 0:
    case 1: {
        const auto value = random.pick<std::string_view>({"true", "false", "1", "0", "", "TRUE", " true "});
        add_attribute(of, {vocabulary::schema_instance, "nil", std::string(value)});
        if (random.percent(30)) of.children.clear();
        break;
    }
    case 2: add_attribute(of, {vocabulary::schema_instance, "schemaLocation", "urn:nowhere nowhere.xsd"}); break;
    case 3: add_attribute(of, {vocabulary::schema_instance, "noNamespaceSchemaLocation", "nowhere.xsd"}); break;
    default: add_attribute(of, {vocabulary::schema_instance, "unknown", "x"});
    }
}

// The third form of a result, which stays abstract unless a partner's schema derives from it.
void other_result(node& root, chance& random) {
    for (node* one : elements(root)) {
        if (one->name != "score" || random.percent(50)) continue;
        one->name = "anderresultaat";
        one->children.clear();
        if (random.percent(50)) one->children.push_back(leaf(vocabulary::results, "andere_score", "A"));
        if (random.percent(50))
            add_attribute(*one, {vocabulary::schema_instance, "type", "ctpAnderResultaatType", vocabulary::results});
        return;
    }
}

// What may stand between and inside elements.

node bystander(chance& random) {
    node made;
    made.is = random.pick({node::kind::comment, node::kind::instruction});
    made.content = made.is == node::kind::comment ? " a remark <score>1</score> " : "target some data";
    return made;
}

void insert_bystander(node& root, chance& random) {
    insert_child(any_element(root, random), bystander(random), random);
}

// Splits a text around a comment or an instruction, or wraps it in CDATA: the value stays the same.
void respell_text(node& root, chance& random) {
    node& of = any_leaf(root, random);
    if (of.children.size() != 1 || of.children.front().is != node::kind::text ||
        of.children.front().content_space != vocabulary::none)
        return;
    const std::string whole = of.children.front().content;
    if (random.percent(40) && whole.find("]]>") == std::string::npos && whole.find('\r') == std::string::npos) {
        of.children.front().is = node::kind::cdata;
        return;
    }
    std::size_t middle = random.below(whole.size() + 1);
    while (middle < whole.size() && (static_cast<unsigned char>(whole[middle]) & 0xC0) == 0x80) ++middle;
    of.children.clear();
    of.children.push_back(text(whole.substr(0, middle)));
    of.children.push_back(bystander(random));
    of.children.push_back(text(whole.substr(middle)));
}

void insert_text(node& root, chance& random) {
    insert_child(
        any_parent(root, random),
        text(std::string(random.pick<std::string_view>({" ", "\n", "x", "0", "\t\n", "\xC2\xA0"}))), random
    );
}

void insert_cdata(node& root, chance& random) {
    node made;
    made.is = node::kind::cdata;
    made.content = random.pick<std::string_view>({"x", "7", "a&b"});
    insert_child(any_element(root, random), std::move(made), random);
}

// Keys and references.

std::vector<node*> named(node& root, std::string_view name) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [&](const node* one) { return one->name != name; });
    return all;
}

void repeat_result_key(node& root, chance& random) {
    const std::vector<node*> results = named(root, "resultaat");
    if (results.size() < 2 || results.front()->attributes.empty()) return;
    node& other = *results[random.between(1, results.size() - 1)];
    if (!other.attributes.empty()) other.attributes.front().value = results.front()->attributes.front().value;
}

void confuse_test_codes(node& root, chance& random) {
    const std::vector<node*> codes = named(root, "toetscode");
    if (codes.empty()) return;
    node& changed = *random.pick(codes);
    const auto& other = random.pick(codes)->children;
    switch (random.below(3)) {
    case 0: set_text(changed, "no such test"); break;
    case 1: changed.children = std::vector<node>(other); break;
    default: changed.children.push_back(text(" ")); // another value: blanks count
    }
}

void repeat_part_number(node& root, chance& random) {
    const std::vector<node*> numbers = named(root, "toetsonderdeelvolgnummer");
    if (numbers.empty()) return;
    set_text(
        *random.pick(numbers), std::string(random.pick<std::string_view>({"1", "01", "+1", " 1 ", "2", "002", "3"}))
    );
}

} // namespace

void mutate(node& root, chance& random) {
    using change = void (*)(node&, chance&);
    static constexpr std::array<change, 36> changes = {
        drop_child,         drop_child,          double_child,       swap_children,     copy_elsewhere,
        empty_element,      rename_element,      move_to_namespace,  border_text,       border_text,
        border_text,        border_text,         border_text,        strange_text,      pad_text,
        pad_text,           drop_attribute,      change_attribute,   change_attribute,  extra_attribute,
        envelope_attribute, envelope_attribute,  envelope_content,   envelope_content,  name_a_type,
        name_own_type,      built_in_derivation, instance_attribute, insert_bystander,  respell_text,
        insert_text,        insert_cdata,        other_result,       repeat_result_key, confuse_test_codes,
        repeat_part_number,
    };
    if (random.percent(1)) take_other_root(root, random);
    random.pick(changes)(root, random);
}

} // namespace schakel::differential
