#include "gateway/codec/parts_ahead.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace schakel {

parts_ahead::parts_ahead(byte_parts from) : from_(std::move(from)), thread_([this] { run(); }) {}

bool parts_ahead::fill(room& one) {
    for (one.size = 0; one.size < room_size;) {
        if (part_.empty()) part_ = from_();
        if (part_.empty()) return false;
        const std::size_t fits = std::min(part_.size(), room_size - one.size);
        std::memcpy(one.bytes.get() + one.size, part_.data(), fits);
        one.size += fits;
        part_.remove_prefix(fits);
    }
    return true;
}

// False: nothing more is wanted. Who is far ahead waits until half of the rooms are free, so that the threads wake each
// other seldom.
bool parts_ahead::hand_over(bool last) {
    std::unique_lock lock(changing_);
    if (rooms_[filling_].size > 0) ++ready_;
    over_ = last;
    changed_.notify_one();
    if (ready_ == room_count) changed_.wait(lock, [this] { return ready_ <= room_count / 2 || stopped_; });
    filling_ = (filling_ + 1) % room_count;
    return !last && !stopped_;
}

void parts_ahead::run() {
    try {
        while (hand_over(!fill(rooms_[filling_]))) {
        }
    } catch (...) {
        const std::lock_guard lock(changing_);
        failure_ = std::current_exception();
        over_ = true;
        changed_.notify_one();
    }
}

std::string_view parts_ahead::next() {
    std::unique_lock lock(changing_);
    if (taken_) {
        taken_ = false;
        taking_ = (taking_ + 1) % room_count;
        if (--ready_ == room_count / 2) changed_.notify_one();
    }
    changed_.wait(lock, [this] { return ready_ > 0 || over_ || stopped_; });
    if (ready_ > 0) {
        taken_ = true;
        return {rooms_[taking_].bytes.get(), rooms_[taking_].size};
    }
    if (failure_) std::rethrow_exception(failure_);
    return {};
}

void parts_ahead::stop() {
    {
        const std::lock_guard lock(changing_);
        stopped_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

} // namespace schakel
