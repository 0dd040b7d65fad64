// The names of a document, each read and resolved once. Private to codec.
//
// Documents repeat a few dozen names, mostly in the same order. So a name is met by comparing bytes with the one that
// followed the last time; failing that by a hash; and only a name that is new is read letter by letter.
#pragma once

#include "gateway/codec/xml_characters.hpp"
#include "gateway/codec/xml_cursor.hpp"
#include "gateway/codec/xml_scanner.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string_view>
#include <vector>

namespace schakel::xml {

enum class name_role : std::uint8_t { element, attribute };

struct known_name {
    static constexpr std::size_t block = 32; // bytes compared at once

    std::string_view written; // in the document, prefix included
    std::uint32_t scope = 0;  // the declarations in force under which the name means `id`
    name_role role = name_role::element;
    bool declares = false; // xmlns or xmlns:…
    name id;
    known_name* next = nullptr;            // element: the next start tag, last time; attribute: the next one of the tag
    known_name* another = nullptr;         // element: the next start tag, the last time that it was another
    known_name* first_attribute = nullptr; // of an element, last time
    std::array<char, block> bytes{};       // what is written, up to a block
    std::uint32_t letters = 0;             // a bit for each of them

    void be_written(std::string_view as) {
        written = as;
        const std::size_t size = std::min(as.size(), block);
        std::memcpy(bytes.data(), as.data(), size);
        letters = static_cast<std::uint32_t>((std::uint64_t{1} << size) - 1);
    }

    // Whether exactly this name is written at `at`, before a character that no name holds.
    bool stands_at(const char* at, const char* end) const {
        const std::size_t size = written.size();
        if (static_cast<std::size_t>(end - at) <= block || size > block) {
            return static_cast<std::size_t>(end - at) > size && written == std::string_view(at, size) &&
                   !may_be_in_name(at[size]);
        }
        return starts_alike(at, bytes.data(), letters) && !may_be_in_name(at[size]);
    }
};

// Numbers sets of declarations: the same declarations inside the same set have the same number. 0 stands for the many
// more than documents have; names under it are not kept.
class scope_numbers {
public:
    static constexpr std::uint32_t outermost = 1;
    static constexpr std::uint32_t everywhere = 0xFFFFFFFF; // of names that no declaration changes

    std::uint32_t inside(std::uint32_t outer, std::string_view prefix, const char* uri) {
        if (outer == 0) return 0;
        for (const step& known : steps_)
            if (known.outer == outer && known.uri == uri && known.prefix == prefix) return known.inner;
        if (steps_.size() >= most) return 0;
        steps_.push_back({outer, prefix, uri, static_cast<std::uint32_t>(steps_.size()) + outermost + 1});
        return steps_.back().inner;
    }

private:
    static constexpr std::size_t most = 64;
    struct step {
        std::uint32_t outer = 0;
        std::string_view prefix;
        const char* uri = nullptr; // one address for each URI
        std::uint32_t inner = 0;
    };
    std::vector<step> steps_;
};

class known_names {
public:
    // Null when the name is new.
    known_name* find(std::string_view written, std::uint32_t scope, name_role role) {
        if (slots_.empty()) return nullptr;
        for (std::size_t slot = hash(written, scope, role) & (slots_.size() - 1); slots_[slot] != nullptr;
             slot = (slot + 1) & (slots_.size() - 1)) {
            known_name& n = *slots_[slot];
            if (n.scope == scope && n.role == role && n.written == written) return &n;
        }
        return nullptr;
    }

    // Keeps a new name and numbers it. Null when there are too many to keep.
    known_name* add(const written_name& written, std::uint32_t scope, name_role role, const name& id) {
        if (names_.size() >= most || scope == 0) return nullptr;
        known_name& added = names_.emplace_back();
        added.be_written(written.full);
        added.scope = scope;
        added.role = role;
        added.id = id;
        added.id.number = static_cast<std::uint32_t>(names_.size());
        added.declares = role == name_role::attribute && (written.prefix == "xmlns" || written.full == "xmlns");
        if (names_.size() * 2 > slots_.size()) grow();
        put(added);
        return &added;
    }

private:
    static constexpr std::size_t most = 1024;

    static std::size_t hash(std::string_view written, std::uint32_t scope, name_role role) {
        constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
        std::uint64_t h = (written.size() * 2 + static_cast<std::uint64_t>(role)) * odd + scope;
        const auto add = [&](std::uint64_t word) {
            h = (h ^ word) * odd;
            h ^= h >> 32;
        };
        std::size_t at = 0;
        for (std::uint64_t word = 0; at + sizeof word <= written.size(); at += sizeof word) {
            std::memcpy(&word, written.data() + at, sizeof word);
            add(word);
        }
        std::uint64_t rest = 0;
        for (; at < written.size(); ++at) rest = rest << 8 | to_byte(written[at]);
        add(rest);
        return static_cast<std::size_t>(h);
    }

    void grow() {
        slots_.assign(std::max<std::size_t>(slots_.size() * 2, 64), nullptr);
        for (std::size_t i = 0; i + 1 < names_.size(); ++i) put(names_[i]);
    }

    void put(known_name& n) {
        std::size_t slot = hash(n.written, n.scope, n.role) & (slots_.size() - 1);
        while (slots_[slot] != nullptr) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = &n;
    }

    std::deque<known_name> names_;   // a deque, because addresses are handed out
    std::vector<known_name*> slots_; // a power of two, at most half full
};

} // namespace schakel::xml
