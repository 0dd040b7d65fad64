#include "gateway/validation/json_schema.hpp"

#include "gateway/validation/json_schema_checker.hpp"
#include "gateway/validation/json_schema_compiler.hpp"

namespace schakel::validation {

result<json_schema, schema_refusal>
json_schema::compile(std::string_view name, const schema_catalogue& catalogue, const json_schema_options& options) {
    try {
        schema_compiler compiler(
            catalogue, {.asserts_formats = options.format == json_schema_options::formats::asserted}
        );
        return json_schema(std::make_shared<const json_schema_nodes>(compiler.compile(name)));
    } catch (schema_refusal& refusal) {
        return std::move(refusal);
    }
}

findings json_schema::validate(const json::document& instance, const document_limits& limits) const {
    return validate(instance.root(), instance.bytes(), limits);
}

findings json_schema::validate(json::value instance, std::string_view bytes, const document_limits& limits) const {
    schema_checker checker(*nodes_, limits);
    findings found = checker.check(instance);
    if (!found.empty()) json::locate(bytes, found);
    return found;
}

const std::vector<schema_remark>& json_schema::remarks() const {
    return nodes_->remarks;
}

} // namespace schakel::validation
