#include "adapters/saml_entree/attributes.hpp"

#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace schakel::saml_entree {

namespace {

// Plain names are those of Entree; OIDs are those of inetOrgPerson (RFC 2798) and eduPerson, for other providers.
struct attribute_row {
    std::string_view name;
    std::string_view oid;
    std::string known_attributes::*value = nullptr;
    std::vector<std::string> known_attributes::*values = nullptr;
};

using known = known_attributes;
constexpr std::array<attribute_row, 17> rows{{
    {"uid", "urn:oid:0.9.2342.19200300.100.1.1", &known::uid},
    {"eckId", "", &known::eckid},
    {"nlEduPersonRealId", "", &known::real_id},
    {"nlEduPersonProfileId", "", &known::profile_id},
    {"givenName", "urn:oid:2.5.4.42", &known::given_name},
    {"nlEduPersonTussenvoegsels", "", &known::prefix},
    {"sn", "urn:oid:2.5.4.4", &known::surname},
    {"initials", "urn:oid:2.5.4.43", &known::initials},
    {"mail", "urn:oid:0.9.2342.19200300.100.1.3", &known::mail},
    {"nlEduPersonHomeOrganizationId", "", &known::organisation_id},
    {"nlEduPersonHomeOrganization", "", &known::organisation},
    {"nlEduPersonHomeOrganizationBranchId", "", &known::branch_id},
    {"digiDeliveryId", "", &known::digidelivery},
    {"knfDigiDeliveryId", "", &known::digidelivery},
    {"eduPersonAffiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.1", nullptr, &known::affiliations},
    {"nlEduPersonUnit", "", nullptr, &known::units},
    {"ou", "urn:oid:2.5.4.11", nullptr, &known::units},
}};

constexpr std::string_view mace = "urn:mace:dir:attribute-def:";

bool is_name_of(
    const attribute_row& row, std::string_view name, const std::map<std::string, std::string, std::less<>>& parameters
) {
    const auto renamed = parameters.find("attribute." + std::string(row.name));
    if (renamed != parameters.end()) return name == renamed->second;
    if (name.starts_with(mace)) name.remove_prefix(mace.size());
    return name == row.name || (!row.oid.empty() && name == row.oid);
}

std::optional<finding> take(const attribute_row& row, const std::vector<std::string>& values, known& into) {
    if (row.values != nullptr) {
        for (const std::string& value : values)
            if (std::ranges::count(into.*row.values, value) == 0) (into.*row.values).push_back(value);
        return std::nullopt;
    }
    for (const std::string& value : values) {
        if (!(into.*row.value).empty() && into.*row.value != value)
            return fault_of(fault::several_values, {}, row.name);
        into.*row.value = value;
    }
    return std::nullopt;
}

std::optional<finding> judge_eckid(std::string_view value) {
    constexpr std::string_view begin = "https://ketenid.nl/";
    constexpr std::size_t digits = 128;
    if (value.empty()) return std::nullopt;
    const std::size_t slash = value.rfind('/');
    const std::string_view kind = value.starts_with(begin) && slash >= begin.size()
                                      ? value.substr(begin.size(), slash - begin.size())
                                      : std::string_view{};
    if (kind.starts_with("sp")) return fault_of(fault::stampseudonym);
    const std::string_view hash = value.substr(std::min(slash + 1, value.size()));
    const auto is_word = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (kind.empty() || !std::ranges::all_of(kind, is_word) || hash.size() != digits ||
        !std::ranges::all_of(hash, is_hex))
        return fault_of(fault::eckid_form, "https://ketenid.nl/… + 128 × [0-9a-f]");
    return std::nullopt;
}

} // namespace

result<known_attributes, finding> know_attributes(
    const std::vector<wire::attribute>& given, const std::map<std::string, std::string, std::less<>>& parameters
) {
    known_attributes made;
    for (const wire::attribute& one : given)
        for (const attribute_row& row : rows)
            if (is_name_of(row, one.name, parameters))
                if (auto wrong = take(row, one.values, made)) return *std::move(wrong);
    if (auto wrong = judge_eckid(made.eckid)) return *std::move(wrong);
    return made;
}

} // namespace schakel::saml_entree
