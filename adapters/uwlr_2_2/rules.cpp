#include "adapters/uwlr_2_2/wire.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <array>
#include <vector>

namespace schakel::uwlr_2_2 {

namespace {

constexpr rule version_older{
    "uwlr.version-older",
    severity::warning,
    "UWLR 2.2 Leerresultaten, school/xsdversie",
    "xsdversie is {got}; het bericht is gelezen als {expected}, dat alles van die versie kent.",
    "xsdversie is {got}; the message was read as {expected}, which knows all of that version.",
    "Ga over op xsdversie 2.2.",
    "Move to xsdversie 2.2."};

// What 2.1 can say, 2.2 can say too: the same namespaces, shorter keys, no eckid.
constexpr std::array<std::string_view, 1> older_versions{"2.1"};

} // namespace

std::span<const rule> rules() {
    static const std::vector<rule> all = uwlr::rule_catalogue_with({version_older});
    return all;
}

uwlr::spoken_versions spoken() {
    return {version, older_versions, &version_older};
}

// 2.1 knows no eckid, and its keys are shorter.
uwlr::pupil_data::roster_edition pupils() {
    return {spoken(), {}, {version, older_versions.front(), true}};
}

// 2.2 asks nothing that 2.3 does not ask as well.
void check(const wire::message&, findings&) {}

} // namespace schakel::uwlr_2_2
