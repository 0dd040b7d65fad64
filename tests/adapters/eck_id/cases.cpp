#include "tests/adapters/eck_id/subject.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

TEST_CASE("golden cases of the ECK iD service") {
    adapter_registry none;
    for (const golden_case& one : golden_cases(eck_id())) check_golden_case(one, eck_id(), none);
}

// What a person's hash, stampseudoniem or number is made of never comes back in a finding.
TEST_CASE("Findings show no value of a message") {
    for (const golden_case& one : golden_cases(eck_id())) {
        CAPTURE(one.name);
        const decoded read = eck_id().decode(one.received, one.decoding);
        for (const layer which : all_layers) {
            for (const finding& found : read.report.at(which).findings) {
                for (const std::string_view secret : {"063138219", "a1b2a1b2", "A1B2A1B2", "abababab", "cdcdcdcd"}) {
                    for (const std::string& text :
                         {found.got, found.expected, found.where.path, found.text(language::nl)})
                        CHECK(text.find(secret) == std::string::npos);
                }
            }
        }
    }
}

TEST_CASE("What is asked reads back as the same question") {
    using operation = chain_id_question::operation;
    chain_id_question question;
    question.message_id = "urn:uuid:00000000-0000-4000-8000-000000000001";
    question.to = "https://service.example/eck";
    question.school_oin = "0000000700099XX00000";
    question.chain = "urn:chain";
    question.sector = "urn:sector";
    question.batch = "b-1";
    const std::string hash(64, 'a'), root = "https://ketenid.nl/sppilot/" + std::string(128, 'b');
    for (const operation what :
         {operation::ping, operation::root, operation::id, operation::root_batch, operation::id_batch, operation::fetch,
          operation::replace, operation::chains}) {
        question.what = what;
        const bool roots = what == operation::id || what == operation::id_batch;
        question.items = {{0, roots ? root : hash}, {1, roots ? root : std::string(64, 'c')}};
        exchange asked;
        const outgoing sent = issuing().ask(question);
        CHECK(std::string(sent.headers.find("SOAPAction")).starts_with("\"http://ketenid.nl/eck/schemas/v1_0/"));
        asked.body = sent.body;
        const auto read = issuing().read_question(asked);
        REQUIRE_FALSE(read.report.rejects());
        CHECK(read.what.what == what);
        CHECK(read.what.message_id == question.message_id);
        CHECK(read.what.school_oin == question.school_oin);
        if (roots) CHECK(read.what.sector == question.sector);
        if (what == operation::fetch) CHECK(read.what.batch == "b-1");
        if (!read.what.items.empty()) CHECK(read.what.items.front().value == question.items.front().value);
    }
}
