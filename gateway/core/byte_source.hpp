// Bytes that come into being while they are sent: an answer, a file.
//
// Whoever sends them asks for the next piece when the one before has gone, so that memory holds one piece whatever the
// size of the whole. Used by one thread at a time, not always the same one; may be dropped before its end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace schakel {

class byte_source {
public:
    virtual ~byte_source() = default;

    // Appends the next piece, some tens of KiB at most; false: it was the last, or there was none. A source that cannot
    // go on sets failed(): whoever receives the bytes must be able to see that they are not complete.
    virtual bool next(std::string& into) = 0;
    virtual bool failed() const { return false; }
};

// A text that is there already, in pieces.
class text_source final : public byte_source {
public:
    explicit text_source(std::string text, std::size_t piece = 64 * 1024) : text_(std::move(text)), piece_(piece) {}

    bool next(std::string& into) override {
        const std::string_view some = std::string_view(text_).substr(at_, piece_);
        into += some;
        at_ += some.size();
        return at_ < text_.size();
    }

private:
    std::string text_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

} // namespace schakel
