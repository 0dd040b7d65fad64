#include "gateway/validation/json_schema.hpp"

#include "gateway/validation/json_schema_checker.hpp"
#include "gateway/validation/json_schema_compiler.hpp"

namespace schakel::validation {

result<json_schema, schema_refusal> json_schema::compile(std::string_view name, const schema_catalogue& catalogue) {
    try {
        schema_compiler compiler(catalogue);
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

} // namespace schakel::validation
