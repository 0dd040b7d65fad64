#include "adapters/common/uwlr/description.hpp"

#include "adapters/common/uwlr/quirks.hpp"

namespace schakel::uwlr {

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
    info.hardened_against = {
        "ill-formed, truncated and oversized XML, DTDs and entities (scanner, fuzzed)",
        "messages that are valid by schema and wrong by content (rules, fuzzed)"};
    info.quirks = {quirk::score_x,    quirk::decimal_score, quirk::norm_incomplete,
                   quirk::no_version, quirk::school_order,  quirk::other_result};
    info.person_schemes = std::move(words.person_schemes);
    info.takes_partner_schemas = true; // they derive from ctpAnderResultaatType
    info.parameters = {"author", "comparison_group", "pupil_key", "round_scores"};
    return info;
}

} // namespace schakel::uwlr
