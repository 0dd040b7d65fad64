#include "adapters/common/edex/write.hpp"

namespace schakel::edex {

namespace {

void put(xml::writer& out, std::string_view name, const wire::value& text) {
    if (text) out.element(name, text.text);
}

void put_attribute(xml::writer& out, std::string_view name, const wire::value& text) {
    if (text) out.attribute(name, text.text);
}

void put_reference(xml::writer& out, std::string_view name, const wire::value& key) {
    if (!key) return;
    out.open(name);
    out.attribute("key", key.text);
    out.close();
}

void put_additions(xml::writer& out, const wire::value& additions) {
    if (additions) out.raw(additions.text);
}

void put_names(xml::writer& out, const wire::names& one) {
    put(out, "achternaam", one.achternaam);
    put(out, "voorvoegsel", one.voorvoegsel);
    put(out, "voornamen", one.voornamen);
    put(out, "voorletters-1", one.voorletters_1);
    put(out, "roepnaam", one.roepnaam);
}

void put_roles(xml::writer& out, const std::vector<wire::role>& roles) {
    for (const wire::role& one : roles) {
        put(out, "rol", one.rol);
        put(out, "rolomschrijving", one.rolomschrijving);
    }
}

std::string_view group_name(bool samengesteld) {
    return samengesteld ? "samengestelde_groep" : "groep";
}

} // namespace

void write(xml::writer& out, const wire::school& one) {
    out.open("school");
    put(out, "schooljaar", one.schooljaar);
    put(out, "peildatum", one.peildatum);
    put(out, "brincode", one.brincode);
    put(out, "dependancecode", one.dependancecode);
    put(out, "instellingsnummer", one.instellingsnummer);
    put(out, "schoolkey", one.schoolkey);
    put(out, "aanmaakdatum", one.aanmaakdatum);
    put(out, "auteur", one.auteur);
    put(out, "xsdversie", one.xsdversie);
    put(out, "commentaar", one.commentaar);
    put_additions(out, one.toevoegingen);
    out.close();
}

void write(xml::writer& out, const wire::vestiging& one) {
    out.open("vestiging");
    put_attribute(out, "key", one.key);
    put(out, "naam", one.naam);
    put(out, "omschrijving", one.omschrijving);
    put(out, "mutatiedatum", one.mutatiedatum);
    out.close();
}

void write(xml::writer& out, const wire::groep& one) {
    out.open(group_name(one.samengesteld));
    put_attribute(out, "key", one.key);
    put(out, "naam", one.naam);
    put(out, "jaargroep", one.jaargroep);
    put(out, "omschrijving", one.omschrijving);
    put_additions(out, one.toevoegingen);
    put(out, "mutatiedatum", one.mutatiedatum);
    out.close();
}

void write(xml::writer& out, const wire::leerling& one) {
    out.open("leerling");
    put_attribute(out, "key", one.key);
    put_attribute(out, "eckid", one.eckid);
    put_names(out, one);
    put(out, "geboortedatum", one.geboortedatum);
    put(out, "geslacht", one.geslacht);
    put(out, "start_ondw_jgr3", one.start_ondw_jgr3);
    put(out, "jaargroep", one.jaargroep);
    put_reference(out, "groep", one.groep);
    if (!one.samengestelde_groepen.empty()) {
        out.open("samengestelde_groepen");
        for (const wire::value& key : one.samengestelde_groepen) put_reference(out, "samengestelde_groep", key);
        out.close();
    }
    put_reference(out, "vestiging", one.vestiging);
    put(out, "gebruikersnaam", one.gebruikersnaam);
    put(out, "emailadres", one.emailadres);
    put(out, "instroomdatum", one.instroomdatum);
    put(out, "uitstroomdatum", one.uitstroomdatum);
    put_additions(out, one.toevoegingen);
    put(out, "mutatiedatum", one.mutatiedatum);
    out.close();
}

void write(xml::writer& out, const wire::leerkracht& one) {
    out.open("leerkracht");
    put_attribute(out, "key", one.key);
    put_attribute(out, "eckid", one.eckid);
    put_names(out, one);
    put(out, "gebruikersnaam", one.gebruikersnaam);
    put(out, "emailadres", one.emailadres);
    put_roles(out, one.rollen);
    if (!one.groepen.empty()) {
        out.open("groepen");
        for (const wire::group_reference& group : one.groepen) {
            out.open(group_name(group.samengesteld));
            put_attribute(out, "key", group.key);
            put_roles(out, group.rollen);
            out.close();
        }
        out.close();
    }
    put_additions(out, one.toevoegingen);
    put(out, "mutatiedatum", one.mutatiedatum);
    out.close();
}

} // namespace schakel::edex
