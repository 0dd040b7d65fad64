#include "judge_copy.hpp"

#include <algorithm>
#include <iterator>

namespace schakel::differential {

namespace {

bool affected(const node& one, const standard& of) {
    using enum value_type::blanks;
    const value_type::blanks around = of.type_of(one.name).around;
    return around == forgotten ||
           (around == forgotten_when_type_is_named && has_attribute(one, {space::schema_instance, "type", {}}));
}

constexpr const char* blanks = " \t\r\n";

bool is_text(const node& child) {
    return child.is == node::kind::text || child.is == node::kind::cdata;
}

// Strips blanks from the texts at one end, up to the first that holds more or to an element.
template <class Iterator, class Strip>
bool strip_end(Iterator from, Iterator to, Strip strip) {
    bool changed = false;
    for (; from != to && !from->element(); ++from) {
        if (!is_text(*from)) continue;
        if (from->content_in != space::none) break; // a prefix is written in front of it
        const std::size_t before = from->content.size();
        strip(from->content);
        changed |= from->content.size() != before;
        if (!from->content.empty()) break;
    }
    return changed;
}

} // namespace

bool spare_the_judge(node& root, const standard& of) {
    bool changed = false;
    if (affected(root, of)) {
        changed |= strip_end(root.children.begin(), root.children.end(), [](std::string& text) {
            text.erase(0, std::min(text.find_first_not_of(blanks), text.size()));
        });
        changed |= strip_end(root.children.rbegin(), root.children.rend(), [](std::string& text) {
            text.erase(text.find_last_not_of(blanks) + 1);
        });
    }
    for (node& child : root.children)
        if (child.element()) changed |= spare_the_judge(child, of);
    return changed;
}

} // namespace schakel::differential
