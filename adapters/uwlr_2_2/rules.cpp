#include "adapters/uwlr_2_2/wire.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <array>

namespace schakel::uwlr_2_2 {

std::span<const rule> rules() {
    return uwlr::rule_catalogue();
}

// What 2.1 can say, 2.2 can say too: the same namespaces, shorter keys, no eckid.
std::span<const std::string_view> older_versions() {
    static constexpr std::array<std::string_view, 1> versions{"2.1"};
    return versions;
}

// 2.2 asks nothing that 2.3 does not ask as well.
void check(const wire::message&, findings&) {}

} // namespace schakel::uwlr_2_2
