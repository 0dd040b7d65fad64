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

// Afterwards another batch is ready to be filled.
void object_relay::send() {
    batches_[filling_].texts.swap(texts_);
    std::unique_lock lock(changing_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return waiting_ < batch_count || abandoned_; });
    if (abandoned_) throw abandoned{};
    filling_ = (filling_ + 1) % batch_count;
    batches_[filling_].used = 0;
    batches_[filling_].texts.use_anew();
}

void object_relay::close() {
    const std::lock_guard lock(changing_);
    if (batches_[filling_].used > 0 && !abandoned_) {
        batches_[filling_].texts.swap(texts_);
        ++waiting_;
    }
    closed_ = true;
    changed_.notify_all();
}

object_relay::batch* object_relay::next() {
    std::unique_lock lock(changing_);
    changed_.wait(lock, [&] { return waiting_ > 0 || closed_; });
    return waiting_ > 0 ? &batches_[taking_] : nullptr;
}

void object_relay::give_back() {
    const std::lock_guard lock(changing_);
    taking_ = (taking_ + 1) % batch_count;
    --waiting_;
    changed_.notify_all();
}

void object_relay::hand_over(object_handler& to) {
    while (const batch* full = next()) {
        for (std::size_t i = 0; i < full->used; ++i) std::visit(hand_one_over{to}, full->objects[i]);
        give_back();
    }
}

void object_relay::abandon() {
    const std::lock_guard lock(changing_);
    abandoned_ = true;
    changed_.notify_all();
}

} // namespace schakel::edex
