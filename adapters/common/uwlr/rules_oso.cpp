#include "adapters/common/uwlr/rules_oso.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/values.hpp"

namespace schakel::uwlr {

namespace {

// Counts are 32-bit by schema, so a missing one and one that cannot be read are the same here.
std::optional<decimal> count_of(const wire::value& count, findings& list) {
    const auto number = number_of(count.text);
    if (number && number->is_negative())
        list.push_back(found("uwlr.oso-negative", count.at, "0", masked(number->text())));
    return number;
}

void check_decimal(const wire::value& value, findings& list) {
    if (value && !number_of(value.text)) list.push_back(found("uwlr.number-range", value.at, "30"));
}

void check_counts(const wire::toetsscore& counts, findings& list) {
    const auto items = count_of(counts.aantalopgaven, list);
    const auto correct = count_of(counts.aantalgoed, list);
    const auto incorrect = count_of(counts.aantalfout, list);
    const auto read = count_of(counts.aantalgelezen, list);
    count_of(counts.tijd, list);
    check_decimal(counts.tijd, list);
    if (!items) return;
    const decimal zero(0);
    const decimal answered = correct.value_or(zero).minus(zero.minus(incorrect.value_or(zero)));
    if (answered > *items) {
        const std::size_t at = counts.aantalgoed ? counts.aantalgoed.at : counts.aantalfout.at;
        list.push_back(found("uwlr.oso-more-than-items", at, items->text(), masked(answered.text())));
    }
    if (read && *read > *items)
        list.push_back(
            found("uwlr.oso-read-more-than-items", counts.aantalgelezen.at, items->text(), masked(read->text()))
        );
}

void check_skill(const wire::toetsscore& counts, findings& list) {
    check_decimal(counts.vaardigheidsscore, list);
    check_decimal(counts.bivlaag, list);
    check_decimal(counts.bivhoog, list);
    const auto low = number_of(counts.bivlaag.text);
    const auto high = number_of(counts.bivhoog.text);
    const auto skill = number_of(counts.vaardigheidsscore.text);
    if (!low || !high) return;
    if (*low > *high)
        list.push_back(found("uwlr.oso-interval-reversed", counts.bivlaag.at));
    else if (skill && (*skill < *low || *skill > *high))
        list.push_back(found("uwlr.oso-skill-outside-interval", counts.vaardigheidsscore.at));
}

} // namespace

void check_oso(const wire::osoresultaat& result, const code_lists& lists, findings& list) {
    if (!result.toetsscore && result.referentiescores.empty()) list.push_back(found("uwlr.oso-empty", result.at));
    if (result.toetsscore) {
        check_counts(*result.toetsscore, list);
        check_skill(*result.toetsscore, list);
    }
    for (const wire::referentiescore& reference : result.referentiescores) {
        const wire::value& code = reference.codereferentiescore;
        const wire::value& group = reference.codevergelijkingsgroep;
        if (!lists.reference_scores.holds(code.text)) {
            const std::string known = lists.reference_scores.summary();
            list.push_back(found("uwlr.oso-reference-code", code.at, known, masked(code.text)));
        }
        if (!lists.comparison_groups.holds(group.text)) {
            const std::string known = lists.comparison_groups.summary();
            list.push_back(found("uwlr.oso-comparison-group", group.at, known, masked(group.text)));
        }
    }
}

} // namespace schakel::uwlr
