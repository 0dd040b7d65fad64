#include "tests/adapters/oneroster_gradebook.hpp"

#include "gateway/codec/json_document.hpp"
#include "tests/adapters/golden.hpp"
#include "tests/support/model_json.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace schakel::test::gradebook {

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

void check_traced(const golden_case& one, const decoded& read) {
    findings found;
    const auto document = json::document::parse(one.received.body, {}, found);
    REQUIRE(document);
    CHECK(read.trace.total() == leaves(document->root()));
}

// Objects that came in one message go as one message each.
std::vector<std::string> bodies_of(const encoded& sent) {
    std::vector<std::string> list;
    for (const outgoing& one : sent.messages) list.push_back(one.path + "\n" + one.body);
    return list;
}

void check_goes_round(const golden_case& one, const adapter& by, const decoded& read) {
    const encoded sent = by.encode(read.records, one.encoding);
    CHECK(sent.refused.empty());
    CHECK(sent.messages.size() == read.keys.size());
    std::vector<model::record> again;
    std::vector<std::string> once_more;
    for (const outgoing& message : sent.messages) {
        const decoded back = by.decode(put(message.path, message.body), one.decoding);
        const finding* fault = back.report.first_error();
        REQUIRE_MESSAGE(!fault, (fault ? fault->broken->id : ""));
        for (const std::string& body : bodies_of(by.encode(back.records, one.encoding))) once_more.push_back(body);
        again.insert(again.end(), back.records.begin(), back.records.end());
    }
    CHECK(once_more == bodies_of(sent));
    if (one.name.starts_with("good-") && read.keys.size() == 1) CHECK(to_json(again) == to_json(read.records));
}

} // namespace

void check_cases(std::string_view standard) {
    const adapter& by = subject(standard);
    for (const golden_case& one : golden_cases(by)) {
        CAPTURE(one.name);
        check_golden_case(one, by, registry());
        const decoded read = by.decode(one.received, one.decoding);
        CHECK(read.report.rejects() == one.name.starts_with("bad-"));
        CHECK(read.report.rejects() == read.records.empty());
        if (read.report.rejects()) continue;
        std::size_t findings_seen = 0;
        for (const layer which : all_layers) findings_seen += read.report.at(which).findings.size();
        CHECK((findings_seen == 0) == one.name.starts_with("good-"));
        check_traced(one, read);
        check_goes_round(one, by, read);
    }
}

} // namespace schakel::test::gradebook
