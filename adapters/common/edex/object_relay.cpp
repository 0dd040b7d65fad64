#include "adapters/common/edex/object_relay.hpp"

namespace schakel::edex {

namespace {
struct hand_one_over {
    object_handler& to;
    void operator()(const wire::school& one) const { to.school(one); }
    void operator()(const wire::vestiging& one) const { to.vestiging(one); }
    void operator()(const wire::groep& one) const { to.groep(one); }
    void operator()(const wire::leerling& one) const { to.leerling(one); }
    void operator()(const wire::leerkracht& one) const { to.leerkracht(one); }
};
} // namespace

void object_batch::hand_over(object_handler& to) const {
    for (std::size_t i = 0; i < used; ++i) std::visit(hand_one_over{to}, objects[i]);
}

// Afterwards another batch is ready to be filled.
void object_relay::send() {
    to_.batch().texts.swap(texts_);
    to_.send();
    to_.batch().used = 0;
    to_.batch().texts.use_anew();
}

void object_relay::finish() {
    if (to_.batch().used > 0) send();
}

} // namespace schakel::edex
