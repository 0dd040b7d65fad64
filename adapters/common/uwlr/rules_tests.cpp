// Rules on test definitions and their norms.
#include "adapters/common/uwlr/rules.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/values.hpp"

#include <algorithm>
#include <set>

namespace schakel::uwlr {

namespace {

struct range {
    decimal begin, end;
    std::size_t at = location::nowhere;

    std::string text() const { return begin.text() + "-" + end.text(); }
};

// The ranges of the norms that can be compared, by begin; those that run backwards are reported and left out.
std::vector<range> ranges_of(const wire::normering& norms, findings& list) {
    std::vector<range> ranges;
    for (const wire::norm& norm : norms.normen) {
        if (!norm.beginnormwaarde || !norm.eindnormwaarde) continue;
        const auto begin = number_of(norm.beginnormwaarde.text);
        const auto end = number_of(norm.eindnormwaarde.text);
        if (!begin) list.push_back(found("uwlr.number-range", norm.beginnormwaarde.at, "30"));
        if (!end) list.push_back(found("uwlr.number-range", norm.eindnormwaarde.at, "30"));
        if (!begin || !end) continue;
        range one{*begin, *end, norm.at};
        if (one.begin > one.end)
            list.push_back(found("uwlr.norm-reversed", norm.beginnormwaarde.at, {}, one.text()));
        else
            ranges.push_back(one);
    }
    std::ranges::stable_sort(ranges, {}, &range::begin);
    return ranges;
}

void check_ranges(const std::vector<range>& ranges, findings& list) {
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        const range& before = ranges[i - 1];
        const range& after = ranges[i];
        const decimal distance = after.begin.minus(before.end);
        if (distance <= decimal(0)) {
            list.push_back(found("uwlr.norm-overlap", after.at, before.text(), after.text()));
        } else if (distance > decimal(1)) {
            const decimal first = before.end.minus(decimal(-1));
            const decimal last = after.begin.minus(decimal(1));
            const std::string missing = first == last ? first.text() : first.text() + "-" + last.text();
            list.push_back(found("uwlr.norm-gap", after.at, missing));
        }
    }
}

void check_marks(const wire::norm& norm, findings& list) {
    const auto from = number_of(norm.schoolcijfer_vanaf.text);
    const auto until = number_of(norm.schoolcijfer_totenmet.text);
    if (from && until && *from > *until) {
        list.push_back(
            found("uwlr.norm-grade-reversed", norm.schoolcijfer_vanaf.at, {}, from->text() + "-" + until->text())
        );
    }
}

void check_term(const wire::term& term, const code_lists& lists, findings& list) {
    if (!term || term.bound.vocabulaire.empty()) return;
    const code_list* known = lists.vocabulary(term.bound.vocabulaire);
    if (known && !known->holds(term.text))
        list.push_back(found("uwlr.vocabulary-term", term.at, known->summary(), masked(term.text)));
}

void check_norms(const std::optional<wire::normering>& norms, const code_lists& lists, findings& list) {
    if (!norms) return;
    check_term(norms->toetscategorie, lists, list);
    check_term(norms->toetsniveau, lists, list);
    if (norms->wegingsfactor && !number_of(norms->wegingsfactor.text))
        list.push_back(found("uwlr.number-range", norms->wegingsfactor.at, "30"));
    std::set<std::string_view> terms;
    for (const wire::norm& norm : norms->normen) {
        check_marks(norm, list);
        if (norm.term && !terms.insert(norm.term.text).second)
            list.push_back(found("uwlr.norm-term-duplicate", norm.term.at));
    }
    check_ranges(ranges_of(*norms, list), list);
}

void check_test(const wire::toets& test, const code_lists& lists, findings& list) {
    for (const wire::term* term : {&test.toetscode, &test.versie, &test.leerjaar, &test.vakgebied})
        check_term(*term, lists, list);
    for (const wire::ingang& entry : test.toetshierarchie) check_term(entry, lists, list);
    check_norms(test.toetsnormering, lists, list);
    std::set<std::string_view> codes;
    for (const wire::toetsonderdeel& part : test.toetsonderdelen) {
        check_term(part.toetsonderdeelcode, lists, list);
        check_norms(part.toetsonderdeelnormering, lists, list);
        const std::string& code = part.toetsonderdeelcode.text;
        if (!codes.insert(code).second)
            list.push_back(found("uwlr.part-duplicate", part.toetsonderdeelcode.at, {}, masked(code)));
    }
}

} // namespace

void check_tests(const wire::message& message, const code_lists& lists, findings& list) {
    for (const wire::toets& test : message.toetsen) check_test(test, lists, list);
}

} // namespace schakel::uwlr
