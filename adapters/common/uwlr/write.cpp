#include "adapters/common/uwlr/write.hpp"

#include "adapters/common/uwlr/names.hpp"

namespace schakel::uwlr {

namespace {

void put(xml::writer& out, std::string_view name, const wire::value& value) {
    if (!value.text.empty()) out.element(name, value.text);
}

void put_binding(xml::writer& out, const wire::vocabulary_binding& bound) {
    if (!bound.vocabulaire.empty()) out.attribute("vocabulaire", bound.vocabulaire);
    if (!bound.vocabulairelocatie.empty()) out.attribute("vocabulairelocatie", bound.vocabulairelocatie);
}

void put(xml::writer& out, std::string_view name, const wire::term& term) {
    if (term.text.empty()) return;
    out.open(name);
    put_binding(out, term.bound);
    out.text(term.text);
    out.close();
}

void put(xml::writer& out, const wire::norm& norm) {
    out.open("norm");
    put(out, "term", norm.term);
    put(out, "omschrijving", norm.omschrijving);
    put(out, "beginnormwaarde", norm.beginnormwaarde);
    put(out, "eindnormwaarde", norm.eindnormwaarde);
    if (norm.normkleur) {
        out.open("normkleur");
        put(out, "rood_code", norm.normkleur->rood_code);
        put(out, "groen_code", norm.normkleur->groen_code);
        put(out, "blauw_code", norm.normkleur->blauw_code);
        put(out, "transparantie", norm.normkleur->transparantie);
        out.close();
    }
    put(out, "schoolcijfer_vanaf", norm.schoolcijfer_vanaf);
    put(out, "schoolcijfer_totenmet", norm.schoolcijfer_totenmet);
    out.close();
}

void put(xml::writer& out, std::string_view name, const std::optional<wire::normering>& normering) {
    if (!normering) return;
    out.open(name);
    put_binding(out, normering->bound);
    put(out, "toetscategorie", normering->toetscategorie);
    put(out, "toetsniveau", normering->toetsniveau);
    put(out, "wegingsfactor", normering->wegingsfactor);
    for (const wire::norm& norm : normering->normen) put(out, norm);
    out.close();
}

void put(xml::writer& out, const wire::toetsonderdeel& part) {
    out.open("toetsonderdeel");
    put(out, "toetsonderdeelvolgnummer", part.toetsonderdeelvolgnummer);
    put(out, "toetsonderdeelcode", part.toetsonderdeelcode);
    put(out, "toetsonderdeelnaam", part.toetsonderdeelnaam);
    put(out, "toetsonderdeelnormering", part.toetsonderdeelnormering);
    out.close();
}

void put(xml::writer& out, const wire::toets& test) {
    out.open("toets");
    put(out, "toetscode", test.toetscode);
    put(out, "versie", test.versie);
    put(out, "toetsnaam", test.toetsnaam);
    put(out, "leerjaar", test.leerjaar);
    put(out, "vakgebied", test.vakgebied);
    put(out, "toetsnormering", test.toetsnormering);
    if (!test.toetshierarchie.empty()) {
        out.open("toetshierarchie");
        for (const wire::ingang& entry : test.toetshierarchie) {
            out.open("ingang");
            put_binding(out, entry.bound);
            out.attribute("niveau", entry.niveau);
            out.text(entry.text);
            out.close();
        }
        out.close();
    }
    if (!test.toetsonderdelen.empty()) {
        out.open("toetsonderdelen");
        for (const wire::toetsonderdeel& part : test.toetsonderdelen) put(out, part);
        out.close();
    }
    out.close();
}

void put(xml::writer& out, const wire::toetsscore& counts) {
    out.open("oso:toetsscore");
    put(out, "oso:aantalopgaven", counts.aantalopgaven);
    put(out, "oso:aantalgoed", counts.aantalgoed);
    put(out, "oso:aantalfout", counts.aantalfout);
    put(out, "oso:aantalgelezen", counts.aantalgelezen);
    put(out, "oso:tijd", counts.tijd);
    put(out, "oso:vaardigheidsscore", counts.vaardigheidsscore);
    put(out, "oso:codevaardigheidsschaal", counts.codevaardigheidsschaal);
    if (counts.bivlaag && counts.bivhoog) {
        out.open("oso:betrouwbaarheidsinterval");
        put(out, "oso:bivlaag", counts.bivlaag);
        put(out, "oso:bivhoog", counts.bivhoog);
        out.close();
    }
    out.close();
}

void put(xml::writer& out, const wire::osoresultaat& result) {
    out.open("osoresultaat");
    if (result.toetsscore) put(out, *result.toetsscore);
    for (const wire::referentiescore& reference : result.referentiescores) {
        out.open("oso:referentiescore");
        put(out, "oso:codereferentiescore", reference.codereferentiescore);
        put(out, "oso:codevergelijkingsgroep", reference.codevergelijkingsgroep);
        put(out, "oso:waarde", reference.waarde);
        put(out, "oso:kwalificatie", reference.kwalificatie);
        out.close();
    }
    out.close();
}

void put(xml::writer& out, const wire::resultaat& result) {
    out.open("resultaat");
    out.attribute("key", result.key);
    put(out, "afnamedatum", result.afnamedatum);
    put(out, "toetscode", result.toetscode);
    put(out, "versie", result.versie);
    put(out, "toetsonderdeelcode", result.toetsonderdeelcode);
    put(out, "score", result.score);
    if (result.osoresultaat) put(out, *result.osoresultaat);
    if (result.anderresultaat) out.raw(*result.anderresultaat);
    put(out, "infourl", result.infourl);
    out.close();
}

void put(xml::writer& out, const wire::toetsafname& pupil) {
    out.open("toetsafname");
    put(out, "leerlingid", pupil.leerlingid);
    put(out, "eckid", pupil.eckid);
    put(out, "resultaatverwerkerid", pupil.resultaatverwerkerid);
    out.open("resultaten");
    for (const wire::resultaat& result : pupil.resultaten) put(out, result);
    out.close();
    out.close();
}

void put(xml::writer& out, const wire::school& school) {
    out.open("school");
    put(out, "schooljaar", school.schooljaar);
    put(out, "brincode", school.brincode);
    put(out, "dependancecode", school.dependancecode);
    put(out, "schoolkey", school.schoolkey);
    put(out, "aanmaakdatum", school.aanmaakdatum);
    put(out, "auteur", school.auteur);
    put(out, "xsdversie", school.xsdversie);
    put(out, "commentaar", school.commentaar);
    out.close();
}

void put(xml::writer& out, const std::vector<wire::toets>& tests) {
    out.open("toetsen");
    for (const wire::toets& test : tests) put(out, test);
    out.close();
}

} // namespace

std::string write_message(const wire::message& message) {
    xml::writer out(true);
    out.open("leerresultaten_verzoek");
    out.attribute("xmlns", space::results);
    out.attribute("xmlns:oso", space::oso);
    put(out, message.school);
    out.open("toetsafnames");
    for (const wire::toetsafname& pupil : message.toetsafnames) put(out, pupil);
    out.close();
    put(out, message.toetsen);
    out.close();
    return out.finish();
}

std::string write_definitions(const wire::message& message) {
    xml::writer out(true);
    out.open("def:Toetsdefinities");
    out.attribute("xmlns:def", space::definitions);
    out.attribute("xmlns", space::results);
    put(out, message.toetsen);
    out.close();
    return out.finish();
}

void write_result(xml::writer& out, const wire::resultaat& result) {
    put(out, result);
}

std::string write_test(const wire::toets& test) {
    xml::writer out;
    put(out, test);
    return out.finish();
}

} // namespace schakel::uwlr
