#include "adapters/common/edexml/rules.hpp"

#include "adapters/common/edex/from_model.hpp"
#include "adapters/common/edex/values.hpp"
#include "adapters/common/edexml/rule_catalogue.hpp"

#include <algorithm>
#include <functional>

namespace schakel::edexml {

namespace {

using edex::element;
using edex::trimmed;
using edex::wire::value;

constexpr std::size_t longest_mail_name = 65;
constexpr std::string_view eckid_form = "https://ketenid.nl/…/128 × [0-9a-f]";

std::size_t hash_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

// ECK iDs differ at their ends.
std::size_t sign_of(std::string_view eckid) {
    eckid = trimmed(eckid);
    return hash_of(eckid.substr(eckid.size() - std::min<std::size_t>(eckid.size(), 64)));
}

// Every byte is looked at, so that many can be at once.
bool is_hexadecimal(std::string_view text) {
    unsigned char other = 0;
    for (const char c : text) {
        const auto digit = static_cast<unsigned char>(static_cast<unsigned char>(c) - '0');
        const auto letter = static_cast<unsigned char>(static_cast<unsigned char>(c) - 'a');
        other = static_cast<unsigned char>(other | ((digit > 9 ? 1 : 0) & (letter > 5 ? 1 : 0)));
    }
    return other == 0;
}

bool is_usual_eckid(std::string_view text) {
    constexpr std::string_view begin = "https://ketenid.nl/";
    constexpr std::size_t digits = 128;
    if (text.size() < begin.size() + 1 + digits || !text.starts_with(begin)) return false;
    const std::string_view last = text.substr(text.size() - digits);
    return *(last.data() - 1) == '/' && is_hexadecimal(last);
}

bool has_odd_blanks(std::string_view text) {
    return text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string_view::npos;
}

bool has_loose_hyphen(std::string_view text) {
    return text.find(" -") != std::string_view::npos || text.find("- ") != std::string_view::npos;
}

bool are_initials(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return c == '.' || c == ' ' || (c >= 'a' && c <= 'z'); });
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
    const bool one = text.find('@', at + 1) == std::string_view::npos;
    return one && text.find_first_of(" \t\r\n") == std::string_view::npos &&
           edex::count_characters(text.substr(0, at)) <= longest_mail_name;
}

// Days of four-digit years compare as texts.
std::string_view day_in(const value& from) {
    const std::string_view text = trimmed(from.text).substr(0, 10);
    return text.starts_with('-') ? std::string_view{} : text;
}

bool is_in_school_year(std::string_view day, std::string_view year) {
    return day.size() != 10 || year.size() != 9 ||
           (day >= std::string(year.substr(0, 4)) + "-08-01" && day < std::string(year.substr(5)) + "-08-01");
}

} // namespace

void object_rules::add(std::string_view rule_id, std::size_t at, std::string expected, std::string got) {
    if (found_.size() >= most_) {
        ++untold_;
        return;
    }
    found_.push_back({&rule_named(rule_id), {at, 0, 0, {}}, std::move(expected), std::move(got), {}});
}

void object_rules::school(const edex::wire::school& one) {
    state_day_ = day_in(one.peildatum ? one.peildatum : one.aanmaakdatum);
    if (!one.brincode && !one.instellingsnummer && !one.schoolkey) add("edexml.school-unidentified", one.at);
    if (one.instellingsnummer.text.starts_with('0'))
        add("edexml.school-number", one.instellingsnummer.at, {}, std::string(one.instellingsnummer.text));
    if (one.peildatum && !is_in_school_year(day_in(one.peildatum), one.schooljaar.text))
        add("edexml.state-date", one.peildatum.at, std::string(one.schooljaar.text), std::string(state_day_));
    const std::string_view said = trimmed(one.xsdversie.text);
    if (said.empty() || said == version_ || (!others_like_.empty() && said.starts_with(others_like_))) return;
    add("edexml.version", one.xsdversie.at, version_, masked(said));
}

void object_rules::see_key(key_space& space, const value& key) {
    if (!key) return;
    see_reference(key);
    const std::string_view text = trimmed(key.text);
    space.has_blanks = space.has_blanks || text.size() != key.text.size();
    space.keys.push_back({hash_of(text), key.at});
    if (edex::is_dummy_key(text)) dummies_.see(key.at);
}

void object_rules::see_reference(const value& key) {
    if (key && trimmed(key.text).size() != key.text.size()) add("edexml.key-blanks", key.at, {}, masked(key.text));
}

void object_rules::see_eckid(const value& eckid) {
    if (eckid && !is_usual_eckid(eckid.text)) odd_eckids_.see(eckid.at);
}

void object_rules::leerling(const edex::wire::leerling& one) {
    see_key(pupils_, one.key);
    see_eckid(one.eckid);
    if (one.eckid) pupil_eckids_.push_back(sign_of(one.eckid.text));
    check_names(one);
    check_year(one);
    check_dates(one);
    check_groups(one);
    check_email(one.emailadres);
}

