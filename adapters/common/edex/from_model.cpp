#include "adapters/common/edex/from_model.hpp"

#include "adapters/common/edex/codes.hpp"
#include "adapters/common/edex/to_model.hpp"
#include "adapters/common/edex/values.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/model/roster_field.hpp"

namespace schakel::edex {

namespace {

namespace roster = model::roster;
namespace rf = model::roster_field;
namespace scheme = model::scheme;

constexpr std::size_t longest_name = 64, longest_description = 256;
constexpr std::string_view no_name = "-";

bool is_digits(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_brin(std::string_view text) {
    return text.size() == 4 && is_digits(text.substr(0, 2), 2, 2) && text[2] >= 'A' && text[2] <= 'Z' &&
           text[3] >= 'A' && text[3] <= 'Z';
}

} // namespace

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

std::string_view first_characters(std::string_view text, std::size_t most) {
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && seen++ == most) return text.substr(0, at);
    }
    return text;
}

draft::draft(const target& into, const draft_rules& rules, const model::identifiers& school)
    : into_(into), rules_(rules), space_(minting_space(school)) {}

wire::value draft::keep(std::string text) {
    if (texts_.size() == texts_used_) texts_.emplace_back();
    return {texts_[texts_used_++] = std::move(text), 0};
}

bool draft::allowed(element where, name field, std::size_t count) {
    if (into_.allows[number_of(where)]) return true;
    fate_.dropped(field, into_.not_allowed, count);
    return false;
}

void draft::carry(wire::value& to, element where, name field, std::string_view text) {
    if (text.empty() || !allowed(where, field)) return;
    to = {text, 0};
    carried_.add(field);
}

// A text that may be cut.
void draft::carry_text(wire::value& to, element where, name field, std::string_view text, std::size_t longest) {
    if (text.empty() || !allowed(where, field)) return;
    const std::string_view kept = first_characters(text, longest);
    to = {kept, 0};
    if (kept.size() == text.size())
        carried_.add(field);
    else
        fate_.mapped(field, "cut at " + std::to_string(longest) + " characters");
}

// A text of which a part means nothing.
void draft::carry_short(wire::value& to, element where, name field, std::string_view text, std::size_t longest) {
    if (count_characters(text) > longest)
        fate_.dropped(field, "longer than " + std::to_string(longest) + " characters");
    else
        carry(to, where, field, text);
}

void draft::carry_day(wire::value& to, element where, name field, const std::optional<roster::day>& when) {
    if (!when || !allowed(where, field)) return;
    to = keep(to_string(*when));
    carried_.add(field);
}

void draft::carry_moment(wire::value& to, element where, name field, const std::optional<instant>& when) {
    if (!when || !allowed(where, field)) return;
    const bool whole = when->time_since_epoch() % 1s == 0s;
    to = keep(whole ? to_rfc3339(*when) : to_rfc3339_milliseconds(*when));
    carried_.add(field);
}

void draft::carry_additions(wire::value& to, element where, const model::extensions& extra) {
    const std::string_view xml = model::value_of(extra, extension_family, additions_extension);
    if (xml.empty() || !allowed(where, model::field::extension)) return;
    if (!into_.has_additions) return fate_.dropped(model::field::extension, "partners' blocks have no place here");
    to = {xml, 0};
    carried_.add(model::field::extension);
}

// The key of the administration, or one that is minted from the record's id.
std::string draft::key_for(const roster::record_tail& from, std::string_view kind, name field) {
    const std::string_view key = model::value_of(from.ids, scheme::las_key);
    if (!key.empty() && count_characters(key) <= into_.longest_key) {
        carried_.add(field);
        return std::string(key);
    }
    if (key.empty())
        fate_.mapped(field, "no key of the administration is known: minted from the id");
    else
        fate_.mapped(field, "longer than " + std::to_string(into_.longest_key) + " characters: minted");
    return minted_id(space_, kind, from.id);
}

const wire::school& draft::school(const roster::head& from) {
    texts_used_ = 0;
    school_ = {};
    using enum element;
    choose_school_year(from);
    carry_day(school_.peildatum, school_peildatum, rf::reference_date, from.reference_date);
    name_school(from.school);
    carry_moment(school_.aanmaakdatum, school_aanmaakdatum, rf::made_at, from.made_at);
    carry_text(school_.auteur, school_auteur, rf::author, from.author, 128);
    if (!into_.xsdversie.empty()) school_.xsdversie = {into_.xsdversie, 0};
    carry(school_.commentaar, school_commentaar, rf::comment, from.comment);
    carry_additions(school_.toevoegingen, school_toevoegingen, from.extra);
    return school_;
}

