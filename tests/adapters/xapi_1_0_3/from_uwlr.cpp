#include "tests/adapters/xapi_1_0_3/subject.hpp"

#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

// Through statements and back, with what a receiver is configured with.
std::vector<model::record> through_statements(std::span<const model::record> records, const encode_options& options) {
    std::vector<model::record> back;
    for (const outgoing& message : xapi().encode(records, options).messages) {
        decoded read = xapi().decode(posted(message.body), {});
        const finding* fault = read.report.first_error();
        CHECK_MESSAGE(!fault, "refused: ", fault ? fault->text(language::en) : std::string());
        for (model::record& one : read.records) back.push_back(std::move(one));
    }
    return back;
}

std::string written(std::span<const model::record> records, const adapter& uwlr, const encode_options& options) {
    std::string all;
    for (const outgoing& message : uwlr.encode(records, options).messages) all += message.body;
    return all;
}

} // namespace

TEST_CASE("results from UWLR become valid statements, and what they hold comes back unchanged") {
    const adapter& uwlr = *registry().find("uwlr-2.3");
    std::size_t checked = 0;
    for (const golden_case& one : golden_cases(uwlr)) {
        CAPTURE(one.name);
        const decoded read = uwlr.decode(one.received, one.decoding);
        if (read.report.rejects()) continue;
        const auto once = through_statements(read.records, one.encoding);
        const std::string first = written(once, uwlr, one.encoding);
        if (first.empty()) continue;
        exchange file;
        file.body = first;
        decode_options how;
        how.bare = true;
        const decoded again = uwlr.decode(file, how);
        CHECK_FALSE(again.report.rejects());
        CHECK(written(through_statements(again.records, one.encoding), uwlr, one.encoding) == first);
        ++checked;
    }
    CHECK(checked > 0);
}