void object_rules::leerkracht(const edex::wire::leerkracht& one) {
    see_key(teachers_, one.key);
    see_eckid(one.eckid);
    if (one.eckid && !std::exchange(eckids_sorted_, true)) std::ranges::sort(pupil_eckids_);
    if (one.eckid && std::ranges::binary_search(pupil_eckids_, sign_of(one.eckid.text)))
        add("edexml.eckid-shared", one.eckid.at);
    check_names(one);
    check_email(one.emailadres);
    for (const edex::wire::group_reference& group : one.groepen) see_reference(group.key);
}

void object_rules::check_names(const edex::wire::names& one) {
    check_name("achternaam", one.achternaam);
    check_name("voorvoegsel", one.voorvoegsel);
    if (has_loose_hyphen(one.achternaam.text))
        add("edexml.name-hyphen", one.achternaam.at, "achternaam", masked(one.achternaam.text));
    if (has_loose_hyphen(one.roepnaam.text))
        add("edexml.name-hyphen", one.roepnaam.at, "roepnaam", masked(one.roepnaam.text));
    if (one.voorletters_1 && !are_initials(one.voorletters_1.text))
        add("edexml.initials", one.voorletters_1.at, {}, masked(one.voorletters_1.text));
}

void object_rules::check_name(std::string_view which, const value& name) {
    if (has_odd_blanks(name.text)) add("edexml.name-blanks", name.at, std::string(which), masked(name.text));
}

void object_rules::check_email(const value& email) {
    if (email && !is_email(email.text)) add("edexml.email-form", email.at, {}, masked(email.text));
}

void object_rules::check_year(const edex::wire::leerling& one) {
    const bool told = one.jaargroep || (year_from_group_ && one.groep);
    if (!told) add("edexml.year-missing", one.at);
    if (one.jaargroep.text == "C") add("edexml.year-combined", one.jaargroep.at);
}

void object_rules::check_dates(const edex::wire::leerling& one) {
    if (one.instroomdatum && one.uitstroomdatum && day_in(one.uitstroomdatum) < day_in(one.instroomdatum))
        add("edexml.left-before-entered", one.uitstroomdatum.at);
    if (one.geboortedatum && !state_day_.empty() && day_in(one.geboortedatum) > state_day_)
        add("edexml.birth-date", one.geboortedatum.at, state_day_);
}

void object_rules::check_groups(const edex::wire::leerling& one) {
    see_reference(one.groep);
    see_reference(one.vestiging);
    const auto& groups = one.samengestelde_groepen;
    for (const value& group : groups) see_reference(group);
    for (std::size_t i = 0; one.repeats_a_group && i < groups.size(); ++i) {
        for (std::size_t before = 0; before < i; ++before) {
            if (trimmed(groups[before].text) != trimmed(groups[i].text)) continue;
            add("edexml.group-twice", groups[i].at, {}, masked(groups[i].text));
            break;
        }
    }
}

// Without blanks the schema has seen to it.
void object_rules::report_duplicates(key_space& space) {
    if (!space.has_blanks) return;
    std::ranges::sort(space.keys, [](const seen_key& a, const seen_key& b) {
        return a.hash != b.hash ? a.hash < b.hash : a.at < b.at;
    });
    for (std::size_t i = 1; i < space.keys.size(); ++i)
        if (space.keys[i].hash == space.keys[i - 1].hash) add("edexml.duplicate-key", space.keys[i].at);
}

void object_rules::report_counted(const edex::element_counts& counts) {
    if (dummies_.count > 0) add("edexml.dummy-key", dummies_.first, {}, std::to_string(dummies_.count));
    if (odd_eckids_.count > 0)
        add("edexml.eckid-form", odd_eckids_.first, std::string(eckid_form), std::to_string(odd_eckids_.count));
    for (const element which :
         {element::leerling_sofinummer, element::leerling_bsn, element::leerling_onderwijsnummer,
          element::leerling_rijksregisternummer}) {
        const std::uint64_t count = counts[edex::number_of(which)];
        const std::string name(edex::row_of(which).local);
        if (count > 0) add("edexml.national-number", location::nowhere, name, std::to_string(count));
    }
}

findings object_rules::finish(const edex::element_counts& counts) {
    // An error is told whatever the number of warnings.
    findings warnings = std::exchange(found_, {});
    for (key_space* space : {&branches_, &groups_, &pupils_, &teachers_}) report_duplicates(*space);
    report_counted(counts);
    found_.insert(found_.end(), std::move_iterator(warnings.begin()), std::move_iterator(warnings.end()));
    std::ranges::stable_sort(found_, {}, [](const finding& one) { return one.where.offset; });
    if (untold_ > 0) {
        const rule& more = rule_named("edexml.more-findings");
        found_.push_back({&more, {}, {}, std::to_string(untold_), {}});
    }
    return std::exchange(found_, {});
}

} // namespace schakel::edexml
