#include "judge_copy.hpp"

#include "values.hpp"

#include <algorithm>
#include <iterator>

namespace schakel::differential {

namespace {

bool affected(const node& of) {
    const bool type_named = std::any_of(of.attributes.begin(), of.attributes.end(), [](const attribute& one) {
        return one.space == vocabulary::schema_instance && one.name == "type";
    });
    switch (kind_of(of.name)) {
    case value_kind::date:
    case value_kind::moment:
    case value_kind::signed_whole:
    case value_kind::name: return true;
    case value_kind::whole:
    case value_kind::counting:
    case value_kind::number: return type_named;
    default: return false;
    }
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
        if (from->content_space != vocabulary::none) break; // a prefix is written in front of it
        const std::size_t before = from->content.size();
        strip(from->content);
        changed |= from->content.size() != before;
        if (!from->content.empty()) break;
    }
    return changed;
}

} // namespace

bool spare_the_judge(node& of) {
    bool changed = false;
    if (affected(of)) {
        changed |= strip_end(of.children.begin(), of.children.end(), [](std::string& text) {
            text.erase(0, std::min(text.find_first_not_of(blanks), text.size()));
        });
        changed |= strip_end(of.children.rbegin(), of.children.rend(), [](std::string& text) {
            text.erase(text.find_last_not_of(blanks) + 1);
        });
    }
    for (node& child : of.children)
        if (child.element()) changed |= spare_the_judge(child);
    return changed;
}

} // namespace schakel::differential
