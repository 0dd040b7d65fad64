// The objects of EDEX as they stand in XML: in an EDEXML file, and in UWLR leerlinggegevens, which borrows them.
// Members carry the names of the elements; texts are as written, nothing is trimmed or converted.
//
// A value is a view: of an object that is read it lives until the call that hands the object over returns; of an object
// to be written its owner keeps it.
#pragma once

#include "gateway/core/location.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace schakel::edex::wire {

// The text of an element or attribute. An empty element is a value, an absent one is none.
struct value {
    std::string_view text{};
    std::size_t at = location::nowhere; // of the element's or attribute's name

    explicit operator bool() const { return text.data() != nullptr; }
};

// The names of a person; what LeerlingType and LeerkrachtType share.
struct names {
    value achternaam, voorvoegsel, voornamen, voorletters_1, roepnaam;
};

// One of the two is there.
struct role {
    value rol, rolomschrijving;
};

// A leerkracht's groep or samengestelde_groep, with what the leerkracht does there.
struct group_reference {
    value key;
    bool samengesteld = false;
    std::vector<role> rollen;
};

struct school {
    std::size_t at = location::nowhere;
    value schooljaar, peildatum, brincode, dependancecode, instellingsnummer, schoolkey, aanmaakdatum, auteur;
    value xsdversie, commentaar;
    value toevoegingen; // here and below: the element as XML of its own, see additions.hpp
};

struct vestiging {
    std::size_t at = location::nowhere;
    value key, naam, omschrijving, mutatiedatum;
};

// groep and samengestelde_groep.
struct groep {
    std::size_t at = location::nowhere;
    bool samengesteld = false; // then it has no jaargroep
    value key, naam, jaargroep, omschrijving, toevoegingen, mutatiedatum;
};

// What the gateway never keeps of a pupil (numbers, origin, weight, postcode, photo) is counted by the reader and has
// no member here.
struct leerling : names {
    std::size_t at = location::nowhere;
    value key, eckid; // of UWLR 2.3 one of the two may be absent
    value geboortedatum, geslacht, start_ondw_jgr3, jaargroep;
    value groep;                              // its key
    std::vector<value> samengestelde_groepen; // their keys
    bool repeats_a_group = false;             // two of these are the same, blanks aside; told by the reader
    value vestiging;                          // its key
    value gebruikersnaam, emailadres, instroomdatum, uitstroomdatum, toevoegingen, mutatiedatum;
};

struct leerkracht : names {
    std::size_t at = location::nowhere;
    value key, eckid;
    value gebruikersnaam, emailadres;
    std::vector<role> rollen;
    std::vector<group_reference> groepen;
    value toevoegingen, mutatiedatum;
};

} // namespace schakel::edex::wire
