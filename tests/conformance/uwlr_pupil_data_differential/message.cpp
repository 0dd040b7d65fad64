#include "message.hpp"

#include "tests/conformance/edexml_differential/changes.hpp"
#include "tests/conformance/edexml_differential/message.hpp"
#include "tests/conformance/edexml_differential/values.hpp"
#include "tests/conformance/xml_differential/tree_choice.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace schakel::differential::uwlr_pupil_data {

namespace {

using nodes = std::vector<node>;

// The objects of UWLR 2.2 as a version of EDEXML: 2.1 without TAL and without a block of its own.
const edexml::version& objects() {
    static const edexml::version made = [] {
        edexml::version one;
        one.eckid = true;
        one.remark = false;
        one.longest_key = 256;
        return one;
    }();
    return made;
}

node in_uwlr(std::string name, nodes children = {}) {
    return element(pupil_space, std::move(name), std::move(children));
}

// What EDEXML writes without a namespace belongs to that of UWLR here.
void qualify(node& root) {
    for (node* one : elements(root))
        if (one->in == space::none) one->in = pupil_space;
}

node valued(const std::string& name, const standard& of, chance& random) {
    return leaf(pupil_space, name, good_value(of.type_of(name), random));
}

void maybe(nodes& into, const std::string& name, unsigned odds, const standard& of, chance& random) {
    if (random.percent(odds)) into.push_back(valued(name, of, random));
}

void remove_child(node& of, std::string_view name) {
    std::erase_if(of.children, [&](const node& one) { return one.name == name; });
}

node everything(const standard& of, chance& random) {
    node made = edexml::make_file(objects(), random.pick({edexml::use::full, edexml::use::simple}), of, random);
    made.name = "leerlinggegevens";
    qualify(made);
    return made;
}

constexpr std::string_view parts[] = {"", "-structuur", "-leerlingen", "-leerkrachten"};

// The document of one step: what belongs to the other steps is left out.
node part(std::size_t which, const standard& of, chance& random) {
    node made = everything(of, random);
    made.name += parts[which];
    if (which == 1 || which == 2) remove_child(made, "leerkrachten");
    if (which == 1 || which == 3) remove_child(made, "leerlingen");
    if (which >= 2) {
        remove_child(made, "vestigingen");
        remove_child(made, "groepen");
    }
    return made;
}

node asked_groups(chance& random) {
    nodes list;
    for (std::size_t i = random.between(1, 3); i > 0; --i) {
        node one = in_uwlr(random.percent(50) ? "groep" : "samengestelde_groep");
        if (random.percent(70)) one.attributes.push_back({space::none, "key", "g" + std::to_string(i)});
        list.push_back(std::move(one));
    }
    return in_uwlr("groepen", std::move(list));
}

// A school by its other identification, or by two at once.
void change_school(node& root, const standard& of, chance& random) {
    const std::vector<node*> codes = elements_named(root, random.percent(50) ? "brincode" : "schoolkey");
    if (codes.empty()) return;
    node& code = *random.pick(codes);
    code = valued(random.percent(50) ? "schoolkey" : "brincode", of, random);
}

void change_no_data(node& root, const standard&, chance& random) {
    std::vector<node*> empty = elements_named(root, "geenwijzigingen");
    for (node* one : elements_named(root, "geengegevens")) empty.push_back(one);
    if (empty.empty()) return;
    node& one = *random.pick(empty);
    if (random.percent(50)) one.children.push_back(text(std::string(random.pick<std::string_view>({" ", "\n", "ja"}))));
    if (random.percent(50)) one.name = one.name == "geengegevens" ? "geenwijzigingen" : "geengegevens";
}

void add_block(node& root, const standard& of, chance& random) {
    node block = in_uwlr("blok", {valued("code", of, random)});
    const std::string type(random.pick<std::string_view>({"ToevoegingsBlokType", "OpmerkingGegevensType", "GroepType"})
    );
    if (random.percent(80)) block.attributes.push_back({space::schema_instance, "type", type, pupil_space});
    node additions = in_uwlr("toevoegingen", {std::move(block)});
    any_parent(root, random).children.push_back(std::move(additions));
}

void change_of_edexml(node& root, const standard& of, chance& random) {
    const std::vector<change> all = edexml::changes();
    random.pick(all)(root, of, random);
    qualify(root);
}

value_type school_year() {
    return {
        {"2023-2024", "1999-2000", "2024-2025"},
        {"2023-2025", "1990-1991", "2050-2051", "2024-2023", " 2023-2024", "2023-2024 ", "23-24", "2023/2024",
         "3023-2024", "2٠٢٣-2024", "2023–2024", "", "1991-1993"}};
}

value_type branch() {
    return {{"00", "01", "99"}, {"", "0", "000", "0a", "٠٠", " ", "00 ", "௧௨", "½½"}};
}

// A qualified name, around which libxml2 forgets to collapse blanks.
value_type fault_code() {
    return {{"A", "Client"}, {"Client", "", ":", "x:y", " Client ", "1a"}, 0, value_type::blanks::forgotten};
}

} // namespace

node question(const standard& of, chance& random) {
    static constexpr std::string_view roots[] = {"leerlinggegevens", "structuur", "leerlingen", "leerkrachten"};
    const std::size_t which = random.below(4);
    nodes fields = {valued("schooljaar", of, random)};
    if (random.percent(65)) {
        fields.push_back(valued("brincode", of, random));
        maybe(fields, "dependancecode", 50, of, random);
    } else {
        fields.push_back(valued("schoolkey", of, random));
    }
    fields.push_back(valued("xsdversie", of, random));
    maybe(fields, "gegevenssetid", 40, of, random);
    maybe(fields, "laatstontvangengegevens", 40, of, random);
    if (which >= 2) fields.push_back(asked_groups(random));
    return in_uwlr(std::string(roots[which]) + "_verzoek", std::move(fields));
}

node data(const standard& of, chance& random) {
    return part(random.pick<std::size_t>({0, 0, 0, 1, 2, 3}), of, random);
}

node answer(const standard& of, chance& random) {
    static constexpr std::string_view roots[] = {"leerlinggegevens", "structuur", "leerlingen", "leerkrachten"};
    const std::size_t which = random.below(4);
    node content = in_uwlr(random.percent(50) ? "geenwijzigingen" : "geengegevens");
    if (random.percent(70)) content = part(which, of, random);
    return in_uwlr(std::string(roots[which]) + "_antwoord", {std::move(content)});
}

node fault(const standard&, chance& random) {
    const std::string name(random.pick<std::string_view>({"StructuurFault", "LeerlingenFault", "LeerkrachtenFault"}));
    node made = in_uwlr(name, {element(space::none, "faultcode"), leaf(space::none, "faultstring", "fout")});
    node code = text("Client");
    code.content_in = envelope_space;
    made.children.front().children.push_back(std::move(code));
    return made;
}

std::vector<change> changes() {
    return {change_school, change_no_data, add_block, change_of_edexml, change_of_edexml, change_of_edexml};
}

std::map<std::string, value_type, std::less<>> values() {
    std::map<std::string, value_type, std::less<>> all = edexml::values(objects());
    all["schooljaar"] = school_year();
    all["dependancecode"] = branch();
    all["gegevenssetid"] = plain_text(64);
    all["laatstontvangengegevens"] = moment_value();
    all["faultcode"] = fault_code();
    return all;
}

} // namespace schakel::differential::uwlr_pupil_data
