// Validating a document and reading it in the same pass: what the scan tells goes to the compiled schema and to a
// reader that the compiler can see through. For readers on a hot path.
#pragma once

#include "gateway/codec/xml_basic_scanner.hpp"
#include "gateway/validation/xsd_run.hpp"
#include "gateway/validation/xsd_schema.hpp"

namespace schakel::validation {

namespace xsd {

template <class Reader>
class check_and_read final {
public:
    check_and_read(validation_run& check, Reader& read) : check_(check), read_(read) {}

    void scope(const xml::namespace_scope& in_force) {
        check_.scope(in_force);
        read_.scope(in_force);
    }
    bool ignores_blanks() const { return check_.ignores_blanks(); }
    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset) {
        check_.start_element(id, attributes, offset);
        read_.start_element(id, attributes, offset);
    }
    void text(std::string_view value, std::size_t offset) {
        check_.text(value, offset);
        read_.text(value, offset);
    }
    void end_element(const xml::name& id, std::size_t offset) {
        check_.end_element(id, offset);
        read_.end_element(id, offset);
    }

private:
    validation_run& check_;
    Reader& read_;
};

} // namespace xsd

// As xsd_schema::validate(); `file`, when not null, is the mapped file that holds the bytes. A Reader has the functions
// of scan_handler and scope(const namespace_scope&). It may miss blanks between elements that cannot hold text, and
// sees a document that is not valid all the same; whether it is, the outcome tells.
template <class Reader>
xsd_schema::outcome validate_and_read(
    const xsd_schema& schema, std::string_view bytes, const mapped_file* file, const document_limits& limits,
    Reader& reader
) {
    xsd_schema::outcome out;
    xsd::validation_run check(schema.tables(), bytes, file, limits, out.schema_findings);
    xsd::check_and_read<Reader> both(check, reader);
    out.well_formed = xml::scan_for(both, bytes, file, limits, out.scan_findings);
    check.finish(out.well_formed);
    return out;
}

} // namespace schakel::validation
