// XML Schema 1.0, compiled to tables, and the validator that runs over them in one pass without a tree.
//
// All of XML Schema 1.0 (second edition) is compiled; a schema is refused with its place as *invalid* where it breaks a
// constraint of the specification, named in the message ("… (cos-nonambig)"), and never loaded in part. *Not
// supported*, by name, are schemas beyond these sizes: 500 documents, definitions nested 200 deep or elements 100 deep,
// content models of 100,000 particles or that take too much work to build, wide occurrence bounds where a child could
// belong to this round or the next, patterns whose automaton is too large, restrictions too large to compare. Bounds of
// occurrence count to 4,294,967,294; years and the numbers of durations have up to 18 digits.
#pragma once

#include "gateway/codec/limits.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"
#include "gateway/validation/schema_catalogue.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {
class mapped_file;
}
namespace schakel::xml {
class scan_handler;
}

namespace schakel::validation {

struct xsd_tables; // private to the engine

class xsd_schema {
public:
    // Compiles the documents named and all that they include, import or redefine. Schemas of several namespaces form
    // one set.
    static result<xsd_schema, schema_refusal>
    compile(std::span<const std::string> names, const schema_catalogue& catalogue);

    // Validates a document in one pass: scans (well-formedness) and checks (schema) at once. All schema findings are
    // reported, one per fault, with offset, line, column and path. `well_formed` false means that the scan stopped;
    // schema findings then hold what was seen so far.
    struct outcome {
        bool well_formed = false;
        findings scan_findings;
        findings schema_findings;
    };
    outcome validate(std::string_view bytes, const document_limits& limits) const;
    // Whatever the scan sees is told to `reading` as well, so that a message is read by the walk that checks it. White
    // space is not told where the schema lets it mean nothing.
    outcome validate(std::string_view bytes, const document_limits& limits, xml::scan_handler& reading) const;

    // The same verdict and findings for a file that need not fit in memory; file_limits() are meant for it. Memory goes
    // with the depth of the document, the longest value, the number of findings, some 10 bytes for each key, and the
    // text of each xs:ID and of references that come before what they refer to. Afterwards file.changed() tells whether
    // the verdict is about one version of the file.
    outcome validate(const mapped_file& file, const document_limits& limits) const;

    // The global element declarations, "{namespace}local".
    std::vector<std::string> root_elements() const;

    const xsd_tables& tables() const { return *tables_; }

private:
    explicit xsd_schema(std::shared_ptr<const xsd_tables> tables) : tables_(std::move(tables)) {}
    std::shared_ptr<const xsd_tables> tables_; // immutable, shared by threads
};

// The catalogue for a set that adds documents to a standard's. What the standard's documents define stays theirs: they
// answer an import of their namespaces, whatever copies the partner has beside its own. `names` are the standard's
// roots, which must compile.
schema_catalogue
extended_catalogue(std::span<const std::string> names, schema_catalogue standard, schema_catalogue partner);

// The rules this engine reports: ids "xsd.…", one per validity rule of the specification (clause "cvc-…").
std::span<const rule> xsd_rules();

} // namespace schakel::validation
