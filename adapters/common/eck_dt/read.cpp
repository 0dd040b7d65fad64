#include "adapters/common/eck_dt/pull.hpp"
#include "adapters/common/eck_dt/rule_catalogue.hpp"
#include "adapters/common/eck_dt/rules.hpp"
#include "adapters/common/eck_dt/translate.hpp"

namespace schakel::eck_dt {

namespace {

std::string versions_of(const edition& by) {
    std::string list;
    for (const std::string_view one : by.spaces) list += (list.empty() ? "" : ", ") + std::string(version_of(one));
    return list;
}

// Another version says so before its elements are looked at: otherwise each would be a fault of its own.
const finding* first_of_other_version(findings& into, const xml::node& at, const edition& by) {
    const std::string_view version = version_of(at.space());
    if (version.empty() || is_of(by, at.space())) return nullptr;
    finding one{&fault::other_version, {}, versions_of(by), std::string(version.substr(0, 8)), {}};
    one.where.offset = at.offset();
    into.push_back(std::move(one));
    return &into.back();
}

xml::node message_in(const xml::node& root) {
    if (root.is(space::soap, "Envelope")) return root.child(space::soap, "Body").first_child();
    if (!root.is(space::search, "searchRetrieveResponse")) return root;
    const xml::node record = root.child(space::search, "records").first_child();
    return record.child(space::search, "recordData").first_child();
}

} // namespace

entitlement_reading read_document(
    const document_input& input, const edition& by, const validation::xsd_schema& schema, const decode_options& options,
    entitlement_sink& into, opened* whole
) {
    entitlement_reading out;
    out.version = by.version;
    auto checked = schema.validate(input.bytes, options.limits);
    out.report.add(layer::well_formed, std::move(checked.scan_findings));
    if (!checked.well_formed) return out;
    const xml::document text = xml::document::parse_scanned(input.bytes);
    findings told;
    if (first_of_other_version(told, message_in(text.root()), by)) {
        xml::locate(input.bytes, told);
        out.report.add(layer::schema, std::move(told));
        return out;
    }
    out.report.add(layer::schema, std::move(checked.schema_findings));
    if (out.report.rejects()) return out;
    const opened document = open(text.root(), by);
    out.kind = document.kind;
    out.credentials = document.credentials;
    if (document.kind.empty() || document.kind == "Fault") {
        finding one{&fault::other_document, {}, "ReadCatalogResult, ReadCatalog, Entry", {}, {}};
        one.where.offset = text.root().offset();
        told.push_back(std::move(one));
    } else {
        told = check(document, by, options.limits.findings);
    }
    xml::locate(input.bytes, told);
    out.report.add(layer::rules, std::move(told));
    if (out.report.rejects()) return out;
    if (!document.space.empty()) out.version = version_of(document.space);
    for (const xml::node& entry : document.entries) into.add(to_model(entry, by, out.trace));
    if (whole) {
        *whole = document;
        whole->entries.clear();
    }
    return out;
}

} // namespace schakel::eck_dt
