#include "adapters/common/uwlr/pupil_data/object_rules.hpp"

#include "adapters/common/edex/values.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/values.hpp"

#include <charconv>

namespace schakel::uwlr::pupil_data {

namespace {

namespace edw = edex::wire;

wire::value owned(const edw::value& value) {
    return {std::string(value.text), value.at};
}

// The number of a jaargroep; 0 for the letters and for "0".
int level_of(std::string_view jaargroep) {
    int level = 0;
    std::from_chars(jaargroep.data(), jaargroep.data() + jaargroep.size(), level);
    return level;
}

constexpr int last_ambiguous_level = 6; // beyond it a level is of primary education in any case
constexpr int first_secondary_level = 11;

// Who is in year N of primary education is N + 3 at the start of it, in year N of secondary education N + 11. From four
// years above the former on, the latter is nearer.
constexpr int secondary_age(int level) {
    return level + 3 + 4;
}

} // namespace

void object_rules::school(const edw::school& one) {
    version_ = one.xsdversie.text;
    first_year_ = first_year_of(one.schooljaar.text).value_or(0);
    wire::school named;
    named.schooljaar = owned(one.schooljaar);
    named.brincode = owned(one.brincode);
    named.dependancecode = owned(one.dependancecode);
    named.xsdversie = owned(one.xsdversie);
    check_version(named, spoken_, out_);
    check_school(named, out_);
    check_key(one.schoolkey);
}

void object_rules::vestiging(const edw::vestiging& one) {
    check_key(one.key);
}

void object_rules::groep(const edw::groep& one) {
    check_key(one.key);
    note_level(one.jaargroep, -1);
}

void object_rules::leerling(const edw::leerling& one) {
    check_person_key(one.key);
    check_eckid(one.eckid);
    if (own_.pupil_without_id && !one.key && !one.eckid)
        out_.push_back({own_.pupil_without_id, {one.at, 0, 0, {}}, {}, {}, {}});
    if (one.key && !one.eckid) by_key_only_.at(one.at);
    note_level(one.jaargroep, age_in(one.geboortedatum));
}

void object_rules::leerkracht(const edw::leerkracht& one) {
    check_person_key(one.key);
    check_eckid(one.eckid);
}

void object_rules::finish() {
    const auto tell = [&](const rule& broken, const seen& what, std::string expected) {
        finding one;
        one.broken = &broken;
        one.where.offset = what.first;
        one.expected = std::move(expected);
        one.got = std::to_string(what.count);
        out_.push_back(std::move(one));
    };
    const seen& wrong_sector = secondary_ > 0 ? primary_ : too_old_;
    if (wrong_sector.count > 0) tell(rule_named("uwlr.roster-year-of-primary"), wrong_sector, "11-16");
    if (dummies_.count > 0) tell(rule_named("uwlr.roster-key-dummy"), dummies_, {});
    if (own_.eckid_expected && by_key_only_.count > 0) tell(*own_.eckid_expected, by_key_only_, {});
}

void object_rules::check_key(const edw::value& key) {
    if (edex::trimmed(key.text).size() != key.text.size()) out_.push_back(found("uwlr.roster-key-blanks", key.at));
}

void object_rules::check_person_key(const edw::value& key) {
    check_key(key);
    if (edex::is_dummy_key(edex::trimmed(key.text))) dummies_.at(key.at);
}

void object_rules::check_eckid(const edw::value& eckid) {
    if (eckid) uwlr::check_eckid(owned(eckid), out_);
}

void object_rules::note_level(const edw::value& jaargroep, int age) {
    const int level = level_of(jaargroep.text);
    if (level >= first_secondary_level) ++secondary_;
    if (level < 1 || level > last_ambiguous_level) return;
    primary_.at(jaargroep.at);
    if (age >= secondary_age(level)) too_old_.at(jaargroep.at);
}

int object_rules::age_in(const edw::value& geboortedatum) const {
    const auto born = edex::read_day(geboortedatum.text);
    if (!born || first_year_ == 0) return -1;
    const bool had_birthday = born->month() < std::chrono::August;
    return first_year_ - static_cast<int>(born->year()) - (had_birthday ? 0 : 1);
}

edex::reference_rules reference_rules() {
    return {
        &rule_named("uwlr.roster-key-duplicate"), &rule_named("uwlr.roster-eckid-duplicate"),
        &rule_named("uwlr.roster-reference-unknown")};
}

} // namespace schakel::uwlr::pupil_data
