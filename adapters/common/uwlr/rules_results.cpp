// Rules on results and the pupils they belong to.
#include "adapters/common/uwlr/rules.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/rules_oso.hpp"
#include "adapters/common/uwlr/values.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace schakel::uwlr {

namespace {

using std::chrono::year_month_day;

// What the results of one message are compared with.
struct surroundings {
    const code_lists& lists;
    std::unordered_map<std::string_view, const wire::toets*> tests;
    std::set<const wire::toets*> used, scored, measured; // scored: with a score; measured: with an OSO result
    std::optional<year_month_day> assembled;             // the day of aanmaakdatum
    std::optional<int> first_year;                       // of the school year
};

surroundings surroundings_of(const wire::message& message, const code_lists& lists) {
    surroundings around{lists, {}, {}, {}, {}, {}, first_year_of(message.school.schooljaar.text)};
    for (const wire::toets& test : message.toetsen) around.tests.emplace(test.toetscode.text, &test);
    if (const auto when = instant_of(message.school.aanmaakdatum.text)) around.assembled = date_in_amsterdam(*when);
    return around;
}

void check_date(const wire::value& date, const surroundings& around, findings& list) {
    using namespace std::chrono;
    if (!date) return;
    const std::string shown(trimmed(date.text).substr(0, 12));
    const auto day = date_of(date.text);
    if (!day || !plausible(*day)) {
        list.push_back(found("uwlr.date-implausible", date.at, plausible_years, shown));
        return;
    }
    if (around.assembled && *day > *around.assembled)
        list.push_back(found("uwlr.date-in-future", date.at, to_string(*around.assembled), shown));
    if (!around.first_year) return;
    const year_month_day first = year(*around.first_year) / August / 1;
    const year_month_day last = year(*around.first_year + 1) / July / 31;
    if (*day < first || *day > last) {
        list.push_back(
            found("uwlr.date-outside-school-year", date.at, to_string(first) + " - " + to_string(last), shown)
        );
    }
}

const wire::toetsonderdeel* part_of(const wire::toets& test, std::string_view code) {
    for (const wire::toetsonderdeel& part : test.toetsonderdelen) {
        if (part.toetsonderdeelcode.text == code) return &part;
    }
    return nullptr;
}

void check_score(const wire::resultaat& result, const std::optional<wire::normering>& norms, findings& list) {
    const auto score = number_of(result.score.text);
    if (!score) {
        list.push_back(found("uwlr.number-range", result.score.at, "30"));
        return;
    }
    if (!norms) return;
    std::string ranges;
    for (const wire::norm& norm : norms->normen) {
        const auto begin = number_of(norm.beginnormwaarde.text);
        const auto end = number_of(norm.eindnormwaarde.text);
        if (!begin || !end || *begin > *end || (*begin <= *score && *score <= *end)) return;
        ranges += (ranges.empty() ? "" : ", ") + begin->text() + "-" + end->text();
    }
    list.push_back(found("uwlr.score-outside-norms", result.score.at, ranges, masked(score->text())));
}

// "X" stands for "not taken" where that was agreed.
bool holds_score(const wire::resultaat& result) {
    return result.score && trimmed(result.score.text) != "X";
}

void check_against_test(const wire::resultaat& result, surroundings& around, findings& list) {
    const auto entry = around.tests.find(result.toetscode.text);
    if (entry == around.tests.end()) return; // the schema's own finding
    const wire::toets& test = *entry->second;
    around.used.insert(&test);
    (result.osoresultaat ? around.measured : around.scored).insert(&test);
    if (result.versie && result.versie.text != test.versie.text) {
        const std::string expected = shown_version(test.versie.text);
        list.push_back(found("uwlr.version-mismatch", result.versie.at, expected, shown_version(result.versie.text)));
    }
    const wire::toetsonderdeel* part = nullptr;
    if (const wire::value& code = result.toetsonderdeelcode) {
        part = part_of(test, code.text);
        if (!part) {
            list.push_back(
                found("uwlr.part-unknown", code.at, std::to_string(test.toetsonderdelen.size()), masked(code.text))
            );
        }
    }
    if (!holds_score(result)) return;
    const bool whole_test = !result.toetsonderdeelcode;
    if (part || whole_test) check_score(result, part ? part->toetsonderdeelnormering : test.toetsnormering, list);
}

void check_key(std::string_view key, std::size_t at, findings& list) {
    if (trimmed(key).size() != key.size()) list.push_back(found("uwlr.key-blanks", at));
}

void check_pupil(const wire::toetsafname& pupil, findings& list) {
    check_key(pupil.leerlingid.text, pupil.leerlingid.at, list);
    check_key(pupil.eckid.text, pupil.eckid.at, list);
    check_key(pupil.resultaatverwerkerid.text, pupil.resultaatverwerkerid.at, list);
    check_eckid(pupil.eckid, list);
}

void check_pupils_agree(const wire::message& message, findings& list) {
    std::map<std::string_view, std::string_view> eckid_of, key_of;
    for (const wire::toetsafname& pupil : message.toetsafnames) {
        const std::string_view key = pupil.leerlingid.text;
        const std::string_view eckid = pupil.eckid.text;
        if (key.empty() || eckid.empty()) continue;
        const bool agrees =
            eckid_of.emplace(key, eckid).first->second == eckid && key_of.emplace(eckid, key).first->second == key;
        if (!agrees) list.push_back(found("uwlr.pupil-ambiguous", pupil.eckid.at));
    }
}

enum class branch { score, oso, other };

branch branch_of(const wire::resultaat& result) {
    if (result.osoresultaat) return branch::oso;
    return result.score ? branch::score : branch::other;
}

} // namespace

void check_eckid(const wire::value& eckid, findings& list) {
    if (!eckid) return;
    const std::size_t colon = eckid.text.find(':');
    const bool is_uri =
        colon != std::string::npos && colon > 0 && eckid.text.find_first_of(" \t\r\n") == std::string::npos;
    if (!is_uri) list.push_back(found("uwlr.eckid-form", eckid.at, "https://ketenid.nl/…", masked(eckid.text)));
}

void check_results(const wire::message& message, const code_lists& lists, findings& list) {
    surroundings around = surroundings_of(message, lists);
    using identity = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, branch>;
    std::set<identity> seen; // pupil, test, part, day, form
    for (const wire::toetsafname& pupil : message.toetsafnames) {
        check_pupil(pupil, list);
        const std::string_view who = pupil.leerlingid ? pupil.leerlingid.text : pupil.eckid.text;
        for (const wire::resultaat& result : pupil.resultaten) {
            check_key(result.key, result.at, list);
            check_date(result.afnamedatum, around, list);
            check_against_test(result, around, list);
            if (result.osoresultaat) check_oso(*result.osoresultaat, lists, list);
            const identity id{
                who, result.toetscode.text, result.toetsonderdeelcode.text, trimmed(result.afnamedatum.text),
                branch_of(result)};
            if (!seen.insert(id).second) list.push_back(found("uwlr.result-repeated", result.at));
        }
    }
    check_pupils_agree(message, list);
    for (const wire::toets& test : message.toetsen) {
        if (!message.toetsafnames.empty() && !around.used.contains(&test))
            list.push_back(found("uwlr.test-unused", test.at));
        if (test.toetsnormering && around.measured.contains(&test) && !around.scored.contains(&test))
            list.push_back(found("uwlr.norm-with-oso", test.toetsnormering->at));
    }
}

} // namespace schakel::uwlr
