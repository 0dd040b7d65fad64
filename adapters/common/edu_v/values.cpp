#include "adapters/common/edu_v/values.hpp"

#include "gateway/model/identifier.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel::edu_v {

namespace {

namespace scheme = model::scheme;

struct id_type {
    std::string_view scheme;
    std::string_view type;
    unsigned places; // bits by place
};

constexpr unsigned in(place where) {
    return 1u << static_cast<unsigned>(where);
}
constexpr unsigned persons = in(place::student) | in(place::employee) | in(place::results_employee);
constexpr unsigned schools = in(place::school) | in(place::results_school);

constexpr std::array<id_type, 11> id_types{{
    {scheme::las_key, "ASI", persons},
    {scheme::nepri, "NEPRI", persons},
    {scheme::neppi, "NEPPI", in(place::student) | in(place::employee)},
    {scheme::basispoort, "BPI", persons},
    {scheme::eduid, "eduID", persons},
    {scheme::eckid, "eckId", in(place::employee)},
    {scheme::brin, "OIE_CODE", schools},
    {scheme::basispoort, "BP_ID", schools},
    {scheme::digidelivery, "DD_ID", schools},
    {scheme::school_key, "AS_ID", schools},
    {scheme::branch, "V_ID", in(place::school)},
}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

} // namespace

bool is_school_year(std::string_view text) {
    return text.size() == 9 && text[4] == '-' && all_digits(text.substr(0, 4)) && all_digits(text.substr(5));
}

bool is_consecutive(std::string_view school_year) {
    return std::stoi(std::string(school_year.substr(0, 4))) + 1 == std::stoi(std::string(school_year.substr(5)));
}

std::string school_year_of(instant when) {
    const auto date = date_in_amsterdam(when);
    const int first = static_cast<int>(date.year()) - (date.month() < std::chrono::August ? 1 : 0);
    return std::to_string(first) + "-" + std::to_string(first + 1);
}

std::string to_utc(instant when) {
    return when == std::chrono::floor<std::chrono::seconds>(when) ? to_rfc3339(when) : to_rfc3339_milliseconds(when);
}

bool is_plausible(instant when) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
    return date.year() >= std::chrono::year(1990) && date.year() <= std::chrono::year(2100);
}

bool is_brin(std::string_view text) {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() == 4 && all_digits(text.substr(0, 2)) && is_capital(text[2]) && is_capital(text[3]);
}

bool is_branch(std::string_view text) {
    return text.size() == 6 && is_brin(text.substr(0, 4)) && all_digits(text.substr(4));
}

bool is_eckid(std::string_view text) {
    constexpr std::string_view start = "https://ketenid.nl/";
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos || slash == 0 || text.starts_with("sp")) return false;
    const std::string_view digits = text.substr(slash + 1);
    const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
    return digits.size() == 128 && std::ranges::all_of(digits, is_hex);
}

bool is_web_address(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) && !text.ends_with("://") &&
           std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<';
           });
}

std::string_view type_of(std::string_view of_scheme, place where) {
    for (const id_type& one : id_types) {
        if (one.scheme == of_scheme && (one.places & in(where)) != 0) return one.type;
    }
    return {};
}

std::string_view scheme_of(std::string_view type, place where) {
    for (const id_type& one : id_types) {
        if (one.type == type && (one.places & in(where)) != 0) return one.scheme;
    }
    return {};
}

} // namespace schakel::edu_v
