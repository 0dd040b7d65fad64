#include "gateway/roster/generated_names.hpp"

#include <array>
#include <cstddef>

namespace schakel::roster {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array girls{"Noor"sv,  "Zoë"sv,     "Fleur"sv, "Renée"sv,   "Sterre"sv, "Yasmin"sv, "Chloë"sv, "Maud"sv,
                           "Femke"sv, "Iris"sv,    "Çağla"sv, "Anaïs"sv,   "Lotte"sv,  "Jade"sv,   "Saïda"sv, "Roos"sv,
                           "Tess"sv,  "Wietske"sv, "Elif"sv,  "Désirée"sv, "Hanna"sv,  "Luna"sv,   "Bente"sv, "Ilse"sv};
constexpr std::array boys{"Daan"sv,   "Björn"sv, "Sem"sv,   "René"sv, "Jurre"sv, "Mohamed"sv, "Noé"sv,   "Thijs"sv,
                          "Łukasz"sv, "Bram"sv,  "Kerem"sv, "José"sv, "Gijs"sv,  "Amir"sv,    "Siebe"sv, "Raúl"sv,
                          "Finn"sv,   "Jelle"sv, "André"sv, "Mats"sv, "Özgür"sv, "Teun"sv,    "Wout"sv,  "Ruben"sv};
constexpr std::array prefixes{"van der"sv, "de"sv, "van"sv, "van den"sv, "van 't"sv, "ter"sv, "op den"sv, "in 't"sv};
constexpr std::array families{
    "Akkermans"sv,  "Bruggeman"sv,   "Çelikbaş"sv, "Dijkgraaf"sv,  "Eikenboom"sv,    "Fokkinga"sv,    "Geërts"sv,
    "Haverkort"sv,  "IJzerman"sv,    "Jägers"sv,   "Kwikstaart"sv, "Lindeboom"sv,    "Müllerman"sv,   "Nijkamp"sv,
    "Öztürkoğlu"sv, "Polderman"sv,   "Quist"sv,    "Rietdekker"sv, "Schaapherder"sv, "Tulpenaar"sv,   "Uilenspiegel"sv,
    "Veenstra"sv,   "Waterschoot"sv, "Ypenburg"sv, "Zandstra"sv,   "d'Hooghe"sv,     "Bos-Peeters"sv, "Koçak"sv,
    "Weegbree"sv,   "Meidoorn"sv,    "Vogelaar"sv};
constexpr std::array lands{"Berg"sv,  "Molen"sv, "Heide"sv, "Dijk"sv,  "Wetering"sv, "Zijl"sv,
                           "Kreek"sv, "Brink"sv, "Weide"sv, "Horst"sv, "Duinen"sv,   "Burcht"sv};

template <std::size_t Size>
std::string_view pick(const std::array<std::string_view, Size>& from, std::uint64_t& number) {
    const std::string_view chosen = from[number % Size];
    number /= Size;
    return chosen;
}

// The first letter, which may take more than one byte.
std::string_view initial(std::string_view name) {
    std::size_t end = 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0u) == 0x80u) ++end;
    return name.substr(0, end);
}

} // namespace

generated_name name_of(std::uint64_t number) {
    generated_name out;
    out.female = number % 2 == 0;
    number /= 2;
    const auto& first_names = out.female ? girls : boys;
    out.preferred = pick(first_names, number);
    out.given = out.preferred;
    out.initials = initial(out.preferred);
    if (number % 3 == 0) {
        const std::string_view second = pick(first_names, number);
        out.given += " " + std::string(second);
        out.initials += initial(second);
    }
    number /= 3;
    const bool prefixed = number % 5 < 2;
    number /= 5;
    if (prefixed) {
        out.prefix = pick(prefixes, number);
        out.family = pick(lands, number);
    } else {
        out.family = pick(families, number);
    }
    return out;
}

} // namespace schakel::roster
