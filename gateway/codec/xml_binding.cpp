#include "gateway/codec/xml_binding.hpp"

#include <algorithm>

namespace schakel::xml {

namespace {

const bound_element* find(const bound_element& within, std::string_view space, std::string_view local) {
    const auto found = std::ranges::find_if(within.children, [&](const bound_element& one) {
        return one.local == local && one.space == space;
    });
    return found == within.children.end() ? nullptr : &*found;
}

bool all_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == text.npos;
}

} // namespace

void bound_reading::start_element(const name& id, std::span<const attribute> attributes, std::size_t offset) {
    if (has_ended_ || gave_up_) return;
    if (levels_.empty()) {
        if (id.local != list_.local || id.space != list_.space) return;
        offset_ = offset;
        gave_up_ = !attributes.empty();
        levels_.push_back({&list_, into_, nullptr});
        return;
    }
    const level around = levels_.back();
    const bound_element* what = child_of(*around.what, id);
    if (what == nullptr || what->keep != nullptr) {
        gave_up_ = true;
        return;
    }
    if (levels_.size() == 1 && content_.end == 0) content_ = {offset - 1, offset};
    open(*what, around.opened, attributes, offset);
}

const bound_element* bound_reading::child_of(const bound_element& within, const name& id) {
    if (id.number == 0) return find(within, id.space, id.local);
    if (ways_.size() <= id.number) ways_.resize(std::max<std::size_t>(id.number + 1, 64));
    way& known = ways_[id.number];
    if (known.within != &within) known = {&within, find(within, id.space, id.local)};
    return known.to;
}

void bound_reading::open(
    const bound_element& what, void* within, std::span<const attribute> attributes, std::size_t offset
) {
    void* const opened = what.open(within, offset);
    gave_up_ = opened == nullptr ||
               !std::ranges::all_of(attributes, [&](const attribute& one) { return take(what, opened, one); });
    if (gave_up_) return;
    std::string* const text = what.text != nullptr ? what.text(opened) : nullptr;
    if (text != nullptr) ++counts_[what.number];
    levels_.push_back({&what, opened, text});
}

bool bound_reading::take(const bound_element& what, void* opened, const attribute& one) {
    if (!one.id.space.empty()) return false;
    const auto known = std::ranges::find(what.attributes, one.id.local, &bound_attribute::local);
    if (known == what.attributes.end()) return false;
    known->take(opened, one.value);
    ++counts_[known->number];
    return true;
}

void bound_reading::text(std::string_view value, std::size_t) {
    if (levels_.empty() || gave_up_) return;
    if (std::string* const into = levels_.back().text)
        *into += value;
    else if (!all_blank(value))
        gave_up_ = true;
}

void bound_reading::end_element(const name&, std::size_t offset) {
    if (levels_.empty() || gave_up_) return;
    levels_.pop_back();
    if (!levels_.empty()) return;
    has_ended_ = true;
    gave_up_ = content_.end == 0; // nothing in it: whatever it means, a tree tells
    content_.end = offset;
}

// ---- of a tree

namespace {

void read(const bound_element& what, void* within, const node& element) {
    void* const opened = what.open(within, element.offset());
    if (opened == nullptr) return;
    if (what.keep != nullptr) return what.keep(opened, element.outer_xml());
    for (const bound_attribute& one : what.attributes)
        if (const auto value = element.attribute(one.local)) one.take(opened, *value);
    if (what.text != nullptr)
        *what.text(opened) = element.text();
    else
        read_bound(what, opened, element.first_child());
}

} // namespace

void read_bound(const bound_element& list, void* into, const node& first) {
    for (node one = first; one; one = one.next_sibling())
        if (const bound_element* what = find(list, one.space(), one.local())) read(*what, into, one);
}

} // namespace schakel::xml
