// Parts of a text that another thread makes while this one looks at those before: unpacking, its checks and the first
// touch of a mapped file's pages happen there. Some parts are ready at most, so memory stays bounded.
#pragma once

#include "gateway/codec/byte_parts.hpp"
#include "gateway/core/stage_ahead.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace schakel {

class parts_ahead {
public:
    // `from` is called by the other thread only, and no more once it gave an empty part. Null where a thread is of no
    // use or the system gives none; `from` has not been called then.
    static std::unique_ptr<parts_ahead> start(byte_parts from);

    // The next part, valid until the next call; empty at the end. Throws what `from` threw.
    std::string_view next();
    // Nothing more is made; `from` has returned for the last time.
    void stop() { stage_->stop(); }

private:
    static constexpr std::size_t room_size = 64u << 10, room_count = 8;
    struct room {
        std::unique_ptr<char[]> bytes = std::make_unique_for_overwrite<char[]>(room_size);
        std::size_t size = 0;
    };
    using stage = stage_ahead<room, room_count>;

    explicit parts_ahead(std::unique_ptr<stage> made) : stage_(std::move(made)) {}
    static void hand_over(const byte_parts& from, stage::outlet& to);

    std::unique_ptr<stage> stage_;
};

} // namespace schakel
