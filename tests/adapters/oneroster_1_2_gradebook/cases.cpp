#include "tests/adapters/oneroster_gradebook.hpp"

#include "gateway/model/field.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::test::gradebook;

TEST_CASE("cases of 1.2") {
    check_cases("oneroster-1.2-gradebook");
}

TEST_CASE("every rule has a case that breaks it") {
    const auto met = rules_met(subject(), registry());
    // What is only found when sending: see sending.cpp.
    const std::set<std::string_view> elsewhere{
        "oneroster.gradebook-pupil-without-id", "oneroster.gradebook-reference-unknown",
        "oneroster.gradebook-score-demanded", "oneroster.gradebook-activity-without-result"};
    for (const rule& one : subject().rules()) {
        if (!elsewhere.contains(one.id)) CHECK_MESSAGE(met.contains(one.id), one.id);
    }
}

TEST_CASE("every rule speaks Dutch and English, names a clause and tells how to repair") {
    for (const rule& one : subject().rules()) {
        CAPTURE(one.id);
        CHECK(one.id.starts_with("oneroster.gradebook-"));
        for (const std::string_view text : {one.clause, one.text_nl, one.text_en, one.repair_nl, one.repair_en})
            CHECK_FALSE(text.empty());
    }
}

TEST_CASE("what other standards accept becomes valid objects, and each loss has its reason") {
    std::size_t translated = 0;
    for (const std::string_view standard : {"uwlr-2.2", "uwlr-2.3", "edu-v-results-2.1", "xapi-1.0.3"}) {
        const adapter& by = *registry().find(standard);
        for (const golden_case& one : golden_cases(by)) {
            const decoded read = by.decode(one.received, one.decoding);
            if (read.report.rejects() || read.records.empty()) continue;
            CAPTURE(standard);
            CAPTURE(one.name);
            for (const std::string_view target : {"oneroster-1.1-gradebook", "oneroster-1.2-gradebook"}) {
                encode_options options = at_noon();
                if (target == "oneroster-1.1-gradebook")
                    options.parameters = {{"class", "klas-5a"}, {"grading_period", "periode-1"}};
                const encoded sent = subject(target).encode(read.records, options);
                for (const outgoing& message : sent.messages) {
                    const decoded again = subject(target).decode(put(message.path, message.body), {});
                    const finding* fault = again.report.first_error();
                    CHECK_MESSAGE(!fault, (fault ? fault->broken->id : ""), " ", (fault ? fault->where.path : ""));
                    ++translated;
                }
                if (sent.messages.empty()) continue;
                const auto is_extension = [&](const std::string& path) {
                    return std::ranges::any_of(read.trace.entries(), [&](const auto& entry) {
                        return entry.first.path == path && entry.first.field == model::field::extension;
                    });
                };
                for (const field_loss& field : join(standard, target, read.trace, sent.fate, "untold").fields)
                    CHECK_MESSAGE((field.reason != "untold" || is_extension(field.path)), field.path);
            }
        }
    }
    CHECK(translated > 40);
}
