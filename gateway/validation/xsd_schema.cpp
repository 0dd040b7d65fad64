#include "gateway/validation/xsd_schema.hpp"

#include "gateway/codec/mapped_file.hpp"
#include "gateway/validation/xsd_compiler.hpp"
#include "gateway/validation/xsd_run.hpp"

#include <algorithm>

namespace schakel::validation {

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
