#include "gateway/validation/xsd_names.hpp"

#include <algorithm>
#include <cstring>

namespace schakel::validation::xsd {

name_table::name_table() : spaces_{""}, slots_(64, none) {}

std::size_t name_table::hash(index space, std::string_view local) {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    std::uint64_t h = (space + local.size() * 31) * odd;
    std::size_t at = 0;
    for (; at + 8 <= local.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, local.data() + at, 8);
        h = (h ^ word) * odd;
        h ^= h >> 29;
    }
    std::uint64_t rest = 0;
    for (; at < local.size(); ++at) rest = rest << 8 | static_cast<unsigned char>(local[at]);
    h = (h ^ rest) * odd;
    return static_cast<std::size_t>(h ^ h >> 32);
}

index name_table::add_space(std::string_view uri) {
    const index found = find_space(uri);
    if (found != none) return found;
    spaces_.emplace_back(uri);
    return static_cast<index>(spaces_.size() - 1);
}

index name_table::find_space(std::string_view uri) const {
    const auto found = std::find(spaces_.begin(), spaces_.end(), uri);
    return found == spaces_.end() ? none : static_cast<index>(found - spaces_.begin());
}

index name_table::add(index space, std::string_view local) {
    const index found = find(space, local);
    if (found != none) return found;
    names_.push_back({space, std::string(local)});
    if (names_.size() * 2 > slots_.size()) {
        grow();
    } else {
        // `local` may have been a view of a name in the vector that just grew
        std::size_t slot = hash(space, names_.back().local) & (slots_.size() - 1);
        while (slots_[slot] != none) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<index>(names_.size() - 1);
    }
    return static_cast<index>(names_.size() - 1);
}

void name_table::grow() {
    slots_.assign(slots_.size() * 4, none);
    for (index name = 0; name < names_.size(); ++name) {
        std::size_t slot = hash(names_[name].space, names_[name].local) & (slots_.size() - 1);
        while (slots_[slot] != none) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = name;
    }
}

index name_table::find(index space, std::string_view local) const {
    if (space == none) return none;
    std::size_t slot = hash(space, local) & (slots_.size() - 1);
    for (; slots_[slot] != none; slot = (slot + 1) & (slots_.size() - 1)) {
        const entry& name = names_[slots_[slot]];
        if (name.space == space && name.local == local) return slots_[slot];
    }
    return none;
}

std::string name_table::expanded(index name) const {
    const std::string& space = uri(names_[name].space);
    return space.empty() ? local(name) : "{" + space + "}" + local(name);
}

} // namespace schakel::validation::xsd
