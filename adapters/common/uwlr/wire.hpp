// The result message and the test definitions of UWLR 2.x as they stand in the XML. Members carry the names of the
// elements; texts are as written, nothing is trimmed or converted. Where each element stood is kept for findings.
#pragma once

#include "gateway/core/location.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace schakel::uwlr::wire {

// The text of an element. A value that was read knows its place, so an empty element differs from an absent one.
struct value {
    std::string text;
    std::size_t at = location::nowhere;

    explicit operator bool() const { return at != location::nowhere || !text.empty(); }

    friend bool operator==(const value&, const value&) = default;
};

struct vocabulary_binding {
    std::string vocabulaire;
    std::string vocabulairelocatie;

    friend bool operator==(const vocabulary_binding&, const vocabulary_binding&) = default;
};

// A vocabulary-bound field.
struct term : value {
    vocabulary_binding bound;

    friend bool operator==(const term&, const term&) = default;
};

struct normkleur {
    value rood_code, groen_code, blauw_code, transparantie;
};

struct norm {
    std::size_t at = location::nowhere;
    value term, omschrijving, beginnormwaarde, eindnormwaarde;
    std::optional<wire::normkleur> normkleur;
    value schoolcijfer_vanaf, schoolcijfer_totenmet;
};

// toetsnormering and toetsonderdeelnormering
struct normering {
    std::size_t at = location::nowhere;
    vocabulary_binding bound;
    term toetscategorie, toetsniveau;
    value wegingsfactor;
    std::vector<norm> normen;
};

struct ingang : term {
    std::string niveau;
};

struct toetsonderdeel {
    std::size_t at = location::nowhere;
    value toetsonderdeelvolgnummer;
    term toetsonderdeelcode;
    value toetsonderdeelnaam;
    std::optional<normering> toetsonderdeelnormering;
};

struct toets {
    std::size_t at = location::nowhere;
    term toetscode, versie;
    value toetsnaam;
    term leerjaar, vakgebied;
    std::optional<normering> toetsnormering;
    std::vector<ingang> toetshierarchie;
    std::vector<toetsonderdeel> toetsonderdelen;
};

struct toetsscore {
    std::size_t at = location::nowhere;
    value aantalopgaven, aantalgoed, aantalfout, aantalgelezen, tijd, vaardigheidsscore, codevaardigheidsschaal;
    value bivlaag, bivhoog;

    friend bool operator==(const toetsscore&, const toetsscore&) = default;
};

struct referentiescore {
    std::size_t at = location::nowhere;
    value codereferentiescore, codevergelijkingsgroep, waarde, kwalificatie;

    friend bool operator==(const referentiescore&, const referentiescore&) = default;
};

struct osoresultaat {
    std::size_t at = location::nowhere;
    std::optional<wire::toetsscore> toetsscore;
    std::vector<referentiescore> referentiescores;

    friend bool operator==(const osoresultaat&, const osoresultaat&) = default;
};

struct resultaat {
    std::size_t at = location::nowhere;
    std::string key;
    value afnamedatum, toetscode;
    term versie;
    value toetsonderdeelcode;
    value score; // one of these three
    std::optional<wire::osoresultaat> osoresultaat;
    std::optional<std::string> anderresultaat; // the element as it stood
    value infourl;

    friend bool operator==(const resultaat&, const resultaat&) = default;
};

// The results of one pupil.
struct toetsafname {
    std::size_t at = location::nowhere;
    value leerlingid, eckid, resultaatverwerkerid;
    std::vector<resultaat> resultaten;

    friend bool operator==(const toetsafname&, const toetsafname&) = default;
};

struct school {
    std::size_t at = location::nowhere;
    value schooljaar, brincode, dependancecode, schoolkey, aanmaakdatum, auteur, xsdversie, commentaar;
};

// A leerresultaten_verzoek; a Toetsdefinities document has only tests.
struct message {
    wire::school school;
    std::vector<toetsafname> toetsafnames;
    std::vector<toets> toetsen;
};

} // namespace schakel::uwlr::wire
