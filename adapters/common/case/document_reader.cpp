#include "adapters/common/case/document_reader.hpp"

#include "adapters/common/case/parse.hpp"
#include "adapters/common/case/rules.hpp"
#include "adapters/common/case/to_model.hpp"

namespace schakel::cf {

namespace {

// What a document holds that cannot be read as a package or a list.
finding unusable(const parsed_package& seen, json::value root) {
    const bool package = seen.kind == "CFPackage";
    return {&case_rule(package ? "case.no-document" : "case.not-case"), root.where(), {}, {}, {}};
}

void tell_left(const parsed_package& seen, field_trace& trace) {
    for (std::size_t i = 0; i < object_class_count; ++i) {
        if (seen.left[i] > 0)
            trace.left(
                name_of(static_cast<object_class>(i)), "it lacks what it cannot do without, or repeats another",
                seen.left[i]
            );
    }
}

} // namespace

goal_reading read_document(
    version which, const validation::json_schema* schema, const document_input& input,
    const goal_reading_options& options, goal_sink& into
) {
    goal_reading out;
    out.version = to_string(which);
    const document_limits& limits = options.document.limits;
    findings found;
    const auto document = json::document::parse(input.bytes, limits, found);
    out.report.add(layer::well_formed, std::move(found));
    if (!document) return out;

    leniencies noted;
    const parsed_package seen = parse(document->root(), which, noted);
    out.kind = seen.kind;
    const bool strict = options.document.profile == strict_profile;
    const bool status = seen.kind == "imsx_StatusInfo";
    const bool usable = seen.package || seen.kind == "CFDocuments" || status;
    if (schema != nullptr && !status && (strict || (usable && !noted.any())))
        out.report.add(layer::schema, schema->validate(*document, limits));
    if (out.report.rejects()) return out;

    findings wrong = std::move(noted).take(document->bytes());
    if (!usable) wrong.push_back(unusable(seen, document->root()));
    if (seen.package) {
        for (finding& one : judge(*seen.package)) wrong.push_back(std::move(one));
    }
    out.report.add(layer::rules, std::move(wrong));
    if (out.report.rejects()) return out;

    seen.seen.add_to(out.trace);
    tell_left(seen, out.trace);
    if (seen.package) to_model(*seen.package, options, into, out.trace);
    for (const wire::document& one : seen.documents) into.add(framework_of(one));
    return out;
}

} // namespace schakel::cf
