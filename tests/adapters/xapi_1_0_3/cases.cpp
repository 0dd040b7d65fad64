#include "tests/adapters/xapi_1_0_3/subject.hpp"

#include "gateway/codec/json_document.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

std::size_t leaves(json::value at) {
    if (!at.is(json::kind::array) && !at.is(json::kind::object)) return 1;
    std::size_t count = 0;
    for (json::value one = at.first_child(); one; one = one.next_sibling()) count += leaves(one);
    return count;
}

std::vector<golden_case> accepted_cases() {
    std::vector<golden_case> list;
    for (golden_case& one : golden_cases(xapi())) {
        if (!xapi().decode(one.received, one.decoding).report.rejects()) list.push_back(std::move(one));
    }
    return list;
}

} // namespace

TEST_CASE("golden cases of xapi-1.0.3") {
    for (const golden_case& one : golden_cases(xapi())) check_golden_case(one, xapi(), registry());
}

TEST_CASE("every rule of xapi-1.0.3 is met in a case") {
    const auto met = rules_met(xapi(), registry());
    for (const rule& one : xapi().rules()) {
        // Every statement names its actor; a person without identifier comes from another standard, see sending.cpp.
        if (one.id == "xapi.pupil-without-identifier") continue;
        CHECK_MESSAGE(met.contains(one.id), one.id);
    }
}

TEST_CASE("every rule speaks Dutch and English, names a clause and tells how to repair") {
    for (const rule& one : xapi().rules()) {
        CAPTURE(one.id);
        CHECK(one.id.starts_with("xapi."));
        for (const std::string_view text : {one.clause, one.text_nl, one.text_en, one.repair_nl, one.repair_en})
            CHECK_FALSE(text.empty());
    }
}

TEST_CASE("every value of a message is traced once") {
    for (const golden_case& one : accepted_cases()) {
        if (one.name == "multipart") continue; // its body is no JSON
        const decoded read = xapi().decode(one.received, one.decoding);
        findings ignored;
        const auto document = json::document::parse(one.received.body, {}, ignored);
        REQUIRE(document);
        CHECK_MESSAGE(read.trace.total() == leaves(document->root()), one.name);
    }
}

TEST_CASE("what is sent is accepted, and comes back as the same statements") {
    for (const golden_case& one : accepted_cases()) {
        const decoded read = xapi().decode(one.received, one.decoding);
        for (const outgoing& message : xapi().encode(read.records, one.encoding).messages) {
            const decoded again = xapi().decode(posted(message.body), {});
            const finding* fault = again.report.first_error();
            CHECK_MESSAGE(!fault, one.name, ": ", fault ? fault->text(language::en) : std::string());
            const encoded repeated = xapi().encode(again.records, one.encoding);
            REQUIRE(repeated.messages.size() == 1);
            CHECK_MESSAGE(repeated.messages.front().body == message.body, one.name);
        }
    }
}
