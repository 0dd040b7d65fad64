#include "tests/adapters/edu_v_results_2_1/subject.hpp"

#include "gateway/codec/json_document.hpp"
#include "tests/adapters/golden.hpp"
#include "tests/support/model_json.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace schakel;
using namespace schakel::test;

namespace {

std::size_t leaves(json::value root) {
    std::size_t count = 0;
    std::vector<json::value> open{root};
    while (!open.empty()) {
        const json::value at = open.back();
        open.pop_back();
        const bool container = at.kind() == json::kind::object || at.kind() == json::kind::array;
        if (!container) ++count;
        for (json::value child = container ? at.first_child() : json::value{}; child; child = child.next_sibling())
            open.push_back(child);
    }
    return count;
}

std::vector<golden_case> accepted_cases() {
    std::vector<golden_case> list;
    for (golden_case& one : golden_cases(edu_v_results())) {
        if (!edu_v_results().decode(one.received, one.decoding).report.rejects()) list.push_back(std::move(one));
    }
    return list;
}

// Sitting ids and content without what each message has of its own.
std::string content_of(std::vector<model::record> records) {
    for (model::record& one : records) {
        auto& report = std::get<model::progress_report>(one);
        report.id.clear();
        report.assembled_at.reset();
    }
    return to_json(records);
}

} // namespace

TEST_CASE("golden cases") {
    for (const golden_case& one : golden_cases(edu_v_results())) check_golden_case(one, edu_v_results(), registry());
}

TEST_CASE("every rule has a case that breaks it") {
    const auto met = rules_met(edu_v_results(), registry());
    for (const rule& one : edu_v_results().rules()) {
        // No Edu-V message holds an activity, and no case a thousand faults: see sending.cpp and replies.cpp.
        if (one.id == "edu-v.activity-without-result" || one.id == "edu-v.more-findings") continue;
        CHECK_MESSAGE(met.contains(one.id), one.id);
    }
}

TEST_CASE("good cases hold no finding") {
    for (const golden_case& one : golden_cases(edu_v_results())) {
        if (!one.name.starts_with("good-")) continue;
        const decoded read = edu_v_results().decode(one.received, one.decoding);
        for (const layer which : all_layers) CHECK_MESSAGE(read.report.at(which).findings.empty(), one.name);
    }
}

TEST_CASE("every rule speaks Dutch and English, names a clause and tells how to repair") {
    for (const rule& one : edu_v_results().rules()) {
        CAPTURE(one.id);
        CHECK(one.id.starts_with("edu-v."));
        for (const std::string_view text : {one.clause, one.text_nl, one.text_en, one.repair_nl, one.repair_en})
            CHECK_FALSE(text.empty());
    }
}

TEST_CASE("every value of a message is traced") {
    for (const golden_case& one : accepted_cases()) {
        CAPTURE(one.name);
        findings found;
        const auto document = json::document::parse(one.received.body, {}, found);
        REQUIRE(document);
        CHECK(edu_v_results().decode(one.received, one.decoding).trace.total() == leaves(document->root()));
    }
}

TEST_CASE("what is written again reads back as the same records") {
    for (const golden_case& one : accepted_cases()) {
        CAPTURE(one.name);
        const decoded read = edu_v_results().decode(one.received, one.decoding);
        const encoded sent = edu_v_results().encode(read.records, at_noon());
        if (!sent.refused.empty() || sent.messages.empty()) continue;
        REQUIRE(sent.messages.size() == 1);
        const decoded again = decode(sent.messages.front().body);
        REQUIRE_FALSE(again.report.rejects());
        const encoded once_more = edu_v_results().encode(again.records, at_noon());
        REQUIRE(once_more.messages.size() == 1);
        CHECK(once_more.messages.front().body == sent.messages.front().body);
        if (one.name.starts_with("good-")) CHECK(content_of(again.records) == content_of(read.records));
    }
}
