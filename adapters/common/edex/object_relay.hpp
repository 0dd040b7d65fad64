// Objects of EDEX on their way from the thread that reads a document to the thread that takes them, in the order of the
// document. They travel in batches, of which there are few: memory stays bounded, and the one thread waits when it is
// far ahead of the other.
//
// The values of an object may point into the document, which outlives the relay, and into texts(), which a batch takes
// along.
#pragma once

#include "adapters/common/edex/read.hpp"
#include "adapters/common/edex/text_room.hpp"

#include <array>
#include <condition_variable>
#include <mutex>
#include <variant>
#include <vector>

namespace schakel::edex {

class object_relay final : public object_handler {
public:
    // What the reading thread is ended with when nobody takes its objects any more.
    struct abandoned {};

    // Of the reading thread. An object is copied; a full batch is sent, which may throw `abandoned`.
    void school(const wire::school& one) override { add(one); }
    void vestiging(const wire::vestiging& one) override { add(one); }
    void groep(const wire::groep& one) override { add(one); }
    void leerling(const wire::leerling& one) override { add(one); }
    void leerkracht(const wire::leerkracht& one) override { add(one); }
    text_room& texts() { return texts_; }
    void close(); // no more objects come, for whatever reason

    // Of the taking thread: hands all objects over, until the reader closes.
    void hand_over(object_handler& to);
    void abandon(); // instead

private:
    using object = std::variant<wire::school, wire::vestiging, wire::groep, wire::leerling, wire::leerkracht>;
    struct batch {
        std::vector<object> objects; // the first `used` count; the others keep their memory
        std::size_t used = 0;
        text_room texts;
    };
    static constexpr std::size_t batch_size = 512, batch_count = 8;

    template <class Object>
    void add(const Object& one) {
        batch& filling = batches_[filling_];
        if (filling.used == filling.objects.size())
            filling.objects.emplace_back(one);
        else
            filling.objects[filling.used] = one;
        if (++filling.used == batch_size) send();
    }
    void send();
    batch* next();    // the batch to be taken; null: there is none and none will come
    void give_back(); // the batch last taken

    std::array<batch, batch_count> batches_;
    std::size_t filling_ = 0; // of the reading thread
    text_room texts_;         // of the batch being filled
    std::size_t taking_ = 0;  // of the taking thread

    std::mutex changing_; // what follows
    std::condition_variable changed_;
    std::size_t waiting_ = 0; // batches sent and not given back
    bool closed_ = false, abandoned_ = false;
};

} // namespace schakel::edex
