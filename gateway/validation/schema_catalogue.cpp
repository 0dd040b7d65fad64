#include "gateway/validation/schema_catalogue.hpp"

namespace schakel::validation {

std::string_view to_string(schema_refusal::kind why) {
    switch (why) {
    case schema_refusal::kind::unreadable: return "unreadable schema";
    case schema_refusal::kind::invalid: return "invalid schema";
    case schema_refusal::kind::not_supported: return "not supported";
    }
    return {};
}

std::string to_string(const schema_refusal& refusal) {
    std::string place = refusal.file;
    if (refusal.where.line)
        place += ":" + std::to_string(refusal.where.line) + ":" + std::to_string(refusal.where.column);
    return place + ": " + std::string(to_string(refusal.why)) + ": " + refusal.message;
}

} // namespace schakel::validation
