// Golden cases of all adapters: good ones pass, bad ones give exactly the listed ids, each with its place.
#include "tests/contract/adapters/subjects.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/json_document.hpp"

using namespace schakel;
using namespace schakel::test;

namespace {

// layer and rule of each finding that report.json lists
std::multiset<std::string> listed(const golden_case& one) {
    findings unread;
    const std::string text = read_file(one.folder / "report.json");
    const auto document = json::document::parse(text, {}, unread);
    REQUIRE(document);
    std::multiset<std::string> list;
    for (auto which = document->root().find("/layers").first_child(); which; which = which.next_sibling()) {
        for (auto found = which.find("/findings").first_child(); found; found = found.next_sibling())
            list.insert(std::string(which.find("/layer").text()) + " " + std::string(found.find("/rule").text()));
    }
    return list;
}

std::multiset<std::string> told(const report& of) {
    std::multiset<std::string> list;
    for (const layer which : all_layers) {
        for (const finding& one : of.at(which).findings)
            list.insert(std::string(to_string(which)) + " " + std::string(one.broken->id));
    }
    return list;
}

} // namespace

TEST_CASE("Every adapter has cases that are accepted and cases that are refused") {
    for (const auto& subject : registry()) {
        const bool reads = (subject->roster() != nullptr && subject->roster()->abilities().reads) ||
                           (subject->entitlements() != nullptr && subject->entitlements()->abilities().reads);
        if (!subject->info().receives && !reads) continue;
        CAPTURE(subject->info().standard);
        int good = 0, bad = 0;
        for (const tried_case& one : cases_of(*subject)) ++(one.good() ? good : bad);
        CHECK(good > 0);
        CHECK(bad > 0);
    }
}

TEST_CASE("A case gives exactly the findings that it lists") {
    for (const auto& subject : registry()) {
        for (const tried_case& one : cases_of(*subject)) {
            CAPTURE(subject->info().standard);
            CAPTURE(one.what.name);
            CHECK(told(one.read.report) == listed(one.what));
        }
    }
}

TEST_CASE("Every error inside a message has a line, a column and a place") {
    for (const auto& subject : registry()) {
        for (const tried_case& one : cases_of(*subject)) {
            for (const layer which : all_layers) {
                if (which == layer::transport) continue; // about headers
                for (const finding& found : one.read.report.at(which).findings) {
                    CAPTURE(one.what.name);
                    CAPTURE(found.broken->id);
                    if (found.broken->level != severity::error) continue;
                    CHECK(found.where.line > 0);
                    CHECK(found.where.column > 0);
                }
            }
        }
    }
}

TEST_CASE("Every finding speaks both languages and leaves no gap open") {
    for (const auto& subject : registry()) {
        for (const tried_case& one : cases_of(*subject)) {
            for (const layer which : all_layers) {
                for (const finding& found : one.read.report.at(which).findings) {
                    for (const language lang : {language::nl, language::en}) {
                        const std::string text = found.text(lang);
                        CHECK_FALSE(text.empty());
                        CHECK(text.find("{got}") == std::string::npos);
                        CHECK(text.find("{expected}") == std::string::npos);
                    }
                }
            }
        }
    }
}

TEST_CASE("A refused message yields nothing to store; an accepted one has records, keys and a trace") {
    for (const auto& subject : registry()) {
        for (const tried_case& one : cases_of(*subject)) {
            CAPTURE(subject->info().standard);
            CAPTURE(one.what.name);
            if (!one.good()) {
                CHECK(one.read.records.empty());
                CHECK(one.read.keys.empty());
                continue;
            }
            CHECK_FALSE(one.read.kind.empty());
            if (!one.read.records.empty()) CHECK(one.read.trace.total() > 0);
        }
    }
}

TEST_CASE("Decoding is a pure function: the same message again gives the same keys and findings") {
    for (const auto& subject : registry()) {
        for (const tried_case& one : cases_of(*subject)) {
            const decoded again = subject->decode(one.what.received, one.what.decoding);
            CAPTURE(one.what.name);
            CHECK(told(again.report) == told(one.read.report));
            REQUIRE(again.keys.size() == one.read.keys.size());
            for (std::size_t i = 0; i < again.keys.size(); ++i) {
                CHECK(again.keys[i].key == one.read.keys[i].key);
                CHECK(again.keys[i].digest == one.read.keys[i].digest);
            }
        }
    }
}
