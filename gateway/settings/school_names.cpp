#include "gateway/settings/school_names.hpp"

#include "gateway/model/identifier.hpp"

#include <algorithm>
#include <array>

namespace schakel::settings {

namespace {

namespace scheme = model::scheme;

constexpr std::array<school_name_form, 14> forms{{
    {scheme::brin, "99AA", "two digits and two capitals: \"99XX\"", 0, 0},
    {scheme::branch, "99AA99", "a brin and two digits: \"99XX01\"", 0, 0},
    {scheme::dependance, "99", "two digits", 0, 0},
    {scheme::instellingsnummer, "", "two to six digits", 2, 6},
    {scheme::school_key, "", "a text", 0, 0},
    {scheme::oin, "99999999XXXXXXXXXXXX", "20 characters: eight digits, then digits and capitals", 0, 0},
    {scheme::digidelivery, "", "a text", 0, 0},
    {scheme::basispoort, "", "a text", 0, 0},
    {scheme::rio, "999A999", "three digits, a capital, three digits: \"100A001\"", 0, 0},
    {scheme::rio_board, "999A999", "three digits, a capital, three digits: \"100B001\"", 0, 0},
    {scheme::rio_location, "999A999", "three digits, a capital, three digits: \"100X001\"", 0, 0},
    {scheme::board_code, "", "a text", 0, 0},
    {scheme::oneroster_id, "", "a text", 0, 0},
    {scheme::eduv_id, "", "a text", 0, 0},
}};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

bool school_name_form::fits(std::string_view value) const {
    if (most > 0) return value.size() >= least && value.size() <= most && std::ranges::all_of(value, digit);
    if (pattern.empty()) return true;
    return std::ranges::equal(pattern, value, [](char kind, char c) {
        const bool capital = c >= 'A' && c <= 'Z';
        return kind == '9' ? digit(c) : capital || (kind == 'X' && digit(c));
    });
}

const school_name_form* form_of(std::string_view scheme) {
    const auto found = std::ranges::find(forms, scheme, &school_name_form::scheme);
    return found == forms.end() ? nullptr : &*found;
}

std::vector<std::string_view> school_schemes() {
    std::vector<std::string_view> out;
    for (const school_name_form& one : forms) out.push_back(one.scheme);
    return out;
}

} // namespace schakel::settings
