#include "tests/adapters/uwlr.hpp"

#include "adapters/all_adapters.hpp"
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

// Rules that no single message shows; tests/adapters/common_uwlr does.
constexpr std::array shown_elsewhere{
    "uwlr.more-findings",     "uwlr.school-without-id",   "uwlr.test-code-unusable",
    "uwlr.sitting-not-final", "uwlr.pupil-without-key",   "uwlr.roster-person-differs",
    "uwlr.roster-nobody",     "uwlr.roster-other-school", "uwlr.roster-person-nameless"};

void check_own_output(const golden_case& one, const adapter& subject) {
    const decoded read = subject.decode(one.received, one.decoding);
    for (const std::string_view standard : {"uwlr-2.2", "uwlr-2.3"}) {
        const adapter& target = *built_in().find(standard);
        for (const outgoing& message : target.encode(read.records, one.encoding).messages) {
            exchange again;
            again.body = message.body;
            decode_options options;
            options.bare = true;
            const decoded reread = target.decode(again, options);
            const finding* fault = reread.report.first_error();
            CHECK_MESSAGE(!fault, one.name, " as ", standard, ": ", fault ? fault->text(language::en) : "");
        }
    }
}

} // namespace

void check_uwlr_cases(std::string_view standard) {
    const adapter& subject = *built_in().find(standard);
    for (const golden_case& one : golden_cases(subject)) {
        check_golden_case(one, subject, built_in());
        check_own_output(one, subject);
    }
}

void check_uwlr_rules_are_met(std::string_view standard) {
    const adapter& subject = *built_in().find(standard);
    const auto met = rules_met(subject, built_in());
    for (const rule& one : subject.rules()) {
        const bool elsewhere = std::ranges::find(shown_elsewhere, one.id) != shown_elsewhere.end();
        CHECK_MESSAGE((elsewhere || met.contains(one.id)), one.id, " has no case");
    }
}

} // namespace schakel::test
