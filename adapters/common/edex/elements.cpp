#include "adapters/common/edex/elements.hpp"

#include "gateway/model/roster_field.hpp"

#include <algorithm>

namespace schakel::edex {

namespace {

namespace rf = model::roster_field;
namespace field = model::field;

constexpr std::string_view none{};
constexpr std::string_view number = "a national number; the gateway keeps none";
constexpr std::string_view origin = "origin; the gateway does not keep it";
constexpr std::string_view weight = "tells of the parents; the gateway does not keep it";
constexpr std::string_view address = "part of the address; the gateway does not keep it";
constexpr std::string_view photograph = "a photograph; the gateway does not keep it";

constexpr std::array<element_row, element_count> rows{{
    {element::none, element::none, none, none, none},
    {element::container, element::none},
    {element::school, element::container, "school"},
    {element::school_schooljaar, element::school, "schooljaar", rf::school_year},
    {element::school_peildatum, element::school, "peildatum", rf::reference_date},
    {element::school_brincode, element::school, "brincode", rf::school},
    {element::school_dependancecode, element::school, "dependancecode", rf::school},
    {element::school_instellingsnummer, element::school, "instellingsnummer", rf::school},
    {element::school_schoolkey, element::school, "schoolkey", rf::school},
    {element::school_aanmaakdatum, element::school, "aanmaakdatum", rf::made_at},
    {element::school_auteur, element::school, "auteur", rf::author},
    {element::school_xsdversie, element::school, "xsdversie", field::schema_version},
    {element::school_commentaar, element::school, "commentaar", rf::comment},
    {element::school_toevoegingen, element::school, "toevoegingen", field::extension},
    {element::vestigingen, element::container, "vestigingen"},
    {element::vestiging, element::vestigingen, "vestiging", rf::organisation_kind},
    {element::vestiging_key, element::vestiging, "@key", rf::organisation_id},
    {element::vestiging_naam, element::vestiging, "naam", rf::organisation_name},
    {element::vestiging_omschrijving, element::vestiging, "omschrijving", rf::organisation_description},
    {element::vestiging_mutatiedatum, element::vestiging, "mutatiedatum", rf::modified},
    {element::groepen, element::container, "groepen"},
    {element::groep, element::groepen, "groep", rf::group_kind},
    {element::groep_key, element::groep, "@key", rf::group_id},
    {element::groep_naam, element::groep, "naam", rf::group_name},
    {element::groep_jaargroep, element::groep, "jaargroep", rf::group_level},
    {element::groep_omschrijving, element::groep, "omschrijving", rf::group_description},
    {element::groep_toevoegingen, element::groep, "toevoegingen", field::extension},
    {element::groep_mutatiedatum, element::groep, "mutatiedatum", rf::modified},
    {element::samengestelde_groep, element::groepen, "samengestelde_groep", rf::group_kind},
    {element::samengestelde_groep_key, element::samengestelde_groep, "@key", rf::group_id},
    {element::samengestelde_groep_naam, element::samengestelde_groep, "naam", rf::group_name},
    {element::samengestelde_groep_omschrijving, element::samengestelde_groep, "omschrijving", rf::group_description},
    {element::samengestelde_groep_toevoegingen, element::samengestelde_groep, "toevoegingen", field::extension},
    {element::samengestelde_groep_mutatiedatum, element::samengestelde_groep, "mutatiedatum", rf::modified},
    {element::leerlingen, element::container, "leerlingen"},
    {element::leerling, element::leerlingen, "leerling", rf::person_kind},
    {element::leerling_key, element::leerling, "@key", rf::person_id},
    {element::leerling_eckid, element::leerling, "@eckid", rf::person_eckid},
    {element::leerling_achternaam, element::leerling, "achternaam", rf::person_family_name},
    {element::leerling_voorvoegsel, element::leerling, "voorvoegsel", rf::person_family_prefix},
    {element::leerling_voornamen, element::leerling, "voornamen", rf::person_given_names},
    {element::leerling_voorletters_1, element::leerling, "voorletters-1", rf::person_initials},
    {element::leerling_roepnaam, element::leerling, "roepnaam", rf::person_preferred_name},
    {element::leerling_geboortedatum, element::leerling, "geboortedatum", rf::person_birth_date},
    {element::leerling_geslacht, element::leerling, "geslacht", rf::person_gender},
    {element::leerling_start_ondw_jgr3, element::leerling, "start_ondw_jgr3", rf::person_in_year_3},
    {element::leerling_jaargroep, element::leerling, "jaargroep", rf::person_level},
    {element::leerling_groep, element::leerling, "groep", rf::membership_role},
    {element::leerling_groep_key, element::leerling_groep, "@key", rf::membership_group},
    {element::leerling_samengestelde_groepen, element::leerling, "samengestelde_groepen"},
    {element::leerling_samengestelde_groep, element::leerling_samengestelde_groepen, "samengestelde_groep",
     rf::membership_role},
    {element::leerling_samengestelde_groep_key, element::leerling_samengestelde_groep, "@key", rf::membership_group},
    {element::leerling_vestiging, element::leerling, "vestiging"},
    {element::leerling_vestiging_key, element::leerling_vestiging, "@key", rf::person_location},
    {element::leerling_gebruikersnaam, element::leerling, "gebruikersnaam", rf::person_user_name},
    {element::leerling_emailadres, element::leerling, "emailadres", rf::person_email},
    {element::leerling_fotourl, element::leerling, "fotourl", none, photograph},
    {element::leerling_etniciteit, element::leerling, "etniciteit", none, origin},
    {element::leerling_land, element::leerling, "land", none, origin},
    {element::leerling_land_vader, element::leerling, "land_vader", none, origin},
    {element::leerling_land_moeder, element::leerling, "land_moeder", none, origin},
    {element::leerling_sofinummer, element::leerling, "sofinummer", none, number},
    {element::leerling_bsn, element::leerling, "bsn", none, number},
    {element::leerling_onderwijsnummer, element::leerling, "onderwijsnummer", none, number},
    {element::leerling_bsn_ondwnr_4, element::leerling, "bsn_ondwnr-4", none, number},
    {element::leerling_rijksregisternummer, element::leerling, "rijksregisternummer", none, number},
    {element::leerling_gewicht_nieuw, element::leerling, "gewicht_nieuw", none, weight},
    {element::leerling_gewicht, element::leerling, "gewicht", none, weight},
    {element::leerling_postcodenl, element::leerling, "postcodenl", none, address},
    {element::leerling_postnummerbe, element::leerling, "postnummerbe", none, address},
    {element::leerling_postcodeoverig, element::leerling, "postcodeoverig", none, address},
    {element::leerling_instroomdatum, element::leerling, "instroomdatum", rf::person_begin},
    {element::leerling_uitstroomdatum, element::leerling, "uitstroomdatum", rf::person_end},
    {element::leerling_toevoegingen, element::leerling, "toevoegingen", field::extension},
    {element::leerling_mutatiedatum, element::leerling, "mutatiedatum", rf::modified},
    {element::leerkrachten, element::container, "leerkrachten"},
    {element::leerkracht, element::leerkrachten, "leerkracht", rf::person_kind},
    {element::leerkracht_key, element::leerkracht, "@key", rf::person_id},
    {element::leerkracht_eckid, element::leerkracht, "@eckid", rf::person_eckid},
    {element::leerkracht_achternaam, element::leerkracht, "achternaam", rf::person_family_name},
    {element::leerkracht_voorvoegsel, element::leerkracht, "voorvoegsel", rf::person_family_prefix},
    {element::leerkracht_voornamen, element::leerkracht, "voornamen", rf::person_given_names},
    {element::leerkracht_voorletters_1, element::leerkracht, "voorletters-1", rf::person_initials},
    {element::leerkracht_roepnaam, element::leerkracht, "roepnaam", rf::person_preferred_name},
    {element::leerkracht_gebruikersnaam, element::leerkracht, "gebruikersnaam", rf::person_user_name},
    {element::leerkracht_emailadres, element::leerkracht, "emailadres", rf::person_email},
    {element::leerkracht_rol, element::leerkracht, "rol", rf::person_role},
    {element::leerkracht_rolomschrijving, element::leerkracht, "rolomschrijving", rf::person_role_description},
    {element::leerkracht_groepen, element::leerkracht, "groepen"},
    {element::leerkracht_groep, element::leerkracht_groepen, "groep"},
    {element::leerkracht_groep_key, element::leerkracht_groep, "@key", rf::membership_group},
    {element::leerkracht_groep_rol, element::leerkracht_groep, "rol", rf::membership_role},
    {element::leerkracht_groep_rolomschrijving, element::leerkracht_groep, "rolomschrijving",
     rf::membership_role_description},
    {element::leerkracht_samengestelde_groep, element::leerkracht_groepen, "samengestelde_groep"},
    {element::leerkracht_samengestelde_groep_key, element::leerkracht_samengestelde_groep, "@key",
     rf::membership_group},
    {element::leerkracht_samengestelde_groep_rol, element::leerkracht_samengestelde_groep, "rol", rf::membership_role},
    {element::leerkracht_samengestelde_groep_rolomschrijving, element::leerkracht_samengestelde_groep,
     "rolomschrijving", rf::membership_role_description},
    {element::leerkracht_toevoegingen, element::leerkracht, "toevoegingen", field::extension},
    {element::leerkracht_mutatiedatum, element::leerkracht, "mutatiedatum", rf::modified},
}};

static_assert([] {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (number_of(rows[i].self) != i) return false;
    return true;
}());

} // namespace

std::span<const element_row> element_rows() {
    return rows;
}

const element_row& row_of(element which) {
    return rows[number_of(which)];
}

element find_child(element parent, std::string_view local) {
    const auto found = std::ranges::find_if(rows, [&](const element_row& row) {
        return row.parent == parent && parent != element::none && row.local == local;
    });
    return found == rows.end() ? element::none : found->self;
}

std::string path_of(element which) {
    const element_row& row = row_of(which);
    if (row.local.empty()) return {};
    std::string path = path_of(row.parent);
    if (!path.empty()) path += '/';
    return path.append(row.local);
}

field_trace trace_of(const element_counts& counts) {
    field_trace trace;
    for (const element_row& row : rows) {
        const std::uint64_t count = counts[number_of(row.self)];
        if (!row.field.empty()) trace.saw(path_of(row.self), row.field, count);
        if (!row.left.empty()) trace.left(path_of(row.self), row.left, count);
    }
    return trace;
}

} // namespace schakel::edex
