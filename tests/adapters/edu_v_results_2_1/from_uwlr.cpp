#include "tests/adapters/edu_v_results_2_1/subject.hpp"

#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

// The other direction is told by the golden cases.
TEST_CASE("everything that UWLR accepts becomes valid Edu-V, and each loss has its reason") {
    std::size_t translated = 0;
    for (const std::string_view standard : {"uwlr-2.2", "uwlr-2.3"}) {
        const adapter& uwlr = *registry().find(standard);
        for (const golden_case& one : golden_cases(uwlr)) {
            const decoded read = uwlr.decode(one.received, one.decoding);
            if (read.report.rejects()) continue;
            CAPTURE(one.name);
            encode_options options = at_noon();
            options.school = {{std::string(model::scheme::brin), "99XX", {}}};
            const encoded sent = edu_v_results().encode(read.records, options);
            for (const outgoing& message : sent.messages) {
                const decoded again = decode(message.body);
                const finding* fault = again.report.first_error();
                CHECK_MESSAGE(!fault, (fault ? fault->broken->id : ""), " ", (fault ? fault->where.path : ""));
                ++translated;
            }
            const loss_report loss = join(standard, "edu-v-results-2.1", read.trace, sent.fate, "untold");
            for (const field_loss& field : loss.fields) {
                const bool untold = field.reason == "untold" && !sent.messages.empty();
                CHECK_MESSAGE(!untold, field.path);
            }
        }
    }
    CHECK(translated > 20);
}
