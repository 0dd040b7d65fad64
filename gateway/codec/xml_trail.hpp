// What a walk over a mapped file leaves behind: the pages that it has passed. Private to codec.
#pragma once

#include "gateway/codec/mapped_file.hpp"

#include <cstddef>

namespace schakel::xml {

// For bytes that are simply in memory it does nothing.
class trail {
public:
    static constexpr std::size_t step = std::size_t{4} << 20; // bytes kept mapped behind the walk

    explicit trail(const mapped_file* file) : file_(file), next_(file != nullptr ? step : never) {}

    void passed(std::size_t offset) {
        if (offset >= next_) drop(offset);
    }

private:
    static constexpr std::size_t never = static_cast<std::size_t>(-1);

    void drop(std::size_t offset) {
        file_->release_before(offset);
        next_ = offset + step;
    }

    const mapped_file* file_;
    std::size_t next_;
};

} // namespace schakel::xml
