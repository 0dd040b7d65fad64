#include "adapters/common/goals/keys.hpp"
#include "adapters/onderwijsdoelen/translate.hpp"

#include <algorithm>
#include <array>

namespace schakel::onderwijsdoelen {

namespace {

struct entity {
    std::string_view name, text;
};

constexpr std::array entities{entity{"&nbsp;", " "}, entity{"&amp;", "&"},   entity{"&lt;", "<"},
                              entity{"&gt;", ">"},   entity{"&quot;", "\""}, entity{"&#39;", "'"}};

} // namespace

// Tags become blanks, so that items of a list stay apart. A '<' that no letter or '/' follows is text.
std::string plain(std::string_view html) {
    std::string out;
    for (std::size_t at = 0; at < html.size();) {
        const char next = at + 1 < html.size() ? html[at + 1] : '\0';
        const bool tag =
            html[at] == '<' && (next == '/' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
        const std::size_t end = tag ? html.find('>', at) : html.npos;
        if (end != html.npos) {
            out += ' ';
            at = end + 1;
            continue;
        }
        const auto known =
            std::ranges::find_if(entities, [&](const entity& one) { return html.substr(at).starts_with(one.name); });
        out += known == entities.end() ? html.substr(at, 1) : known->text;
        at += known == entities.end() ? 1 : known->name.size();
    }
    return goal_files::collapsed(out);
}

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_pointer(const goal& one) {
    return one.code.starts_with("zie ");
}

std::optional<model::goals::day> parse_day(std::string_view text) {
    if (text.size() == 10 && text[2] == '/' && text[5] == '/')
        return parse_date(
            std::string(text.substr(6)) + "-" + std::string(text.substr(3, 2)) + "-" + std::string(text.substr(0, 2))
        );
    return parse_date(text.substr(0, 10));
}

} // namespace schakel::onderwijsdoelen
