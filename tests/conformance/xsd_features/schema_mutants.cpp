// The schemas of the feature list with small changes: is a changed schema still one, and what does it make of its
// documents? Where libxml2 and Xerces agree, ours must agree with them, but for a few classes. Where they differ
// the verdict is open, and only counted.
//
// SCHAKEL_MUTANTS (500; 20000 with SCHAKEL_NIGHTLY) and SCHAKEL_MUTANT_SEED (1) choose another run.
#include "tests/conformance/xsd_features/own_judge.hpp"
#include "tests/conformance/xsd_features/schema_mutation.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <regex>

using namespace schakel::conformance;

namespace {

// Cases on which both engines are wrong, known by what the document and the messages say.
struct exception_class {
    const char* text; // a regular expression
    const char* because;
};
const exception_class classes[] = {
    {"<!\\[CDATA\\[ \\]\\]>", "3.4.4 cvc-complex-type.2.3: blanks in a CDATA section are blanks"},
    {"the path '", "3.11.6 c-selector-xpath, c-fields-xpaths: the engines read more paths than the grammar has"},
    {"'-' in the middle of a class", "Part 2 appendix F.1: a hyphen stands for itself at either end of a group only"},
    {"a second definition of [^]*<xs:notation", "3.15.6 sch-props-correct.2 holds for notations too"},
    {"n-props-correct.1", "3.12.6 n-props-correct.1: a notation has a public or a system identifier"},
    {"maxOccurs=\"0\"", "3.9.2: a particle with minOccurs and maxOccurs 0 is no component at all"},
    {"is invalid NCName",
     "names are those of XML 1.0 fifth edition, as they are in documents; the engines know the fourth"},
};

bool is_excepted(const std::string& text) {
    return std::any_of(std::begin(classes), std::end(classes), [&](const exception_class& c) {
        return std::regex_search(text, std::regex(c.text));
    });
}

struct tally {
    std::size_t schemas = 0, valid = 0, documents = 0, open = 0, excepted = 0, not_supported = 0, differing = 0;
};

class comparison {
public:
    tally counts;

    void compare(const feature& what, const own_judgement& own, const judgement& a, const judgement& b) {
        ++counts.schemas;
        if (a.schema == verdict::none || b.schema == verdict::none || a.schema != b.schema) {
            ++counts.open;
            return;
        }
        counts.valid += a.schema == verdict::valid ? 1 : 0;
        if (own.not_supported) {
            ++counts.not_supported;
            return;
        }
        if (own.schema != a.schema)
            return differ(what, "(schema)", own.schema_message + " / " + a.schema_message + " / " + b.schema_message);
        for (std::size_t i = 0; own.schema == verdict::valid && i < own.documents.size(); ++i) {
            ++counts.documents;
            if (a.documents[i] != b.documents[i] || a.documents[i] == verdict::none)
                ++counts.open;
            else if (own.documents[i] != a.documents[i])
                differ(
                    what, what.documents[i].written, own.messages[i] + " / " + a.messages[i] + " / " + b.messages[i]
                );
        }
    }

private:
    void differ(const feature& what, const std::string& subject, const std::string& messages) {
        if (is_excepted(subject + messages + what.schema_files.at("main.xsd"))) {
            ++counts.excepted;
            return;
        }
        if (++counts.differing <= 40)
            MESSAGE(
                what.file, ": ", what.title, " / ", subject, "\n  ", messages, "\n", what.schema_files.at("main.xsd")
            );
    }
};

void run_batch(const std::vector<feature>& features, std::size_t first, std::size_t last, comparison& compare) {
    const std::uint64_t seed = schakel::test::number_from("SCHAKEL_MUTANT_SEED", 1);
    const schakel::test::temporary_folder folder;
    std::vector<feature> mutants;
    for (std::size_t i = first; i < last; ++i) {
        schakel::test::chance by(seed * 1'000'003 + i);
        feature mutant = by.pick(features);
        std::string& schema = mutant.schema_files.at("main.xsd");
        schema = mutated_schema(schema, by);
        mutants.push_back(std::move(mutant));
    }
    const auto tasks = write_tasks(mutants, folder.path());
    const auto by_xmllint = judge(engine::xmllint, tasks, folder.path());
    const auto by_xerces = judge(engine::xerces, tasks, folder.path());
    for (std::size_t i = 0; i < mutants.size(); ++i)
        compare.compare(mutants[i], judge_by_own(mutants[i]), by_xmllint[i], by_xerces[i]);
}

} // namespace

TEST_CASE("changed schemas and their documents get the verdicts on which libxml2 and Xerces agree") {
    for (const engine which : all_engines) {
        if (available(which)) continue;
        MESSAGE("skipped: ", name_of(which), " is not here to judge changed schemas");
        return;
    }
    const auto features = all_features();
    const std::size_t total = schakel::test::number_from("SCHAKEL_MUTANTS", schakel::test::nightly() ? 20'000 : 500);
    comparison compare;
    constexpr std::size_t batch = 500;
    for (std::size_t first = 0; first < total; first += batch)
        run_batch(features, first, std::min(total, first + batch), compare);
    const tally& n = compare.counts;
    MESSAGE(
        n.schemas, " changed schemas (", n.valid, " valid by both engines), ", n.documents, " documents; ", n.open,
        " verdicts open, ", n.excepted, " excepted, ", n.not_supported, " schemas not supported, ", n.differing,
        " differing"
    );
    CHECK(n.differing == 0);
    CHECK(n.valid > n.schemas / 10);
}
