#include "adapters/common/edu_v_access/product_values.hpp"

#include "gateway/core/id.hpp"

#include <algorithm>
#include <array>

namespace schakel::edu_v_access {

namespace {

namespace catalogue = model::catalogue;

constexpr std::array<std::string_view, 10> usages{"leerboek",       "werkboek",   "leerwerkboek",      "examenbundel",
                                                  "oefenmateriaal", "naslagwerk", "docentenmateriaal", "toets",
                                                  "examen",         "anders"};
constexpr std::array<std::string_view, 14> copyrights{
    "cc-by-40", "cc-by-sa-40", "cc-by-nc-40", "cc-by-nc-sa-40", "cc-by-nd-40", "cc-by-nc-nd-40",
    "cc-by-30", "cc-by-sa-30", "cc-by-nc-30", "cc-by-nc-sa-30", "cc-by-nd-30", "cc-by-nc-nd-30",
    "yes",      "no"};

decimal sum(const decimal& a, const decimal& b) {
    return a.minus(decimal(0).minus(b));
}

decimal cents(const decimal& amount) {
    return *decimal::parse(amount.rounded(2));
}

// The Dutch rates of value-added tax.
decimal percentage(const catalogue::taxed_part& of, catalogue::day when) {
    using rate_of = catalogue::taxed_part::rate_of;
    if (of.rate == rate_of::high) return decimal(21);
    if (of.rate == rate_of::low)
        return decimal(
            when < std::chrono::year_month_day{std::chrono::year(2019), std::chrono::January, std::chrono::day(1)} ? 6
                                                                                                                   : 9
        );
    return of.vat.value_or(decimal(0));
}

decimal with_tax(const catalogue::price& of, catalogue::day when) {
    decimal total(0);
    for (const catalogue::taxed_part& part : of.parts) {
        const decimal factor = sum(decimal(100), percentage(part, when));
        total = sum(total, cents(part.excluding.times(factor).times(*decimal::parse("0.01"))));
    }
    return total;
}

bool is_letter_byte(char c) {
    return c != ' ' && c != '\t' && c != '\n' && c != '\r';
}

} // namespace

bool is_product_id(std::string_view id) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (id.size() == 13) return std::ranges::all_of(id, is_digit);
    const auto is_small = [&](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-'; };
    return is_uuid(id) && std::ranges::all_of(id, is_small);
}

bool is_product_usage(std::string_view word) {
    return std::ranges::find(usages, word) != usages.end();
}

bool is_copyright(std::string_view word) {
    return std::ranges::find(copyrights, word) != copyrights.end();
}

catalogue::product_kind kind_of_product(const catalogue::product& of) {
    if (of.kind) return *of.kind;
    return of.access_url.empty() ? catalogue::product_kind::physical : catalogue::product_kind::digital;
}

std::string edition_by_default(const catalogue::product& of) {
    if (!of.published) return "1";
    return std::to_string(static_cast<int>(date_in_amsterdam(*of.published).year()));
}

catalogue::day first_day_of(const catalogue::product& of, instant now) {
    if (of.published) return date_in_amsterdam(*of.published);
    if (of.licence_begin) return *of.licence_begin;
    return date_in_amsterdam(of.created.value_or(of.modified.value_or(now)));
}

std::string cut_on_a_word(std::string_view text, std::size_t most) {
    while (!text.empty() && !is_letter_byte(text.front())) text.remove_prefix(1);
    while (!text.empty() && !is_letter_byte(text.back())) text.remove_suffix(1);
    if (text.empty()) return "-";
    std::size_t characters = 0, room = text.size(), word = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u) continue;
        if (characters == most - 1) room = at; // the ellipsis takes the last place
        if (++characters > most) break;
        if (!is_letter_byte(text[at]) && characters < most) word = at;
    }
    if (characters <= most) return std::string(text);
    return std::string(text.substr(0, word > 0 ? word : room)) + "…";
}

whole_price completed(const catalogue::price& of, catalogue::day when) {
    decimal excluding = of.excluding.value_or(of.including.value_or(decimal(0)));
    decimal including = of.including ? *of.including : of.parts.empty() ? excluding : with_tax(of, when);
    return {cents(excluding), cents(including)};
}

} // namespace schakel::edu_v_access
