// A text that leaves no trace in memory: its bytes are overwritten when it goes. For numbers of persons, which may be
// used and may not be kept.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace schakel::crypto {

// Moved, never copied: there is one place to overwrite.
class wiped_text {
public:
    wiped_text() = default;
    explicit wiped_text(std::string_view text);
    ~wiped_text();
    wiped_text(wiped_text&& other) noexcept;
    wiped_text& operator=(wiped_text&& other) noexcept;

    std::string_view view() const { return {bytes_.get(), size_}; }
    bool empty() const { return size_ == 0; }

private:
    void wipe() noexcept;

    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
};

// Overwrites a text that somebody else made, and empties it.
void wipe(std::string& text);

// From here on a crash of this process leaves no image of its memory, and no other process of its user may read it.
void keep_memory_private();

} // namespace schakel::crypto
