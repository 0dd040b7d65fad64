#include "gateway/validation/xsd_schema.hpp"

#include "gateway/codec/mapped_file.hpp"
#include "gateway/codec/xml_basic_scanner.hpp"
#include "gateway/validation/xsd_compiler.hpp"
#include "gateway/validation/xsd_run.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {

// A handler for xml::basic_scanner: the check first, then who reads along.
struct checked_reading {
    xsd::validation_run& check;
    xml::scan_handler& reading;

    void scope(const xml::namespace_scope& in_force) { check.scope(in_force); }
    bool ignores_blanks() const { return check.ignores_blanks(); }
    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset) {
        check.start_element(id, attributes, offset);
        reading.start_element(id, attributes, offset);
    }
    void text(std::string_view value, std::size_t offset) {
        check.text(value, offset);
        reading.text(value, offset);
    }
    void end_element(const xml::name& id, std::size_t offset) {
        check.end_element(id, offset);
        reading.end_element(id, offset);
    }
};

} // namespace

result<xsd_schema, schema_refusal>
xsd_schema::compile(std::span<const std::string> names, const schema_catalogue& catalogue) {
    try {
        return xsd_schema(xsd::schema_compiler(xsd::load_documents(names, catalogue)).compile());
    } catch (const xsd::schema_refused& refused) {
        return refused.refusal;
    }
}

xsd_schema::outcome xsd_schema::validate(std::string_view bytes, const document_limits& limits) const {
    outcome out;
    xsd::validation_run check(*tables_, bytes, nullptr, limits, out.schema_findings);
    out.well_formed = check.run(out.scan_findings);
    return out;
}

xsd_schema::outcome
xsd_schema::validate(std::string_view bytes, const document_limits& limits, xml::scan_handler& reading) const {
    outcome out;
    xsd::validation_run check(*tables_, bytes, nullptr, limits, out.schema_findings);
    checked_reading both{check, reading};
    out.well_formed = xml::scan_for(both, bytes, nullptr, limits, out.scan_findings);
    check.finish(out.well_formed);
    return out;
}

xsd_schema::outcome xsd_schema::validate(const mapped_file& file, const document_limits& limits) const {
    outcome out;
    xsd::validation_run check(*tables_, file.bytes(), &file, limits, out.schema_findings);
    out.well_formed = check.run(out.scan_findings);
    return out;
}

std::vector<std::string> xsd_schema::root_elements() const {
    std::vector<std::string> out;
    for (const auto& [name, element] : tables_->global_elements)
        if (!tables_->elements[element].is_abstract) out.push_back(tables_->names.expanded(name));
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace schakel::validation
