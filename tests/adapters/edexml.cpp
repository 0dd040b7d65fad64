#include "tests/adapters/edexml.hpp"

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

namespace schakel::test {

namespace {

const adapter_registry& built_in() {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return list;
}

// Rules that no single file shows; tests/adapters/common_edex does.
constexpr std::array shown_elsewhere{"edexml.more-findings", "edexml.nobody", "edexml.unnameable"};

void check_own_output(const golden_case& one, const adapter& subject) {
    roster::memory_roster view;
    const roster_input input{one.received.body, nullptr, {}, {}};
    if (subject.roster()->read(input, one.decoding, view).report.rejects()) return;
    for (const std::string_view standard : {"edexml-2.0", "edexml-2.1"}) {
        const roster_adapter& target = *built_in().find(standard)->roster();
        std::string bytes;
        const auto writer = target.write(view, one.encoding);
        while (writer->next(bytes)) {
        }
        discarding_sink nobody;
        const roster_reading again = target.read({bytes, nullptr, {}, {}}, one.decoding, nobody);
        const finding* fault = again.report.first_error();
        CHECK_MESSAGE(!fault, one.name, " as ", standard, ": ", fault ? fault->text(language::en) : "");
    }
}

} // namespace

void check_edexml_cases(std::string_view standard) {
    const adapter& subject = *built_in().find(standard);
    for (const golden_case& one : golden_cases(subject)) {
        check_golden_case(one, subject, built_in());
        check_own_output(one, subject);
    }
}

void check_edexml_rules_are_met() {
    std::set<std::string, std::less<>> met;
    for (const std::string_view standard : {"edexml-1.0.3", "edexml-2.0", "edexml-2.1"})
        met.merge(rules_met(*built_in().find(standard), built_in()));
    for (const rule& one : built_in().find("edexml-2.1")->rules()) {
        const bool elsewhere = std::ranges::find(shown_elsewhere, one.id) != shown_elsewhere.end();
        CHECK_MESSAGE((elsewhere || met.contains(one.id)), one.id, " has no case");
    }
}

} // namespace schakel::test
