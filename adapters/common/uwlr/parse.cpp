#include "adapters/common/uwlr/parse.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_binding.hpp"

#include <vector>

namespace schakel::uwlr {

namespace {

wire::value value_of(const xml::node& element) {
    if (!element) return {};
    return {std::string(element.text()), element.offset()};
}

wire::value value_in(const xml::node& parent, std::string_view local) {
    return value_of(parent.child(space::results, local));
}

wire::vocabulary_binding binding_of(const xml::node& element) {
    return {
        std::string(element.attribute_or_empty("vocabulaire")),
        std::string(element.attribute_or_empty("vocabulairelocatie"))};
}

wire::term term_of(const xml::node& element) {
    if (!element) return {};
    return {value_of(element), binding_of(element)};
}

wire::term term_in(const xml::node& parent, std::string_view local) {
    return term_of(parent.child(space::results, local));
}

// Calls `read` for every child of that name.
template <class Read>
void each(const xml::node& parent, std::string_view local, Read read) {
    constexpr std::string_view in = space::results;
    for (xml::node one = parent.child(in, local); one; one = one.next(in, local)) read(one);
}

wire::norm parse_norm(const xml::node& element) {
    wire::norm norm;
    norm.at = element.offset();
    norm.term = value_in(element, "term");
    norm.omschrijving = value_in(element, "omschrijving");
    norm.beginnormwaarde = value_in(element, "beginnormwaarde");
    norm.eindnormwaarde = value_in(element, "eindnormwaarde");
    if (const xml::node colour = element.child(space::results, "normkleur")) {
        norm.normkleur = wire::normkleur{
            value_in(colour, "rood_code"), value_in(colour, "groen_code"), value_in(colour, "blauw_code"),
            value_in(colour, "transparantie")};
    }
    norm.schoolcijfer_vanaf = value_in(element, "schoolcijfer_vanaf");
    norm.schoolcijfer_totenmet = value_in(element, "schoolcijfer_totenmet");
    return norm;
}

std::optional<wire::normering> parse_normering(const xml::node& element) {
    if (!element) return std::nullopt;
    wire::normering normering;
    normering.at = element.offset();
    normering.bound = binding_of(element);
    normering.toetscategorie = term_in(element, "toetscategorie");
    normering.toetsniveau = term_in(element, "toetsniveau");
    normering.wegingsfactor = value_in(element, "wegingsfactor");
    each(element, "norm", [&](const xml::node& one) { normering.normen.push_back(parse_norm(one)); });
    return normering;
}

wire::toetsonderdeel parse_part(const xml::node& element) {
    wire::toetsonderdeel part;
    part.at = element.offset();
    part.toetsonderdeelvolgnummer = value_in(element, "toetsonderdeelvolgnummer");
    part.toetsonderdeelcode = term_in(element, "toetsonderdeelcode");
    part.toetsonderdeelnaam = value_in(element, "toetsonderdeelnaam");
    part.toetsonderdeelnormering = parse_normering(element.child(space::results, "toetsonderdeelnormering"));
    return part;
}

wire::toets parse_test(const xml::node& element) {
    wire::toets test;
    test.at = element.offset();
    test.toetscode = term_in(element, "toetscode");
    test.versie = term_in(element, "versie");
    test.toetsnaam = value_in(element, "toetsnaam");
    test.leerjaar = term_in(element, "leerjaar");
    test.vakgebied = term_in(element, "vakgebied");
    test.toetsnormering = parse_normering(element.child(space::results, "toetsnormering"));
    each(element.child(space::results, "toetshierarchie"), "ingang", [&](const xml::node& one) {
        test.toetshierarchie.push_back({term_of(one), std::string(one.attribute_or_empty("niveau"))});
    });
    each(element.child(space::results, "toetsonderdelen"), "toetsonderdeel", [&](const xml::node& one) {
        test.toetsonderdelen.push_back(parse_part(one));
    });
    return test;
}

wire::school parse_school(const xml::node& element) {
    wire::school school;
    school.at = element.offset();
    school.schooljaar = value_in(element, "schooljaar");
    school.brincode = value_in(element, "brincode");
    school.dependancecode = value_in(element, "dependancecode");
    school.schoolkey = value_in(element, "schoolkey");
    school.aanmaakdatum = value_in(element, "aanmaakdatum");
    school.auteur = value_in(element, "auteur");
    school.xsdversie = value_in(element, "xsdversie");
    school.commentaar = value_in(element, "commentaar");
    return school;
}

} // namespace

wire::message parse_frame(const xml::node& root) {
    wire::message message;
    if (const xml::node school = root.child(space::results, "school")) message.school = parse_school(school);
    each(root.child(space::results, "toetsen"), "toets", [&](const xml::node& one) {
        message.toetsen.push_back(parse_test(one));
    });
    return message;
}

wire::message parse_message(const xml::node& root) {
    wire::message message = parse_frame(root);
    message.toetsafnames = read_pupils(root.child(space::results, "toetsafnames").first_child());
    return message;
}

} // namespace schakel::uwlr
