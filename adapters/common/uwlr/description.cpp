#include "adapters/common/uwlr/description.hpp"

#include "adapters/common/uwlr/pupil_data/profile.hpp"
#include "adapters/common/uwlr/quirks.hpp"

#include <iterator>

namespace schakel::uwlr {

namespace {

// The profile is the one of the address; without one, that of gegevenssetid or of the agreement with the asker.
constexpr std::string_view pupil_data_paths[]{
    "/leerlinggegevens", "/geen-profiel/leerlinggegevens", "/smalle-set/leerlinggegevens", "/lvs-set/leerlinggegevens"};

} // namespace

adapter_info describe(own_words words) {
    adapter_info info;
    info.standard = words.standard;
    info.family_name = "uwlr";
    info.title = words.title;
    info.specification = words.specification;
    info.maturity = maturity::alpha;
    info.families = {family::progress};
    info.receives = true;
    info.sends = true;
    info.media_types = {"text/xml"};
    info.schemas = std::move(words.schemas);
    info.base_path = words.base_path;
    info.endpoints = {
        {endpoint::purpose::message, "POST", "/leerresultaten", {}},
        {endpoint::purpose::question, "GET", "/leerresultaten", "wsdl"},
        {endpoint::purpose::question, "GET", "/leerresultaten", "xsd"}};
    for (const std::string_view path : pupil_data_paths) {
        info.endpoints.push_back({endpoint::purpose::query, "POST", path, {}});
        info.endpoints.push_back({endpoint::purpose::question, "GET", path, "wsdl"});
        info.endpoints.push_back({endpoint::purpose::question, "GET", path, "xsd"});
    }
    info.profiles.assign(std::begin(pupil_data::profile_names), std::end(pupil_data::profile_names));
    info.hardened_against = {
        "ill-formed, truncated and oversized XML, DTDs and entities (scanner, fuzzed)",
        "messages that are valid by schema and wrong by content (rules, fuzzed)"};
    info.quirks = {quirk::score_x,      quirk::decimal_score, quirk::norm_incomplete, quirk::no_version,
                   quirk::school_order, quirk::other_result,  quirk::child_order,     quirk::empty_prefix};
    info.person_schemes = std::move(words.person_schemes);
    info.takes_partner_schemas = true; // they derive from ctpAnderResultaatType and ToevoegingsBlokType
    info.parameters = {"author", "comparison_group", "pupil_key", "round_scores", "incomplete", "profile",
                       "steps",  "groups",           "dataset_id"};
    return info;
}

} // namespace schakel::uwlr