void draft::choose_school_year(const roster::head& from) {
    if (roster::is_school_year(from.school_year))
        return carry(school_.schooljaar, element::school_schooljaar, rf::school_year, from.school_year);
    std::optional<roster::day> day = from.reference_date;
    if (!day && from.made_at) day = date_in_amsterdam(*from.made_at);
    school_.schooljaar = keep(day ? roster::school_year_of(*day) : into_.otherwise_school_year);
    if (!from.school_year.empty())
        fate_.mapped(rf::school_year, "no school year: the one that holds the day of the roster");
    if (from.school_year.empty())
        fate_.defaulted(
            "school/schooljaar", "the source names no school year: the one that holds the day of the roster"
        );
}

// brincode excludes instellingsnummer.
void draft::name_school(const model::identifiers& ids) {
    using enum element;
    const std::string_view brin = model::value_of(ids, scheme::brin);
    const std::string_view dependance = model::value_of(ids, scheme::dependance);
    const std::string_view number = model::value_of(ids, scheme::instellingsnummer);
    if (is_brin(brin)) {
        carry(school_.brincode, school_brincode, rf::school, brin);
        if (is_digits(dependance, 2, 2)) carry(school_.dependancecode, school_dependancecode, rf::school, dependance);
    } else if (is_digits(number, 2, 6)) {
        carry(school_.instellingsnummer, school_instellingsnummer, rf::school, number);
    }
    carry_short(
        school_.schoolkey, school_schoolkey, rf::school, model::value_of(ids, scheme::school_key), into_.longest_key
    );
}

const wire::vestiging* draft::vestiging(const roster::organisation& from) {
    if (from.kind != roster::organisation::kind_of::location) return nullptr;
    texts_used_ = 0;
    vestiging_ = {};
    using enum element;
    if (!allowed(element::vestiging, rf::organisation_kind)) return nullptr;
    carried_.add(rf::organisation_kind);
    vestiging_.key = keep(key_for(from, "vestiging", rf::organisation_id));
    branches_[from.id] = vestiging_.key.text;
    carry_text(vestiging_.naam, vestiging_naam, rf::organisation_name, from.name, longest_name);
    if (!vestiging_.naam) fill_name(vestiging_.naam, "vestigingen/vestiging/naam");
    carry_text(
        vestiging_.omschrijving, vestiging_omschrijving, rf::organisation_description, from.description,
        longest_description
    );
    carry_moment(vestiging_.mutatiedatum, vestiging_mutatiedatum, rf::modified, from.modified);
    return &vestiging_;
}

void draft::fill_name(wire::value& to, std::string_view path) {
    to = {no_name, 0};
    fate_.defaulted(path, "the source gives no name");
}

const wire::groep& draft::groep(const roster::group& from) {
    texts_used_ = 0;
    groep_ = {};
    using enum element;
    const bool lesson = from.kind == roster::group::kind_of::lesson;
    groep_.samengesteld = lesson;
    carried_.add(rf::group_kind);
    groep_.key = keep(key_for(from, "group", rf::group_id));
    groups_[from.id] = {std::string(groep_.key.text), lesson};
    carry_text(groep_.naam, lesson ? samengestelde_groep_naam : groep_naam, rf::group_name, from.name, longest_name);
    if (!groep_.naam) fill_name(groep_.naam, "groepen/groep/naam");
    if (!lesson) choose_year(from.levels);
    carry_text(
        groep_.omschrijving, lesson ? samengestelde_groep_omschrijving : groep_omschrijving, rf::group_description,
        from.description, longest_description
    );
    carry_additions(groep_.toevoegingen, lesson ? samengestelde_groep_toevoegingen : groep_toevoegingen, from.extra);
    carry_moment(
        groep_.mutatiedatum, lesson ? samengestelde_groep_mutatiedatum : groep_mutatiedatum, rf::modified, from.modified
    );
    return groep_;
}

// A groep has exactly one jaargroep.
void draft::choose_year(const std::vector<model::term>& levels) {
    constexpr std::string_view path = "groepen/groep/jaargroep";
    if (levels.size() > 1) {
        groep_.jaargroep = {"C", 0};
        return fate_.mapped(rf::group_level, "a group of several years: C", levels.size());
    }
    if (levels.size() == 1 && is_jaargroep(levels[0].value)) {
        groep_.jaargroep = {levels[0].value, 0};
        return carried_.add(rf::group_level);
    }
    groep_.jaargroep = {"N", 0};
    if (levels.empty()) return fate_.defaulted(path, "the source gives no year: N");
    fate_.dropped(rf::group_level, "not a year that EDEX knows; N is written");
}

} // namespace schakel::edex
