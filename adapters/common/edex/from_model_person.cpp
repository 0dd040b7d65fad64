// People and what they have to do with groups.
#include "adapters/common/edex/codes.hpp"
#include "adapters/common/edex/from_model.hpp"
#include "adapters/common/edex/to_model.hpp"
#include "adapters/common/edex/values.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/model/roster_field.hpp"

#include <algorithm>
#include <map>

namespace schakel::edex {

namespace {

namespace roster = model::roster;
namespace rf = model::roster_field;
namespace scheme = model::scheme;

constexpr std::size_t longest_surname = 200, longest_prefix = 10, longest_initials = 6, longest_first_name = 64;
constexpr std::size_t longest_eckid = 256, longest_account = 64, longest_email = 256, longest_words = 64;

// Where a kind of person has its elements.
struct places {
    element key, eckid, achternaam, voorvoegsel, voornamen, voorletters, roepnaam, account, email;
};
constexpr places of_pupil{
    element::leerling_key,         element::leerling_eckid,          element::leerling_achternaam,
    element::leerling_voorvoegsel, element::leerling_voornamen,      element::leerling_voorletters_1,
    element::leerling_roepnaam,    element::leerling_gebruikersnaam, element::leerling_emailadres};
constexpr places of_teacher{
    element::leerkracht_key,         element::leerkracht_eckid,          element::leerkracht_achternaam,
    element::leerkracht_voorvoegsel, element::leerkracht_voornamen,      element::leerkracht_voorletters_1,
    element::leerkracht_roepnaam,    element::leerkracht_gebruikersnaam, element::leerkracht_emailadres};

const places& places_of(const roster::person& one) {
    return one.kind == roster::person_kind::pupil ? of_pupil : of_teacher;
}

} // namespace

// ECK iD and key, as the edition wants them. False: neither is there.
bool draft::identify(wire::value& key, wire::value& eckid, const roster::person& from) {
    const places& at = places_of(from);
    const std::string_view pseudonym = model::value_of(from.ids, scheme::eckid);
    if (!pseudonym.empty() && !into_.has_eckid)
        fate_.dropped(rf::person_eckid, "this version has no eckid");
    else
        carry_short(eckid, at.eckid, rf::person_eckid, pseudonym, longest_eckid);
    const bool known = !model::value_of(from.ids, scheme::las_key).empty();
    if (into_.key_yields_to_eckid && eckid) {
        if (known) fate_.dropped(rf::person_id, "the ECK iD identifies");
        return true;
    }
    const bool spared = into_.eckid_spares_key && from.kind == roster::person_kind::pupil && eckid;
    if (!known && spared) return true;
    key = keep(key_for(from, from.kind == roster::person_kind::pupil ? "leerling" : "leerkracht", rf::person_id));
    return true;
}

// A surname with what belongs to it, or a first name alone. False: neither is there.
bool draft::carry_names(wire::names& to, const roster::person& from) {
    const places& at = places_of(from);
    carry_text(to.roepnaam, at.roepnaam, rf::person_preferred_name, from.preferred_name, longest_first_name);
    if (from.family_name.empty()) {
        if (!to.roepnaam && !from.given_names.empty()) {
            to.roepnaam = {first_characters(from.given_names, longest_first_name), 0};
            fate_.mapped(rf::person_given_names, "the only name: becomes roepnaam");
        } else if (!from.given_names.empty()) {
            fate_.dropped(rf::person_given_names, "has no place without a surname");
        }
        if (!from.family_prefix.empty()) fate_.dropped(rf::person_family_prefix, "has no place without a surname");
        if (!from.initials.empty()) fate_.dropped(rf::person_initials, "has no place without a surname");
        return static_cast<bool>(to.roepnaam);
    }
    carry_text(to.achternaam, at.achternaam, rf::person_family_name, from.family_name, longest_surname);
    if (!to.achternaam) return static_cast<bool>(to.roepnaam);
    carry_short(to.voorvoegsel, at.voorvoegsel, rf::person_family_prefix, from.family_prefix, longest_prefix);
    carry_text(to.voornamen, at.voornamen, rf::person_given_names, from.given_names, longest_surname);
    carry_short(to.voorletters_1, at.voorletters, rf::person_initials, from.initials, longest_initials);
    return true;
}

bool draft::begin_person(wire::names& names, wire::value& key, wire::value& eckid, const roster::person& from) {
    texts_used_ = 0;
    if (carry_names(names, from) && identify(key, eckid, from)) return true;
    if (rules_.unnameable != nullptr) refused_.push_back({rules_.unnameable, {}, {}, masked(from.id), {}});
    return false;
}

void draft::carry_account(wire::value& account, wire::value& email, const roster::person& from) {
    carry_short(account, places_of(from).account, rf::person_user_name, from.user_name, longest_account);
    carry_short(email, places_of(from).email, rf::person_email, from.email, longest_email);
}

const wire::leerling* draft::leerling(const roster::person& from, std::span<const roster::membership> in) {
    std::vector<wire::value> room = std::move(leerling_.samengestelde_groepen);
    room.clear();
    leerling_ = {};
    leerling_.samengestelde_groepen = std::move(room);
    if (!begin_person(leerling_, leerling_.key, leerling_.eckid, from)) return nullptr;
    using enum element;
    carried_.add(rf::person_kind);
    carry_day(leerling_.geboortedatum, leerling_geboortedatum, rf::person_birth_date, from.birth_date);
    if (from.sex && allowed(leerling_geslacht, rf::person_gender)) {
        leerling_.geslacht = {geslacht_for(*from.sex), 0};
        if (*from.sex == roster::gender::other)
            fate_.mapped(rf::person_gender, "becomes 9");
        else
            carried_.add(rf::person_gender);
    }
    carry_day(leerling_.start_ondw_jgr3, leerling_start_ondw_jgr3, rf::person_in_year_3, from.in_year_3);
    carry_year(from.levels);
    join_groups(in);
    if (const auto branch = branches_.find(from.location); branch != branches_.end())
        carry(leerling_.vestiging, leerling_vestiging, rf::person_location, branch->second);
    carry_account(leerling_.gebruikersnaam, leerling_.emailadres, from);
    carry_day(leerling_.instroomdatum, leerling_instroomdatum, rf::person_begin, from.begin);
    std::optional<roster::day> last;
    if (from.end) last = day_before(*from.end);
    carry_day(leerling_.uitstroomdatum, leerling_uitstroomdatum, rf::person_end, last);
    carry_additions(leerling_.toevoegingen, leerling_toevoegingen, from.extra);
    carry_moment(leerling_.mutatiedatum, leerling_mutatiedatum, rf::modified, from.modified);
    return &leerling_;
}

// A pupil is in one year at most.
void draft::carry_year(const std::vector<model::term>& levels) {
    for (const model::term& one : levels) {
        if (leerling_.jaargroep)
            fate_.dropped(rf::person_level, "a pupil has one year here");
        else if (!is_jaargroep(one.value))
            fate_.dropped(rf::person_level, "not a year that EDEX knows");
        else
            carry(leerling_.jaargroep, element::leerling_jaargroep, rf::person_level, one.value);
    }
}

void draft::join_groups(std::span<const roster::membership> in) {
    for (const roster::membership& one : in) {
        const auto group = groups_.find(one.group);
        if (group == groups_.end()) {
            fate_.dropped(rf::membership_group, "the group has no place in this document");
            continue;
        }
        const bool lesson = group->second.lesson;
        const element where = lesson ? element::leerling_samengestelde_groep : element::leerling_groep;
        if (!allowed(where, rf::membership_group)) continue;
        const std::string_view key = group->second.key;
        if (!lesson && leerling_.groep) {
            fate_.dropped(rf::membership_group, "a pupil has one stamgroep here");
            continue;
        }
        if (lesson)
            leerling_.samengestelde_groepen.push_back({key, 0});
        else
            leerling_.groep = {key, 0};
        carried_.add(rf::membership_group);
        carried_.add(rf::membership_role);
    }
}

const wire::leerkracht* draft::leerkracht(const roster::person& from, std::span<const roster::membership> in) {
    leerkracht_ = {};
    if (!begin_person(leerkracht_, leerkracht_.key, leerkracht_.eckid, from)) return nullptr;
    using enum element;
    carried_.add(rf::person_kind);
    carry_account(leerkracht_.gebruikersnaam, leerkracht_.emailadres, from);
    for (const roster::person_role& one : from.roles)
        carry_role(
            leerkracht_.rollen, leerkracht_rol, {one.what, rol_for(one.what), one.extra, one.description},
            {rf::person_role, rf::person_role_description}
        );
    teach_groups(in);
    carry_additions(leerkracht_.toevoegingen, leerkracht_toevoegingen, from.extra);
    carry_moment(leerkracht_.mutatiedatum, leerkracht_mutatiedatum, rf::modified, from.modified);
    return &leerkracht_;
}

// The code that the source wrote, the usual code, or words.
void draft::carry_role(std::vector<wire::role>& to, element where, const told_role& from, const role_fields& fields) {
    if (!allowed(where, fields.code)) return;
    const std::string_view written = model::value_of(from.extra, extension_family, role_extension);
    const std::string_view code = written.empty() ? from.usual : written;
    const bool lacks = code == "TAL" && !into_.has_test_supervisor;
    if (!code.empty() && !lacks) {
        to.push_back({{code, 0}, {}});
        carried_.add(fields.code);
    }
    if (!from.words.empty()) return carry_words(to, from.words, fields);
    if (lacks || (code.empty() && from.what != roster::role::teacher)) {
        to.push_back({{}, {words_for(from.what), 0}});
        fate_.mapped(fields.code, lacks ? "no TAL here: told in words" : "EDEX has no code for it: told in words");
    } else if (code.empty()) {
        carried_.add(fields.code); // a leerkracht is a teacher
    }
}

void draft::carry_words(std::vector<wire::role>& to, std::string_view words, const role_fields& fields) {
    wire::role& added = to.emplace_back();
    added.rolomschrijving = {first_characters(words, longest_words), 0};
    carried_.add(fields.words);
}

void draft::teach_groups(std::span<const roster::membership> in) {
    std::map<std::string_view, std::size_t> places;
    for (const roster::membership& one : in) {
        const auto group = groups_.find(one.group);
        if (group == groups_.end()) {
            fate_.dropped(rf::membership_group, "the group has no place in this document");
            continue;
        }
        const bool lesson = group->second.lesson;
        const element where = lesson ? element::leerkracht_samengestelde_groep : element::leerkracht_groep;
        if (!allowed(where, rf::membership_group)) continue;
        const auto [place, fresh] = places.try_emplace(one.group, leerkracht_.groepen.size());
        if (fresh) leerkracht_.groepen.push_back({{group->second.key, 0}, lesson, {}});
        carried_.add(rf::membership_group);
        carry_role(
            leerkracht_.groepen[place->second].rollen,
            lesson ? element::leerkracht_samengestelde_groep_rol : element::leerkracht_groep_rol,
            {one.what, rol_at_group_for(one.what), one.extra, one.description},
            {rf::membership_role, rf::membership_role_description}
        );
    }
}

} // namespace schakel::edex
