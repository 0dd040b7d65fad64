// Every construct of XML Schema 1.0, judged by our engine, libxml2 and Xerces. Ours must agree with both, or
// exceptions.txt tells who differs and which clause decides.
#include "tests/conformance/xsd_features/exceptions.hpp"
#include "tests/conformance/xsd_features/own_judge.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel::conformance;

namespace {

struct tally {
    std::size_t schemas = 0, refused = 0, documents = 0, invalid = 0, excepted = 0;
};

std::string_view word(verdict v) {
    return v == verdict::valid ? "valid" : v == verdict::invalid ? "invalid" : "no verdict";
}

class comparison {
public:
    comparison(const exceptions& allowed, tally& counts) : allowed_(allowed), counts_(counts) {}

    void compare(const feature& what, const own_judgement& own, engine which, const judgement& theirs) {
        const std::string name = what.file + ": " + what.title;
        // A construct that we do not have is a gap even where the schema happens to be invalid.
        const bool same_schema = own.schema == theirs.schema && !own.not_supported;
        differ(
            same_schema, name, "(schema)", which, own.schema, theirs.schema, own.schema_message, theirs.schema_message
        );
        if (own.schema != verdict::valid || theirs.schema != verdict::valid) return;
        for (std::size_t i = 0; i < what.documents.size(); ++i)
            differ(
                own.documents[i] == theirs.documents[i], name, what.documents[i].written, which, own.documents[i],
                theirs.documents[i], own.messages[i], theirs.messages[i]
            );
    }

private:
    void differ(
        bool same, const std::string& name, const std::string& subject, engine which, verdict own, verdict theirs,
        const std::string& own_message, const std::string& their_message
    ) {
        if (same) return;
        if (allowed_.allow(name, subject, which)) {
            ++counts_.excepted;
            return;
        }
        MESSAGE(
            name, " / ", subject, "\n  ours: ", word(own), " ", own_message, "\n  ", name_of(which), ": ", word(theirs),
            " ", their_message
        );
        CHECK(same);
    }

    const exceptions& allowed_;
    tally& counts_;
};

void count(const own_judgement& own, tally& counts) {
    ++counts.schemas;
    counts.refused += own.schema == verdict::invalid ? 1 : 0;
    for (const verdict v : own.documents) {
        counts.documents += v != verdict::none ? 1 : 0;
        counts.invalid += v == verdict::invalid ? 1 : 0;
    }
}

} // namespace

TEST_CASE("each construct of XML Schema 1.0 gets the verdicts that libxml2 and Xerces give") {
    const schakel::test::temporary_folder folder;
    const auto features = all_features();
    const auto tasks = write_tasks(features, folder.path());
    const auto allowed = exceptions::read(SCHAKEL_SOURCE_DIR "/tests/conformance/xsd_features/exceptions.txt");
    std::vector<own_judgement> own;
    tally counts;
    for (const feature& one : features) count(own.emplace_back(judge_by_own(one)), counts);
    comparison compare(allowed, counts);
    bool complete = true;
    for (const engine which : all_engines) {
        if (!available(which)) {
            MESSAGE("skipped: ", name_of(which), " is not here to judge the feature list");
            complete = false;
            continue;
        }
        const auto theirs = judge(which, tasks, folder.path());
        for (std::size_t i = 0; i < features.size(); ++i) compare.compare(features[i], own[i], which, theirs[i]);
    }
    if (complete) {
        for (const std::string& entry : allowed.closed_gaps()) MESSAGE("a gap of ours that is closed: ", entry);
        for (const std::string& entry : allowed.unused())
            WARN_MESSAGE(false, "an exception that no case needs: ", entry);
    }
    MESSAGE(
        counts.schemas, " schemas (", counts.refused, " refused), ", counts.documents, " documents (", counts.invalid,
        " invalid), ", counts.excepted, " verdicts excepted"
    );
    CHECK(counts.schemas + counts.documents >= 300);
}
