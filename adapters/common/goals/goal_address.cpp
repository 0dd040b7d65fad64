#include "adapters/common/goals/goal_address.hpp"

#include "gateway/model/goal.hpp"

#include <algorithm>
#include <array>

namespace schakel::goal_files {

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool is_web_address(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

// Parts of addresses that end in the UUID of a goal.
constexpr std::array before_uuid{
    std::string_view("//opendata.slo.nl/curriculum/"), std::string_view("//purl.edustandaard.nl/begrippenkader/"),
    std::string_view("//purl.edustandaard.nl/concept/"), std::string_view("/CFItems/"), std::string_view("/uri/")};

// Parts of addresses that name a goal in another way.
constexpr std::array before_name{
    std::string_view("vlaanderen.be/onderwijsdoelen/"), std::string_view("//ilearn.ilabt.imec.be/vocab/onddoel/"),
    std::string_view("//asn.jesandco.org/resources/"), std::string_view("//purl.org/ASN/resources/")};

constexpr std::array in_vocabularies{
    std::string_view("//opendata.slo.nl/curriculum"),
    std::string_view("//purl.edustandaard.nl/begrippenkader"),
    std::string_view("/CFDocuments/"),
    std::string_view("/CFPackages/"),
    std::string_view("onderwijsdoel"),
    std::string_view("kerndoel"),
    std::string_view("eindterm")};

constexpr std::array goal_types{
    std::string_view("objective"), std::string_view("learning-objective"), std::string_view("learningobjective"),
    std::string_view("competency")};

} // namespace

bool is_goal_address(std::string_view text) {
    if (text.starts_with("urn:case:item:")) return true;
    if (!is_web_address(text)) return false;
    const auto holds = [&](std::string_view part) { return contains(text, part); };
    if (std::ranges::any_of(before_name, holds)) return true;
    return std::ranges::any_of(before_uuid, holds) && !model::goals::uuid_key(text).empty();
}

bool is_goal_key(std::string_view text) {
    if (is_goal_address(text)) return true;
    return !is_web_address(text) && !model::goals::uuid_key(text).empty();
}

bool is_goal_vocabulary(std::string_view vocabulary) {
    if (vocabulary.starts_with("slo:")) return true; // as this gateway names the data sets of SLO
    return std::ranges::any_of(in_vocabularies, [&](std::string_view part) { return contains(vocabulary, part); });
}

std::optional<model::goal_reference> goal_of(const model::term& term) {
    if (term.empty()) return std::nullopt;
    if (is_goal_key(term.value) || is_goal_vocabulary(term.vocabulary))
        return model::goal_reference{term.value, term.vocabulary};
    return std::nullopt;
}

bool is_goal_type(std::string_view activity_type) {
    const std::string_view last = activity_type.substr(activity_type.find_last_of("/#:") + 1);
    return std::ranges::find(goal_types, last) != goal_types.end();
}

} // namespace schakel::goal_files
