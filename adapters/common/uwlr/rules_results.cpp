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

using std::chrono::year_month_day;

// What the results of one message are compared with.
struct results_check::surroundings {
    const wire::message& message;
    const code_lists& lists;
    bool has_pupils = false;
    std::unordered_map<std::string_view, const wire::toets*> tests;
    std::set<const wire::toets*> used, scored, measured; // scored: with a score; measured: with an OSO result
    std::optional<year_month_day> assembled;             // the day of aanmaakdatum
    std::optional<int> first_year;                       // of the school year

    void check_date(const wire::value& date, findings& list) const;
    void check_against_test(const wire::resultaat& result, findings& list);
};

results_check::results_check(const wire::message& message, const code_lists& lists)
    : around_(std::make_unique<surroundings>(surroundings{
          message, lists, false, {}, {}, {}, {}, {}, first_year_of(message.school.schooljaar.text)})) {
    for (const wire::toets& test : message.toetsen) around_->tests.emplace(test.toetscode.text, &test);
    if (const auto when = instant_of(message.school.aanmaakdatum.text)) around_->assembled = date_in_amsterdam(*when);
}

results_check::~results_check() = default;

void results_check::surroundings::check_date(const wire::value& date, findings& list) const {
    using namespace std::chrono;
    if (!date) return;
    const std::string shown(trimmed(date.text).substr(0, 12));
    const auto day = date_of(date.text);
    if (!day || !plausible(*day)) {
        list.push_back(found("uwlr.date-implausible", date.at, plausible_years, shown));
        return;
    }
    if (assembled && *day > *assembled)
        list.push_back(found("uwlr.date-in-future", date.at, to_string(*assembled), shown));
    if (!first_year) return;
    const year_month_day first = year(*first_year) / August / 1;
    const year_month_day last = year(*first_year + 1) / July / 31;
    if (*day < first || *day > last) {
        list.push_back(
            found("uwlr.date-outside-school-year", date.at, to_string(first) + " - " + to_string(last), shown)
        );
    }
}

namespace {

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

} // namespace

void results_check::surroundings::check_against_test(const wire::resultaat& result, findings& list) {
    const auto entry = tests.find(result.toetscode.text);
    if (entry == tests.end()) return; // the schema's own finding
    const wire::toets& test = *entry->second;
    used.insert(&test);
    (result.osoresultaat ? measured : scored).insert(&test);
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

namespace {

void check_key(std::string_view key, std::size_t at, findings& list) {
    if (trimmed(key).size() != key.size()) list.push_back(found("uwlr.key-blanks", at));
}

void check_pupil(const wire::toetsafname& pupil, findings& list) {
    check_key(pupil.leerlingid.text, pupil.leerlingid.at, list);
    check_key(pupil.eckid.text, pupil.eckid.at, list);
    check_key(pupil.resultaatverwerkerid.text, pupil.resultaatverwerkerid.at, list);
    check_eckid(pupil.eckid, list);
}

void check_pupils_agree(std::span<const wire::toetsafname> pupils, findings& list) {
    std::map<std::string_view, std::string_view> eckid_of, key_of;
    for (const wire::toetsafname& pupil : pupils) {
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

void results_check::add(std::span<const wire::toetsafname> pupils, findings& list) {
    using identity = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, branch>;
    std::set<identity> seen; // pupil, test, part, day, form
    for (const wire::toetsafname& pupil : pupils) {
        check_pupil(pupil, list);
        const std::string_view who = pupil.leerlingid ? pupil.leerlingid.text : pupil.eckid.text;
        for (const wire::resultaat& result : pupil.resultaten) {
            check_key(result.key, result.at, list);
            around_->check_date(result.afnamedatum, list);
            around_->check_against_test(result, list);
            if (result.osoresultaat) check_oso(*result.osoresultaat, around_->lists, list);
            const identity id{
                who, result.toetscode.text, result.toetsonderdeelcode.text, trimmed(result.afnamedatum.text),
                branch_of(result)};
            if (!seen.insert(id).second) list.push_back(found("uwlr.result-repeated", result.at));
        }
    }
    check_pupils_agree(pupils, list);
    around_->has_pupils |= !pupils.empty();
}

void results_check::finish(findings& list) const {
    for (const wire::toets& test : around_->message.toetsen) {
        if (around_->has_pupils && !around_->used.contains(&test)) list.push_back(found("uwlr.test-unused", test.at));
        if (test.toetsnormering && around_->measured.contains(&test) && !around_->scored.contains(&test))
            list.push_back(found("uwlr.norm-with-oso", test.toetsnormering->at));
    }
}

} // namespace schakel::uwlr
