#include "adapters/common/uwlr/quirks.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_data/calls.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/values.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

namespace schakel::uwlr {

namespace {

using std::string_view;

// All elements in document order, which is the order of their offsets.
class places {
public:
    explicit places(const xml::node& root) { add(root); }

    // The element that an offset lies at or in.
    xml::node at(std::size_t offset) const {
        const auto after = std::ranges::upper_bound(all_, offset, {}, &std::pair<std::size_t, xml::node>::first);
        return after == all_.begin() ? xml::node{} : std::prev(after)->second;
    }

private:
    void add(const xml::node& element) {
        all_.emplace_back(element.offset(), element);
        for (xml::node child = element.first_child(); child; child = child.next_sibling()) add(child);
    }

    std::vector<std::pair<std::size_t, xml::node>> all_;
};

xml::node enclosing(xml::node element, string_view local) {
    while (element && !element.is(space::results, local)) element = element.parent();
    return element;
}

using counts = std::map<string_view, int>;

// How often each child occurs; unknown ones under "".
counts children_of(const xml::node& parent, std::span<const string_view> known) {
    counts seen;
    for (xml::node child = parent.first_child(); child; child = child.next_sibling()) {
        const bool ours = child.space() == parent.space() && std::ranges::find(known, child.local()) != known.end();
        ++seen[ours ? child.local() : string_view{}];
    }
    return seen;
}

bool once_at_most(const counts& seen) {
    return !seen.contains({}) && std::ranges::all_of(seen, [](const auto& one) { return one.second == 1; });
}

constexpr std::array<string_view, 8> school_children{"schooljaar",   "brincode", "dependancecode", "schoolkey",
                                                     "aanmaakdatum", "auteur",   "xsdversie",      "commentaar"};
constexpr std::array<string_view, 7> question_children{
    "schooljaar", "brincode", "dependancecode", "schoolkey", "gegevenssetid", "laatstontvangengegevens", "groepen"};
constexpr std::array<string_view, 7> norm_children{
    "term",      "omschrijving",       "beginnormwaarde",      "eindnormwaarde",
    "normkleur", "schoolcijfer_vanaf", "schoolcijfer_totenmet"};

bool in_order(const xml::node& parent, std::span<const string_view> order) {
    std::size_t place = 0;
    for (xml::node child = parent.first_child(); child; child = child.next_sibling()) {
        const auto known = std::ranges::find(order, child.local());
        const auto here = static_cast<std::size_t>(known - order.begin());
        if (here < place) return false;
        place = here;
    }
    return true;
}

// The quirks that together explain what is wrong with an element; empty when they do not.
using explanation = std::vector<std::pair<string_view, string_view>>; // quirk, rule

explanation explain_school(const xml::node& school) {
    const counts seen = children_of(school, school_children);
    const bool by_brin = seen.contains("brincode") && !seen.contains("schoolkey");
    const bool by_key = seen.contains("schoolkey") && !seen.contains("brincode") && !seen.contains("dependancecode");
    const bool complete = seen.contains("schooljaar") && seen.contains("aanmaakdatum") && (by_brin || by_key);
    if (!once_at_most(seen) || !complete) return {};
    explanation why;
    if (!in_order(school, school_children)) why.emplace_back(quirk::school_order, "uwlr.quirk-school-order");
    if (!seen.contains("xsdversie")) why.emplace_back(quirk::no_version, "uwlr.quirk-no-version");
    return why;
}

explanation explain_norm(const xml::node& norm) {
    const counts seen = children_of(norm, norm_children);
    if (!once_at_most(seen) || !in_order(norm, norm_children) || !seen.contains("eindnormwaarde")) return {};
    return {{quirk::norm_incomplete, "uwlr.quirk-norm-incomplete"}};
}

explanation explain_score(const xml::node& score) {
    const string_view text = trimmed(score.text());
    if (text == "X") return {{quirk::score_x, "uwlr.quirk-score-x"}};
    const auto number = number_of(text);
    if (number && !number->is_negative()) return {{quirk::decimal_score, "uwlr.quirk-decimal-score"}};
    return {};
}

struct suspect {
    xml::node element;
    explanation why;
};

suspect suspect_at(const xml::node& here) {
    if (const xml::node other = enclosing(here, "anderresultaat"))
        return {other, {{quirk::other_result, "uwlr.quirk-other-result"}}};
    if (here.is(space::results, "score")) return {here, explain_score(here)};
    if (const xml::node norm = enclosing(here, "norm")) return {norm, explain_norm(norm)};
    if (const xml::node school = enclosing(here, "school")) return {school, explain_school(school)};
    return {};
}

// Faults of order and presence are the container's; any other fault is that of the element itself.
bool about_children(const finding& one) {
    constexpr std::array ids{
        "xsd.unexpected-element", "xsd.misspelled-element", "xsd.wrong-namespace", "xsd.missing-element"};
    return std::ranges::find(ids, one.broken->id) != ids.end();
}

bool explains(const suspect& found, const finding& one, const quirk_names& agreed) {
    if (!found.element || found.why.empty()) return false;
    const bool container = found.element.local() == "norm" || found.element.local() == "school";
    if (container != about_children(one) && found.element.local() != "anderresultaat") return false;
    return std::ranges::all_of(found.why, [&](const auto& reason) { return agreed.contains(reason.first); });
}

} // namespace

void apply_quirks(findings& schema_findings, const xml::node& root, const quirk_names& agreed, string_view version) {
    if (agreed.empty() || schema_findings.empty()) return;
    const places elements(root);
    std::set<std::pair<std::size_t, string_view>> told;
    findings kept;
    for (finding& one : schema_findings) {
        const suspect suspected = suspect_at(elements.at(one.where.offset));
        if (!explains(suspected, one, agreed)) {
            kept.push_back(std::move(one));
            continue;
        }
        for (const auto& [name, rule] : suspected.why) {
            if (told.emplace(suspected.element.offset(), rule).second) {
                const std::string read_as(name == quirk::no_version ? version : string_view{});
                kept.push_back(found(rule, suspected.element.offset(), read_as));
            }
        }
    }
    schema_findings = std::move(kept);
}

void forgive_absent_version(
    findings& schema_findings, const xml::node& question, const quirk_names& agreed, string_view version
) {
    if (!agreed.contains(quirk::no_version) || question.child(space::pupil_data, "xsdversie")) return;
    const counts seen = children_of(question, question_children);
    const bool one_school = seen.contains("schoolkey") != seen.contains("brincode");
    const pupil_data::call_words* words = pupil_data::call_of_question(question.local());
    const bool complete =
        seen.contains("schooljaar") && one_school && words && words->about_groups() == seen.contains("groepen");
    if (!once_at_most(seen) || !in_order(question, question_children) || !complete) return;
    const places elements(question);
    std::erase_if(schema_findings, [&](const finding& one) {
        const xml::node where = elements.at(one.where.offset);
        const bool in_question = where.offset() == question.offset() || where.parent().offset() == question.offset();
        return where && in_question && about_children(one);
    });
    schema_findings.push_back(found("uwlr.quirk-no-version", question.offset(), std::string(version)));
}

} // namespace schakel::uwlr
