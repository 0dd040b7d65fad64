// Bytes received and not yet used. Small while a connection is idle, so that thousands of idle ones cost little; it
// grows with what is received. Internal to transport.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::transport {

class read_buffer {
public:
    std::string_view unread() const { return std::string_view(bytes_.data() + begin_, end_ - begin_); }
    bool empty() const { return begin_ == end_; }
    void keep(std::string_view rest) { begin_ = end_ - rest.size(); } // rest: what was left of unread()

    // Room for the next read: pointer and size.
    std::pair<char*, std::size_t> space() {
        if (begin_ > 0) {
            std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
            end_ -= std::exchange(begin_, 0);
        }
        if (end_ == bytes_.size()) bytes_.resize(std::max(smallest, bytes_.size() * 2));
        return {bytes_.data() + end_, bytes_.size() - end_};
    }
    void received(std::size_t count) { end_ += count; }

    void shrink() {
        if (empty() && bytes_.size() > smallest) *this = read_buffer();
    }

private:
    static constexpr std::size_t smallest = 4096;

    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace schakel::transport
