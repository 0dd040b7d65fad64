#include "gateway/roster/identity_check.hpp"

#include "gateway/roster/record_bytes.hpp"
#include "gateway/roster/stored_form.hpp"

#include <algorithm>

namespace schakel::roster {

using namespace model::roster;

namespace {

constexpr rule doubled_rule{
    "roster.identity-doubled",
    severity::warning,
    "gateway: one person has one record and one identifier of a scheme",
    "{got} keer draagt het rooster een dubbele identiteit: twee personen met hetzelfde kenmerk, of één persoon met "
    "twee "
    "kenmerken van dezelfde soort.",
    "{got} times the roster holds a doubled identity: two persons with the same identifier, or one person with two "
    "identifiers of one scheme.",
    "Zoek in de administratie welke leerling twee keer is ingevoerd en voeg die daar samen; het gateway heeft niets "
    "samengevoegd.",
    "Find in the school's administration who was entered twice and join them there; the gateway has merged nothing."};

constexpr rule moved_rule{
    "roster.identity-moved",
    severity::warning,
    "gateway: an identifier names one person for ever",
    "{got} keer hoort een kenmerk nu bij iemand anders, terwijl de vorige drager er nog is. Twee leerlingen zijn "
    "mogelijk verwisseld.",
    "{got} times an identifier belongs to somebody else while the person who carried it is still there. Two pupils may "
    "have been swapped.",
    "Controleer in de administratie welke sleutel bij welk ECK iD hoort, voordat er resultaten worden uitgewisseld.",
    "Check in the school's administration which key belongs to which ECK iD, before results are exchanged."};

constexpr rule changed_rule{
    "roster.identity-changed",
    severity::warning,
    "gateway: an identifier names one person for ever",
    "{got} keer heeft iemand een ander kenmerk van dezelfde soort gekregen.",
    "{got} times somebody has got another identifier of the same scheme.",
    "Dit hoort bij een overstap naar een andere school of sector; vraag anders de administratie naar de reden.",
    "This belongs to a change of school or sector; otherwise ask the school's administration for the reason."};

constexpr std::array rule_list{doubled_rule, moved_rule, changed_rule};

bool same_scheme(const model::identifier& a, const model::identifier& b) {
    return a.scheme == b.scheme && a.authority == b.authority;
}

bool has_two_of_a_scheme(const person& one) {
    for (std::size_t i = 0; i < one.ids.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (same_scheme(one.ids[i], one.ids[j]) && one.ids[i].value != one.ids[j].value) return true;
    return false;
}

// Of one scheme it had other values before, and none of them now.
bool has_another_than(const person& before, const person& now) {
    return std::ranges::any_of(before.ids, [&](const model::identifier& old) {
        bool of_scheme = false, kept = false;
        for (const model::identifier& id : now.ids) {
            of_scheme |= same_scheme(id, old);
            kept |= id == old;
        }
        return of_scheme && !kept;
    });
}

std::uint8_t persons() {
    return static_cast<std::uint8_t>(record_kind::person);
}

} // namespace

std::span<const rule> identity_rules() {
    return rule_list;
}

const rule* find_identity_rule(std::string_view id) {
    const auto found = std::ranges::find(rule_list, id, &rule::id);
    return found == rule_list.end() ? nullptr : &*found;
}

// Pupils and employees may be numbered apart: only persons of one kind are compared.
bool identity_check::carried_by_another(const person& one, const model::identifier& id) const {
    for (const auto& row : rows_.named(school_, after_, persons(), name_of(id)))
        if (row.what.key.id != one.id && row.what.links[by_person_kind] == to_string(one.kind)) return true;
    return false;
}

bool identity_check::came_from_another(const person& one, const model::identifier& id) const {
    for (const auto& row : rows_.named(school_, before_, persons(), name_of(id))) {
        if (row.what.key.id == one.id || row.what.links[by_person_kind] != to_string(one.kind)) continue;
        const auto former = rows_.find(school_, after_, row.what.key);
        person still;
        if (!former || former->until || !decode(former->what.bytes, still)) continue;
        const bool carries = std::ranges::count(still.ids, id) > 0;
        if (!carries) return true;
    }
    return false;
}

void identity_check::see(const person& one) {
    const auto any = [&](bool (identity_check::*looks_wrong)(const person&, const model::identifier&) const) {
        return std::ranges::any_of(one.ids, [&](const model::identifier& id) { return (this->*looks_wrong)(one, id); });
    };
    if (has_two_of_a_scheme(one) || any(&identity_check::carried_by_another)) ++seen_[doubled];
    if (before_ == 0) return;
    if (any(&identity_check::came_from_another)) {
        ++seen_[moved];
        return;
    }
    const auto row = rows_.find(school_, before_, key_of(record_kind::person, one.id));
    person before;
    if (row && !(row->until && *row->until <= before_) && decode(row->what.bytes, before) &&
        has_another_than(before, one))
        ++seen_[changed];
}

std::vector<identity_count> identity_check::counts() const {
    std::vector<identity_count> all;
    for (std::size_t i = 0; i < rules; ++i)
        if (seen_[i] > 0) all.push_back({std::string(rule_list[i].id), seen_[i]});
    return all;
}

findings findings_of(const std::vector<identity_count>& counts) {
    findings found;
    for (const identity_count& one : counts)
        if (const rule* broken = find_identity_rule(one.rule))
            found.push_back({broken, {}, {}, std::to_string(one.count), {}});
    return found;
}

} // namespace schakel::roster
