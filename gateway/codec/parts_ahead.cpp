#include "gateway/codec/parts_ahead.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace schakel {

std::unique_ptr<parts_ahead> parts_ahead::start(byte_parts from) {
    auto made = stage::start([from = std::move(from)](stage::outlet& to) { hand_over(from, to); });
    return made ? std::unique_ptr<parts_ahead>(new parts_ahead(std::move(made))) : nullptr;
}

// In rooms that are full, but for the last.
void parts_ahead::hand_over(const byte_parts& from, stage::outlet& to) {
    to.batch().size = 0;
    for (std::string_view part = from(); !part.empty(); part = from()) {
        while (!part.empty()) {
            room& filling = to.batch();
            const std::size_t fits = std::min(part.size(), room_size - filling.size);
            std::memcpy(filling.bytes.get() + filling.size, part.data(), fits);
            filling.size += fits;
            part.remove_prefix(fits);
            if (filling.size < room_size) continue;
            to.send();
            to.batch().size = 0;
        }
    }
    if (to.batch().size > 0) to.send();
}

std::string_view parts_ahead::next() {
    const room* const full = stage_->next();
    return full == nullptr ? std::string_view() : std::string_view(full->bytes.get(), full->size);
}

} // namespace schakel
