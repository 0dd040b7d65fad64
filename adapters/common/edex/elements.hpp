// The elements and attributes of EDEX by their place in the document, each with the canonical field that it fills or
// the reason why it is left.
#pragma once

#include "gateway/adapter/loss.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace schakel::edex {

// A place below the container, named after its path.
enum class element : std::uint8_t {
    none, // unknown
    container,

    school,
    school_schooljaar,
    school_peildatum,
    school_brincode,
    school_dependancecode,
    school_instellingsnummer,
    school_schoolkey,
    school_aanmaakdatum,
    school_auteur,
    school_xsdversie,
    school_commentaar,
    school_toevoegingen,

    vestigingen,
    vestiging,
    vestiging_key, // here and below: an attribute
    vestiging_naam,
    vestiging_omschrijving,
    vestiging_mutatiedatum,

    groepen,
    groep,
    groep_key,
    groep_naam,
    groep_jaargroep,
    groep_omschrijving,
    groep_toevoegingen,
    groep_mutatiedatum,
    samengestelde_groep,
    samengestelde_groep_key,
    samengestelde_groep_naam,
    samengestelde_groep_omschrijving,
    samengestelde_groep_toevoegingen,
    samengestelde_groep_mutatiedatum,

    leerlingen,
    leerling,
    leerling_key,
    leerling_eckid,
    leerling_achternaam,
    leerling_voorvoegsel,
    leerling_voornamen,
    leerling_voorletters_1,
    leerling_roepnaam,
    leerling_geboortedatum,
    leerling_geslacht,
    leerling_start_ondw_jgr3,
    leerling_jaargroep,
    leerling_groep,
    leerling_groep_key,
    leerling_samengestelde_groepen,
    leerling_samengestelde_groep,
    leerling_samengestelde_groep_key,
    leerling_vestiging,
    leerling_vestiging_key,
    leerling_gebruikersnaam,
    leerling_emailadres,
    leerling_fotourl,
    leerling_etniciteit,
    leerling_land,
    leerling_land_vader,
    leerling_land_moeder,
    leerling_sofinummer,
    leerling_bsn,
    leerling_onderwijsnummer,
    leerling_bsn_ondwnr_4,
    leerling_rijksregisternummer,
    leerling_gewicht_nieuw,
    leerling_gewicht,
    leerling_postcodenl,
    leerling_postnummerbe,
    leerling_postcodeoverig,
    leerling_instroomdatum,
    leerling_uitstroomdatum,
    leerling_toevoegingen,
    leerling_mutatiedatum,

    leerkrachten,
    leerkracht,
    leerkracht_key,
    leerkracht_eckid,
    leerkracht_achternaam,
    leerkracht_voorvoegsel,
    leerkracht_voornamen,
    leerkracht_voorletters_1,
    leerkracht_roepnaam,
    leerkracht_gebruikersnaam,
    leerkracht_emailadres,
    leerkracht_rol,
    leerkracht_rolomschrijving,
    leerkracht_groepen,
    leerkracht_groep,
    leerkracht_groep_key,
    leerkracht_groep_rol,
    leerkracht_groep_rolomschrijving,
    leerkracht_samengestelde_groep,
    leerkracht_samengestelde_groep_key,
    leerkracht_samengestelde_groep_rol,
    leerkracht_samengestelde_groep_rolomschrijving,
    leerkracht_toevoegingen,
    leerkracht_mutatiedatum,

    count
};
inline constexpr std::size_t element_count = static_cast<std::size_t>(element::count);
constexpr std::size_t number_of(element e) {
    return static_cast<std::size_t>(e);
}

struct element_row {
    element self = element::none, parent = element::none;
    std::string_view local{}; // as written; an attribute begins with '@'
    std::string_view field{}; // canonical; empty: none, it holds others or is left
    std::string_view left{};  // why it is left
};

// In the order of the enumeration.
std::span<const element_row> element_rows();
const element_row& row_of(element which);

// The child or attribute ('@' in front) of that name; element::none when EDEX has none there.
element find_child(element parent, std::string_view local);

// "leerlingen/leerling/achternaam", "leerlingen/leerling/@key"; below the container.
std::string path_of(element which);

// How often each stood in a document.
using element_counts = std::array<std::uint64_t, element_count>;

// The trace of a document with these counts.
field_trace trace_of(const element_counts& counts);

} // namespace schakel::edex
