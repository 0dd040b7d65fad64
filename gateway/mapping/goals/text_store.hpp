// Texts kept once, in one block: a reference of four bytes instead of a string. Equal texts have equal references.
//
// Filling is for one thread; afterwards any number may read. At most 4 GiB of text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

using text_ref = std::uint32_t; // 0: the empty text

// A hash that is the same on every machine and in every run.
std::uint64_t stable_hash(std::string_view text, std::uint64_t seed = 0);

class text_store {
public:
    text_store();

    text_ref add(std::string_view text); // throws std::length_error beyond 4 GiB
    std::string_view at(text_ref which) const {
        const char* from = bytes_.data() + which;
        std::uint32_t size = static_cast<unsigned char>(*from++);
        if (size >= 0x80) {
            size &= 0x7f;
            for (unsigned shift = 7;; shift += 7) {
                const auto more = static_cast<unsigned char>(*from++);
                size |= static_cast<std::uint32_t>(more & 0x7f) << shift;
                if (more < 0x80) break;
            }
        }
        return {from, size};
    }

    // Nothing is added after this: forgets what was needed to find equal texts.
    void seal();
    std::size_t memory() const { return bytes_.capacity() + slots_.capacity() * sizeof(text_ref); }

private:
    void grow();

    std::string bytes_; // each text: its size in groups of seven bits, the lowest first, and its bytes
    std::vector<text_ref> slots_;
    std::size_t count_ = 0;
};

} // namespace schakel::mapping::goals
