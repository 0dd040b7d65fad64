#include "adapters/common/uwlr/rules.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/values.hpp"

#include <algorithm>

namespace schakel::uwlr {

namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void check_ascii(const wire::value& code, findings& list) {
    if (!is_ascii(code.text)) list.push_back(found("uwlr.non-ascii-code", code.at, "0-9, A-Z"));
}

} // namespace

void check_version(const wire::school& school, const spoken_versions& spoken, findings& list) {
    const std::string& named = school.xsdversie.text;
    if (!school.xsdversie || named == spoken.own) return;
    finding one = found("uwlr.version", school.xsdversie.at, std::string(spoken.own), shown_version(named));
    if (std::ranges::find(spoken.older, named) != spoken.older.end()) one.broken = spoken.older_warning;
    list.push_back(std::move(one));
}

void check_school(const wire::school& school, findings& list) {
    check_ascii(school.schooljaar, list);
    check_ascii(school.brincode, list);
    check_ascii(school.dependancecode, list);
    if (const auto first = first_year_of(school.schooljaar.text)) {
        const std::string expected = std::to_string(*first) + "-" + std::to_string(*first + 1);
        if (school.schooljaar.text != expected) {
            list.push_back(
                found("uwlr.school-year-not-consecutive", school.schooljaar.at, expected, school.schooljaar.text)
            );
        }
    }
    const auto made = instant_of(school.aanmaakdatum.text);
    if (school.aanmaakdatum && (!made || !plausible(date_in_amsterdam(*made)))) {
        const std::string day(trimmed(school.aanmaakdatum.text).substr(0, 10));
        list.push_back(found("uwlr.date-implausible", school.aanmaakdatum.at, plausible_years, day));
    }
}

} // namespace schakel::uwlr
