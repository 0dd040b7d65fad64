#include "gateway/mapping/goal_summary.hpp"

#include <array>
#include <string_view>

namespace schakel::mapping {

namespace {

constexpr std::size_t goal_limit = 30;
constexpr std::size_t framework_limit = 22;

struct phrase {
    std::string_view nl, en;
    std::string_view in(language lang) const { return lang == language::nl ? nl : en; }
};

constexpr std::array<phrase, goals::outcome_count> became{{
    {"zelfde doel", "the same goal"},
    {"herzien, niet hetzelfde", "revised, not the same"},
    {"volgt eruit", "follows from it"},
    {"draagt eraan bij", "contributes to it"},
    {"alleen een aanwijzing", "evidence only"},
    {"meer dan een kandidaat", "several candidates"},
    {"vervallen", "withdrawn"},
    {"onbekend doel", "unknown goal"},
    {"tegenstrijdige bronnen", "conflicting sources"},
    {"niet over te nemen", "cannot be taken over"},
}};

// The first characters of UTF-8, with an ellipsis where some are left out.
std::string cut(std::string_view text, std::size_t limit) {
    std::size_t count = 0, last = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
        if (count + 1 == limit) last = i;
        if (count++ == limit) return std::string(text.substr(0, last)) + "\xe2\x80\xa6";
    }
    return std::string(text);
}

std::string quoted(const goals::goal_label& goal) {
    return "\"" + shown(goal, goal_limit) + "\"";
}

} // namespace

std::string shown(const goals::goal_label& goal, std::size_t limit) {
    std::string text = goal.code;
    if (!goal.statement.empty()) text += (text.empty() ? "" : " ") + goal.statement;
    if (!text.empty()) return cut(text, limit);
    // Of an address or UUID the end tells most.
    if (goal.id.size() <= limit) return goal.id;
    return "\xe2\x80\xa6" + goal.id.substr(goal.id.size() - (limit - 1));
}

std::string summary_of(const goals::translated_record& record, language lang) {
    std::string text = (lang == language::nl ? "Doel " : "Goal ") + quoted(record.goal);
    if (!record.target.id.empty()) text += " \xe2\x86\x92 " + quoted(record.target);
    const std::string& title =
        record.target.framework_title.empty() ? record.target.framework : record.target.framework_title;
    const std::string& release = record.target.release;
    if (!title.empty() || !release.empty())
        text += " (" + cut(title + (title.empty() || release.empty() ? "" : " ") + release, framework_limit) + ")";
    return text + ": " + std::string(became[static_cast<std::size_t>(record.what)].in(lang)) + ".";
}

} // namespace schakel::mapping
