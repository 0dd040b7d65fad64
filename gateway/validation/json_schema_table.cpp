#include "gateway/validation/json_schema_nodes.hpp"

#include <algorithm>

namespace schakel::validation {

std::uint32_t property_table::hash(std::string_view name) {
    if (name.empty()) return 0;
    const auto byte = [name](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(name[i])); };
    return static_cast<std::uint32_t>(name.size()) * 31u + byte(0) * 7u + byte(name.size() / 2) * 3u +
           byte(name.size() - 1);
}

property_table::entry& property_table::add(std::string_view name) {
    const auto at = std::find_if(entries_.begin(), entries_.end(), [name](const entry& e) { return e.name == name; });
    if (at != entries_.end()) return *at;
    entries_.push_back({std::string(name)});
    return entries_.back();
}

void property_table::seal() {
    std::size_t size = 4;
    while (size < entries_.size() * 4) size *= 2;
    slots_.assign(entries_.empty() ? 0 : size, 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        std::size_t slot = hash(entries_[i].name) & (size - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
        slots_[slot] = static_cast<std::uint16_t>(i + 1);
    }
}

const property_table::entry* property_table::find(std::string_view name) const {
    if (slots_.empty()) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash(name) & mask; slots_[slot] != 0; slot = (slot + 1) & mask)
        if (const entry& e = entries_[slots_[slot] - 1u]; e.name == name) return &e;
    return nullptr;
}

} // namespace schakel::validation
