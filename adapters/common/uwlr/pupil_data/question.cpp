#include "adapters/common/uwlr/pupil_data/question.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/to_model.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::uwlr::pupil_data {

namespace {

wire::value value_in(const xml::node& parent, std::string_view local) {
    const xml::node element = parent.child(space::pupil_data, local);
    if (!element) return {};
    return {std::string(element.text()), element.offset()};
}

asked_group parse_group(const xml::node& element) {
    asked_group one;
    one.combined = element.local() == "samengestelde_groep";
    one.at = element.offset();
    if (const auto key = element.attribute("key")) one.key = std::string(*key);
    return one;
}

void put(xml::writer& out, std::string_view name, const wire::value& value) {
    if (!value.text.empty()) out.element(name, value.text);
}

void put(xml::writer& out, const asked_group& one) {
    out.open(one.combined ? "samengestelde_groep" : "groep");
    if (one.key) out.attribute("key", *one.key);
    out.close();
}

} // namespace

question parse_question(const xml::node& root) {
    question asked;
    if (const call_words* words = call_of_question(root.local())) asked.which = words->which;
    asked.at = root.offset();
    asked.schooljaar = value_in(root, "schooljaar");
    asked.brincode = value_in(root, "brincode");
    asked.dependancecode = value_in(root, "dependancecode");
    asked.schoolkey = value_in(root, "schoolkey");
    asked.xsdversie = value_in(root, "xsdversie");
    asked.gegevenssetid = value_in(root, "gegevenssetid");
    asked.laatstontvangengegevens = value_in(root, "laatstontvangengegevens");
    const xml::node groups = root.child(space::pupil_data, "groepen");
    for (xml::node one = groups.first_child(); one; one = one.next_sibling()) asked.groepen.push_back(parse_group(one));
    return asked;
}

std::string write_question(const question& asked) {
    xml::writer out;
    out.open(words_of(asked.which).question);
    out.attribute("xmlns", space::pupil_data);
    put(out, "schooljaar", asked.schooljaar);
    put(out, "brincode", asked.brincode);
    put(out, "dependancecode", asked.dependancecode);
    put(out, "schoolkey", asked.schoolkey);
    put(out, "xsdversie", asked.xsdversie);
    put(out, "gegevenssetid", asked.gegevenssetid);
    put(out, "laatstontvangengegevens", asked.laatstontvangengegevens);
    if (words_of(asked.which).about_groups()) {
        out.open("groepen");
        for (const asked_group& one : asked.groepen) put(out, one);
        out.close();
    }
    out.close();
    return out.finish();
}

model::identifiers school_of(const question& asked) {
    wire::school named;
    named.brincode = asked.brincode;
    named.dependancecode = asked.dependancecode;
    named.schoolkey = asked.schoolkey;
    return uwlr::school_of(named);
}

} // namespace schakel::uwlr::pupil_data
