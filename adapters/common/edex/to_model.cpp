#include "adapters/common/edex/to_model.hpp"

#include "adapters/common/edex/codes.hpp"
#include "adapters/common/edex/values.hpp"

#include <algorithm>

namespace schakel::edex {

namespace {

namespace roster = model::roster;
namespace scheme = model::scheme;

constexpr std::string_view no_dependance = "00";

void add_id(model::identifiers& to, std::string_view which, std::string_view value) {
    if (!value.empty()) to.push_back({std::string(which), std::string(value), {}});
}

void add_key(roster::record_tail& to, const wire::value& key) {
    const std::string_view text = trimmed(key.text);
    if (!is_dummy_key(text)) add_id(to.ids, scheme::las_key, text);
}

void add_extension(model::extensions& to, std::string_view name, const wire::value& from) {
    if (from) to.push_back({std::string(extension_family), std::string(name), std::string(from.text)});
}

template <class Object>
void add_tail(roster::record_tail& to, const Object& from) {
    if (from.mutatiedatum) to.modified = read_moment(from.mutatiedatum.text);
    if constexpr (requires { from.toevoegingen; }) add_extension(to.extra, additions_extension, from.toevoegingen);
}

void take_names(roster::person& to, const wire::names& from) {
    to.family_name.assign(from.achternaam.text);
    to.family_prefix.assign(from.voorvoegsel.text);
    to.given_names.assign(from.voornamen.text);
    to.initials.assign(from.voorletters_1.text);
    to.preferred_name.assign(from.roepnaam.text);
}

std::optional<roster::day> day_of(const wire::value& from) {
    return from ? read_day(from.text) : std::nullopt;
}

void put_id(model::identifiers& to, std::size_t place, std::string_view which, std::string_view value) {
    if (to.size() <= place) to.resize(place + 1);
    to[place].scheme.assign(which);
    to[place].value.assign(value);
}

// In place of what stands there.
void identify(model::identifiers& to, const wire::leerling& from) {
    const std::string_view key = trimmed(from.key.text), eckid = trimmed(from.eckid.text);
    std::size_t count = 0;
    if (!key.empty() && !is_dummy_key(key)) put_id(to, count++, scheme::las_key, key);
    if (!eckid.empty()) put_id(to, count++, scheme::eckid, eckid);
    to.resize(count);
}

void take_year(std::vector<model::term>& to, const wire::value& from) {
    to.resize(from ? 1 : 0);
    if (!from) return;
    to[0].value.assign(from.text);
    to[0].vocabulary.assign(roster::year_level_vocabulary);
}

// An integer: it may have a sign and zeros in front.
std::string_view plain_digits(std::string_view integer) {
    integer = trimmed(integer);
    const std::size_t first = integer.find_first_not_of("+-0");
    return first == std::string_view::npos ? std::string_view("0") : integer.substr(first);
}

struct meaning {
    roster::role what;
    std::string_view code, words;
};

meaning meaning_of(const wire::role& from) {
    if (from.rol) return {role_of(from.rol.text).value_or(roster::role::other), from.rol.text, {}};
    return {roster::role::other, {}, from.rolomschrijving.text};
}

// The code as an extension, where the role alone would be written as another one.
model::extensions exact_word(std::string_view code, std::string_view understood) {
    if (code == understood) return {};
    return {{std::string(extension_family), std::string(role_extension), std::string(code)}};
}

// A group that is named twice counts once.
bool is_named_before(const std::vector<wire::value>& keys, std::vector<wire::value>::const_iterator at) {
    return std::any_of(keys.begin(), at, [&](const wire::value& one) {
        return trimmed(one.text) == trimmed(at->text);
    });
}

void add(roster_sink& into, roster::membership one) {
    into.add(roster::record(std::move(one)));
}

} // namespace

model::identifiers school_of(const wire::school& one) {
    model::identifiers ids;
    add_id(ids, scheme::brin, one.brincode.text);
    if (one.dependancecode.text != no_dependance) add_id(ids, scheme::dependance, one.dependancecode.text);
    add_id(ids, scheme::instellingsnummer, one.instellingsnummer.text);
    add_id(ids, scheme::school_key, trimmed(one.schoolkey.text));
    return ids;
}

roster::head head_of(const wire::school& one) {
    roster::head head;
    head.school = school_of(one);
    head.school_year = one.schooljaar.text;
    if (one.peildatum) head.reference_date = read_day(one.peildatum.text);
    if (one.aanmaakdatum) head.made_at = read_moment(one.aanmaakdatum.text);
    head.author = one.auteur.text;
    head.comment = one.commentaar.text;
    add_extension(head.extra, additions_extension, one.toevoegingen);
    return head;
}

void to_records::school(const wire::school& one) {
    made_at_ = trimmed(one.aanmaakdatum.text);
    into_.head(head_of(one));
}

void to_records::vestiging(const wire::vestiging& one) {
    roster::organisation made;
    made.id = trimmed(one.key.text);
    add_key(made, one.key);
    add_tail(made, one);
    made.kind = roster::organisation::kind_of::location;
    made.name = one.naam.text;
    made.description = one.omschrijving.text;
    into_.add(roster::record(std::move(made)));
}

void to_records::groep(const wire::groep& one) {
    roster::group made;
    made.id = trimmed(one.key.text);
    add_key(made, one.key);
    add_tail(made, one);
    made.kind = one.samengesteld ? roster::group::kind_of::lesson : roster::group::kind_of::home;
    made.name = one.naam.text;
    made.description = one.omschrijving.text;
    if (one.jaargroep) made.levels.push_back(roster::year_level(std::string(one.jaargroep.text)));
    into_.add(roster::record(std::move(made)));
}

to_records::to_records(roster_sink& into)
    : into_(into), pupil_(std::in_place_type<roster::person>), membership_(std::in_place_type<roster::membership>) {}

std::string to_records::person_id(std::string_view kind, const wire::value& key, const wire::value& eckid) const {
    const std::string_view text = trimmed(key.text);
    std::string id(kind);
    if (!text.empty() && !is_dummy_key(text)) return id.append(text);
    if (eckid && !trimmed(eckid.text).empty()) return id.append(trimmed(eckid.text));
    id.append(text);
    if (!made_at_.empty()) id.append("@").append(made_at_);
    return id;
}

// The record is the same one every time, so that its texts keep their room where the sink leaves it to them.
void to_records::join(const std::string& person, std::string_view group) {
    auto& made = std::get<roster::membership>(membership_);
    made.group.assign(trimmed(group));
    if (made.person != person || !made.id.starts_with(person)) {
        made.person.assign(person);
        made.id.assign(person).append(1, '|');
    }
    made.id.resize(person.size() + 1);
    made.id.append(made.group);
    into_.add(std::move(membership_));
}

void to_records::leerling(const wire::leerling& one) {
    auto& made = std::get<roster::person>(pupil_);
    pupil_id_ = person_id("leerling:", one.key, one.eckid);
    made.id = pupil_id_;
    made.modified.reset();
    made.extra.clear();
    identify(made.ids, one);
    add_tail(made, one);
    take_names(made, one);
    made.birth_date = day_of(one.geboortedatum);
    made.sex.reset();
    if (one.geslacht) made.sex = gender_of(plain_digits(one.geslacht.text));
    made.in_year_3 = day_of(one.start_ondw_jgr3);
    take_year(made.levels, one.jaargroep);
    made.location.assign(trimmed(one.vestiging.text));
    made.user_name.assign(one.gebruikersnaam.text);
    made.email.assign(one.emailadres.text);
    made.begin = day_of(one.instroomdatum);
    made.end = day_of(one.uitstroomdatum);
    if (made.end) made.end = day_after(*made.end);
    into_.add(std::move(pupil_));
    if (one.groep) join(pupil_id_, one.groep.text);
    const auto& combined = one.samengestelde_groepen;
    for (auto group = combined.begin(); group != combined.end(); ++group)
        if (!one.repeats_a_group || !is_named_before(combined, group)) join(pupil_id_, group->text);
}

void to_records::leerkracht(const wire::leerkracht& one) {
    roster::person made;
    const std::string id = person_id("leerkracht:", one.key, one.eckid);
    made.id = id;
    add_key(made, one.key);
    add_id(made.ids, scheme::eckid, trimmed(one.eckid.text));
    add_tail(made, one);
    made.kind = roster::person_kind::employee;
    take_names(made, one);
    made.user_name = one.gebruikersnaam.text;
    made.email = one.emailadres.text;
    for (const wire::role& role : one.rollen) {
        const meaning told = meaning_of(role);
        roster::person_role& added = made.roles.emplace_back();
        added.what = told.what;
        added.primary = made.roles.size() == 1;
        added.description = told.words;
        added.extra = exact_word(told.code, rol_for(told.what));
    }
    into_.add(roster::record(std::move(made)));
    std::set<std::string> told;
    for (const wire::group_reference& group : one.groepen) teach(id, group, told);
}

void to_records::teach(const std::string& person, const wire::group_reference& at, std::set<std::string>& told_before) {
    roster::membership made;
    made.person = person;
    made.group = trimmed(at.key.text);
    made.id = person + "|" + made.group;
    made.what = roster::role::teacher;
    if (at.rollen.empty() && told_before.insert(made.id).second) add(into_, made);
    for (const wire::role& role : at.rollen) {
        const meaning told = meaning_of(role);
        roster::membership one = made;
        if (&role != at.rollen.data()) one.id.append("|").append(told.code.empty() ? told.words : told.code);
        if (!told_before.insert(one.id).second) continue;
        one.what = told.what;
        one.description = told.words;
        one.extra = exact_word(told.code, rol_at_group_for(told.what));
        add(into_, std::move(one));
    }
}

} // namespace schakel::edex
