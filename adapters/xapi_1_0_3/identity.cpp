#include "adapters/xapi_1_0_3/identity.hpp"

#include "gateway/crypto/name_uuid.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

constexpr crypto::known_namespace name_space("c3f1a7d2-94b6-4e0c-8d5a-71e2b80f6c39");

} // namespace

std::string mint(std::string_view what, std::initializer_list<std::string_view> parts) {
    return crypto::name_uuid(name_space, what, parts);
}

std::string lower(std::string_view uuid) {
    std::string out(uuid);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

} // namespace schakel::xapi_1_0_3
