#include "adapters/common/uwlr/identity.hpp"

#include "gateway/crypto/name_uuid.hpp"

namespace schakel::uwlr {

namespace {

constexpr crypto::known_namespace name_space("5b0d3a86-6f53-4f0e-9a5e-2c1f7a4d9e61");

} // namespace

std::string mint(std::string_view what, std::initializer_list<std::string_view> parts) {
    return crypto::name_uuid(name_space, what, parts);
}

std::string school_name_of(const model::identifiers& school) {
    const std::string_view brin = model::value_of(school, model::scheme::brin);
    if (brin.empty()) return "key:" + std::string(model::value_of(school, model::scheme::school_key));
    const std::string_view dependance = model::value_of(school, model::scheme::dependance);
    return std::string(brin) + (dependance.empty() ? "00" : std::string(dependance));
}

} // namespace schakel::uwlr
