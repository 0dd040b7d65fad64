// Objects of EDEX on their way from the thread that reads a document to the thread that takes them, in the order of the
// document. They travel in batches: memory stays bounded, and the one thread waits when it is far ahead of the other.
//
// The values of an object may point into the document, which outlives the stage, and into texts(), which a batch takes
// along.
#pragma once

#include "adapters/common/edex/read.hpp"
#include "adapters/common/edex/text_room.hpp"
#include "gateway/core/stage_ahead.hpp"

#include <variant>
#include <vector>

namespace schakel::edex {

struct object_batch {
    using object = std::variant<wire::school, wire::vestiging, wire::groep, wire::leerling, wire::leerkracht>;

    std::vector<object> objects; // the first `used` count; the others keep their memory
    std::size_t used = 0;
    text_room texts;

    void hand_over(object_handler& to) const;
};
using object_stage = stage_ahead<object_batch, 8>;

// Of the reading thread: puts copies of the objects into batches.
class object_relay final : public object_handler {
public:
    explicit object_relay(object_stage::outlet& to) : to_(to) {}

    void school(const wire::school& one) override { add(one); }
    void vestiging(const wire::vestiging& one) override { add(one); }
    void groep(const wire::groep& one) override { add(one); }
    void leerling(const wire::leerling& one) override { add(one); }
    void leerkracht(const wire::leerkracht& one) override { add(one); }
    text_room& texts() { return texts_; }
    void finish(); // after the last object

private:
    static constexpr std::size_t batch_size = 128;

    template <class Object>
    void add(const Object& one) {
        object_batch& filling = to_.batch();
        if (filling.used == filling.objects.size())
            filling.objects.emplace_back(one);
        else
            filling.objects[filling.used] = one;
        if (++filling.used == batch_size) send();
    }
    void send();

    object_stage::outlet& to_;
    text_room texts_; // of the batch being filled
};

} // namespace schakel::edex
