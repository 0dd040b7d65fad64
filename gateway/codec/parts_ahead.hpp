// Parts of a text that another thread makes while this one looks at those before: unpacking, its checks and the first
// touch of a mapped file's pages happen there. Some parts are ready at most, so memory stays bounded.
#pragma once

#include "gateway/codec/byte_parts.hpp"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

namespace schakel {

class parts_ahead {
public:
    // `from` is called by the other thread only, and no more once it gave an empty part. Throws std::system_error where
    // the system gives no thread.
    explicit parts_ahead(byte_parts from);
    ~parts_ahead() { stop(); }
    parts_ahead(const parts_ahead&) = delete;
    parts_ahead& operator=(const parts_ahead&) = delete;

    // The next part, valid until the next call; empty at the end. Throws what `from` threw.
    std::string_view next();
    // Nothing more is made; `from` has returned for the last time.
    void stop();

private:
    static constexpr std::size_t room_size = 64u << 10, room_count = 8;
    struct room {
        std::unique_ptr<char[]> bytes = std::make_unique_for_overwrite<char[]>(room_size);
        std::size_t size = 0;
    };

    void run();
    bool fill(room& one); // false: it was the last
    bool hand_over(bool last);

    byte_parts from_;
    std::string_view part_; // what did not fit
    std::array<room, room_count> rooms_;
    std::size_t filling_ = 0; // of the other thread
    std::size_t taking_ = 0;  // of whoever calls next()
    bool taken_ = false;      // rooms_[taking_] is being looked at

    std::mutex changing_; // what follows
    std::condition_variable changed_;
    std::size_t ready_ = 0; // rooms handed over and not given back
    bool over_ = false, stopped_ = false;
    std::exception_ptr failure_;

    std::thread thread_; // last: it uses the others
};

} // namespace schakel
