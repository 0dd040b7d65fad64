// Verdicts on labelled statements, multipart bodies and the examples of the specification.
#include "tests/adapters/xapi_1_0_3/subject.hpp"

#include "gateway/codec/json_document.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

namespace fs = std::filesystem;

fs::path corpus() {
    return test::shared_folder() / "corpus/xapi";
}

// The root of an index, or a value that does not exist where the corpus is absent.
struct index {
    explicit index(const char* name) : bytes(bytes_of(corpus() / name)) {
        findings ignored;
        document = json::document::parse(bytes, {}, ignored);
        if (!document) MESSAGE("no corpus here: ", std::string(name), " is not checked");
    }
    json::value first() const { return document ? document->root().first_child() : json::value{}; }

    std::string bytes;
    std::optional<json::document> document;
};

std::string first_error(const decoded& read) {
    const finding* fault = read.report.first_error();
    return fault ? std::string(fault->broken->id) + " " + fault->where.path : std::string("accepted");
}

} // namespace

TEST_CASE("labelled statements get the verdict that they are labelled with") {
    const index labelled("labelled/statements.json");
    for (json::value one = labelled.first(); one; one = one.next_sibling()) {
        const decoded read = xapi().decode(posted(std::string(one.member("statement").raw())), {});
        const bool expected = one.member("expect").member("1.0.3").integer() == 200;
        const bool same = read.report.rejects() != expected;
        if (one.member("certainty").text() == "certain")
            CHECK_MESSAGE(same, one.member("name").text(), ": ", first_error(read));
        else if (!same)
            MESSAGE("uncertain ", one.member("name").text(), ": ", first_error(read));
    }
}

TEST_CASE("multipart bodies are accepted or refused as labelled") {
    const index bodies("multipart/index.json");
    for (json::value one = bodies.first(); one; one = one.next_sibling()) {
        std::string body = bytes_of(corpus() / "multipart" / std::string(one.member("body_file").text()));
        const decoded read = xapi().decode(posted(std::move(body), one.member("content_type").text()), {});
        const bool expected = one.member("expect").member("1.0.3").integer() == 200;
        CHECK_MESSAGE(read.report.rejects() != expected, one.member("name").text(), ": ", first_error(read));
    }
}

TEST_CASE("whole statements of the specification are accepted, all but the one of an older version") {
    const index examples("spec-examples/index.json");
    for (json::value one = examples.first(); one; one = one.next_sibling()) {
        const std::string_view expected = one.member("expect").text();
        if (one.member("kind").text() != "statement" || expected.empty()) continue;
        const std::string name(one.member("file").text());
        const std::string body = bytes_of(corpus() / "spec-examples" / name);
        const decoded read = xapi().decode(posted(body), {});
        // A signature's attachment is not part of the example.
        const bool data_missing = first_error(read).starts_with("xapi.attachment-without-data");
        CHECK_MESSAGE((read.report.rejects() != (expected == "valid") || data_missing), name, ": ", first_error(read));
    }
}
