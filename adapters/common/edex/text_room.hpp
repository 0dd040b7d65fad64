// Texts that do not stand in a document as they are: joined pieces, references resolved. They keep their address until
// the room is used anew.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace schakel::edex {

class text_room {
public:
    std::string_view keep(std::string_view text) {
        if (used_ == texts_.size()) texts_.emplace_back();
        return texts_[used_++].assign(text);
    }
    void use_anew() { used_ = 0; }

    // Texts keep their address.
    void swap(text_room& other) noexcept {
        texts_.swap(other.texts_);
        std::swap(used_, other.used_);
    }

private:
    std::deque<std::string> texts_;
    std::size_t used_ = 0;
};

} // namespace schakel::edex
