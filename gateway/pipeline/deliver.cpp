#include "gateway/pipeline/deliver.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/core/id.hpp"

#include <algorithm>
#include <functional>

namespace schakel::pipeline {

// One delivery under way.
struct delivery_flow::trip {
    outbox::delivery what;
    std::shared_ptr<const configuration> in_force;
    const destination* to = nullptr;
    outgoing message;
    instant started{};
};

namespace {

constexpr std::chrono::milliseconds soon{250}, usual_wait{1000}, longest_wait{10'000};

outgoing outgoing_of(const outbox::delivery& from) {
    outgoing out;
    out.key = from.order_key;
    out.method = from.method;
    out.path = from.path;
    for (const outbox::header& one : from.headers) out.headers.add(one.name, one.value);
    out.body = from.body;
    out.records = from.records;
    return out;
}

std::size_t lane_of(const outbox::delivery& of) {
    return std::hash<std::string>()(of.route + '\n' + of.order_key);
}

outbox::try_outcome tried(receipt::outcome what) {
    switch (what) {
    case receipt::outcome::delivered: return outbox::try_outcome::delivered;
    case receipt::outcome::already_there: return outbox::try_outcome::already_there;
    case receipt::outcome::rejected: return outbox::try_outcome::rejected;
    case receipt::outcome::hold: return outbox::try_outcome::hold;
    case receipt::outcome::split: return outbox::try_outcome::split;
    case receipt::outcome::retry:
    case receipt::outcome::check: break;
    }
    return outbox::try_outcome::retry;
}

outbox::state state_after(outbox::next_step::kind what) {
    using kind = outbox::next_step::kind;
    switch (what) {
    case kind::settle_delivered: return outbox::state::delivered;
    case kind::settle_already_there: return outbox::state::already_there;
    case kind::reject: return outbox::state::rejected;
    case kind::hold: return outbox::state::held;
    case kind::quarantine: return outbox::state::quarantined;
    case kind::expire: return outbox::state::expired;
    case kind::retry_at:
    case kind::split: break;
    }
    return outbox::state::waiting;
}

std::vector<outbox::delivery>
halves(const outbox::delivery& of, const adapter& by, const outgoing& message, const clock& time) {
    std::vector<outbox::delivery> parts;
    for (outgoing& half : by.split(message)) {
        outbox::delivery part = of;
        part.id = new_id(time);
        part.body = std::move(half.body);
        part.records = static_cast<std::uint32_t>(half.records);
        part.attempts = 0;
        part.next_attempt = time.now();
        part.loss.clear();
        parts.push_back(std::move(part));
    }
    return parts;
}

// For breakers, which must not stay open because somebody sets the clock.
instant ticking(const clock& time) {
    return instant(std::chrono::duration_cast<std::chrono::microseconds>(time.steady().time_since_epoch()));
}

void count(delivery_counts& counts, outbox::state after) {
    switch (after) {
    case outbox::state::delivered: ++counts.delivered; break;
    case outbox::state::already_there: ++counts.already_there; break;
    case outbox::state::rejected: ++counts.rejected; break;
    case outbox::state::held: ++counts.held; break;
    case outbox::state::quarantined: ++counts.quarantined; break;
    case outbox::state::expired: ++counts.expired; break;
    case outbox::state::waiting:
    case outbox::state::accepted: ++counts.retried; break;
    }
}

} // namespace

bool delivery_flow::may_go(std::string_view destination, const configuration& in_force, instant now) {
    const pipeline::destination* to = in_force.find_destination(destination);
    const unsigned parallel = to ? to->system->send->parallel : 1;
    lane& of = lanes_[std::string(destination)];
    // Nobody takes more places than are left: however many receivers never answer, the others find one.
    if (of.under_way >= std::min(parallel, with_.at_once - under_way_) || !of.breaker.allows(now)) return false;
    ++of.under_way;
    ++under_way_;
    ++counts_.in_flight;
    return true;
}

void delivery_flow::pump() {
    if (!settle_what_is_left()) return;
    const auto in_force = with_.in_force();
    const instant now = with_.time.now();
    std::vector<outbox::delivery> due;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || under_way_ >= with_.at_once) return;
        due = with_.store.lease_where(now, with_.at_once - under_way_, [&](std::string_view destination) {
            return may_go(destination, *in_force, ticking(with_.time));
        });
    }
    if (!due.empty()) SCHAKEL_FAILPOINT("deliver.leased");
    for (outbox::delivery& one : due) start(std::move(one), in_force);
    plan_next_pump();
}

void delivery_flow::start(outbox::delivery one, std::shared_ptr<const configuration> in_force) {
    auto on = std::make_shared<trip>();
    on->what = std::move(one);
    on->in_force = std::move(in_force);
    on->to = on->in_force->find_destination(on->what.destination);
    on->message = outgoing_of(on->what);
    on->started = with_.time.now();
    if (!on->to || on->to->by->info().standard != on->what.standard) {
        return judge(
            on, {receipt::outcome::hold, "the destination is no longer configured for this standard", {}, {}}, 0
        );
    }
    SCHAKEL_FAILPOINT("deliver.send.before");
    with_.out.send(
        on->in_force, *on->to, on->what.school, on->what.id, on->message,
        [self = shared_from_this(), on](received_answer answer) { self->answered(on, std::move(answer)); }
    );
    SCHAKEL_FAILPOINT("deliver.send.after");
}

void delivery_flow::answered(const std::shared_ptr<trip>& on, received_answer answer) {
    SCHAKEL_FAILPOINT("deliver.answered");
    receipt what = on->to->by->interpret(on->message, answer);
    if (what.what != receipt::outcome::check) return judge(on, std::move(what), answer.status);
    const outgoing question = what.question;
    with_.out.send(
        on->in_force, *on->to, on->what.school, on->what.id, question,
        [self = shared_from_this(), on, question](received_answer second) {
            self->checked(on, question, std::move(second));
        }
    );
}

void delivery_flow::checked(const std::shared_ptr<trip>& on, const outgoing& question, received_answer answer) {
    judge(on, on->to->by->interpret_check(on->message, question, answer), answer.status);
}

void delivery_flow::judge(const std::shared_ptr<trip>& on, receipt what, int status) {
    const instant now = with_.time.now();
    outbox::settlement end = settlement_of(*on, what, status, now);
    learn(*on, what, end.status, now);
    count(counts_, end.status);
    with_.log.log_event(
        end.status == outbox::state::delivered ? log_level::debug : log_level::info, "delivery.tried",
        {{"delivery", on->what.id},
         {"route", on->what.route},
         {"system", on->what.destination},
         {"outcome", to_string(what.what)},
         {"verdict", outbox::to_string(end.status)},
         {"status", status},
         {"attempt", static_cast<int>(on->what.attempts) + 1}}
    );
    settle(std::move(end), [self = shared_from_this(), destination = on->what.destination] {
        self->finished(destination);
    });
}

// What this try says of its destination.
void delivery_flow::learn(const trip& on, const receipt& what, outbox::state after, instant now) {
    const std::lock_guard lock(mutex_);
    lane& of = lanes_[on.what.destination];
    if (what.what == receipt::outcome::retry)
        of.breaker.failed(ticking(with_.time), lane_of(on.what));
    else
        of.breaker.succeeded();
    of.seen.failing_tries = what.what == receipt::outcome::retry ? of.seen.failing_tries + 1 : 0;
    switch (after) {
    case outbox::state::delivered:
    case outbox::state::already_there:
        ++of.seen.delivered;
        of.seen.last_delivered = now;
        return;
    case outbox::state::rejected:
    case outbox::state::quarantined:
    case outbox::state::expired: ++of.seen.dead_letters; break;
    case outbox::state::accepted:
    case outbox::state::waiting:
    case outbox::state::held: break;
    }
    if (what.what == receipt::outcome::split && after == outbox::state::waiting) return; // its parts go on
    of.seen.last_failed = now;
    of.seen.reason = what.reason;
}

std::vector<destination_state> delivery_flow::destinations() {
    const instant now = with_.time.now(), ticks = ticking(with_.time);
    const std::lock_guard lock(mutex_);
    std::vector<destination_state> all;
    for (const auto& [name, of] : lanes_) {
        destination_state one = of.seen;
        one.destination = name;
        one.under_way = of.under_way;
        if (of.breaker.open()) one.open_until = now + (of.breaker.retry_at() - ticks);
        all.push_back(std::move(one));
    }
    return all;
}

// What a receiver said is not asked twice: while the store has no room, its word is kept here, the delivery stays
// leased, and nothing new is sent.
void delivery_flow::settle(outbox::settlement end, std::function<void()> then) {
    auto kept = std::make_shared<outbox::settlement>(end);
    SCHAKEL_FAILPOINT("deliver.settle.before");
    with_.store.settle(std::move(end), [self = shared_from_this(), kept, then = std::move(then)](bool stored) {
        SCHAKEL_FAILPOINT("deliver.settle.after");
        if (!stored && self->with_.store.can_accept()) {
            self->with_.store.release(kept->delivery_id, self->with_.time.now() + usual_wait);
        } else if (!stored) {
            const std::lock_guard lock(self->mutex_);
            self->unsettled_.push_back(std::move(*kept));
        }
        then();
    });
}

// False while the store has no room for what is known already.
bool delivery_flow::settle_what_is_left() {
    std::vector<outbox::settlement> left;
    {
        const std::lock_guard lock(mutex_);
        if (unsettled_.empty()) return true;
        if (with_.store.can_accept()) left.swap(unsettled_);
    }
    if (left.empty()) {
        wake_after(usual_wait);
        return false;
    }
    for (outbox::settlement& one : left)
        settle(std::move(one), [self = shared_from_this()] { self->with_.call_later(std::chrono::milliseconds(0)); });
    return true;
}

// Nothing expires because its route was paused: its time begins when the pause has ended.
instant delivery_flow::could_go_since(const outbox::delivery& what) const {
    const auto paused = pauses_ ? pauses_->paused_until(what.route) : std::nullopt;
    return std::max(what.created_at, paused.value_or(what.created_at));
}

outbox::settlement delivery_flow::settlement_of(const trip& on, const receipt& what, int status, instant now) {
    outbox::settlement end;
    end.delivery_id = on.what.id;
    end.reason = what.reason;
    const std::uint32_t number = on.what.attempts + 1;
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(now - on.started);
    end.attempt = outbox::attempt{on.what.id, number,
                                  on.started, static_cast<std::uint32_t>(std::max<std::int64_t>(0, took.count())),
                                  status,     std::string(to_string(what.what)),
                                  what.reason};

    std::vector<outbox::delivery> pieces;
    if (what.what == receipt::outcome::split) pieces = halves(on.what, *on.to->by, on.message, with_.time);
    const bool retried = what.what == receipt::outcome::retry;
    const outbox::delivery_facts facts{number, retried ? could_go_since(on.what) : on.what.created_at, !pieces.empty()};
    const outbox::retry_schedule usual;
    const outbox::next_step next =
        outbox::decide(tried(what.what), what.retry_after, facts, on.to ? on.to->schedule : usual, now, with_.chance());
    end.status = state_after(next.what);
    end.next_attempt = next.what == outbox::next_step::kind::retry_at ? next.at : now;
    if (next.what == outbox::next_step::kind::split) end.replaced_by = std::move(pieces);
    if (end.status == outbox::state::rejected || end.status == outbox::state::quarantined ||
        end.status == outbox::state::expired) {
        end.audit = outbox::audit_entry{
            now, "gateway", "delivery." + std::string(outbox::to_string(end.status)), on.what.id, what.reason};
    }
    return end;
}

void delivery_flow::finished(const std::string& destination) {
    std::function<void()> drained;
    {
        const std::lock_guard lock(mutex_);
        --lanes_[destination].under_way;
        --under_way_;
        --counts_.in_flight;
        if (stopping_ && under_way_ == 0) drained = std::exchange(drained_, nullptr);
    }
    if (drained) return drained();
    with_.call_later(std::chrono::milliseconds(0));
}

void delivery_flow::plan_next_pump() {
    const instant now = with_.time.now();
    auto due = with_.store.next_due();
    if (!due) return;
    // Work that is due but may not go yet (lanes full, breakers open) is looked at again soon; a finished delivery
    // pumps at once anyway. Somebody may set the clock between our two looks at it, so no wait is trusted for long.
    wake_after(std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(*due - now), soon, longest_wait));
}

void delivery_flow::wake_after(std::chrono::milliseconds wait) {
    const auto now = with_.time.steady();
    const auto at = now + wait;
    {
        const std::lock_guard lock(mutex_);
        if (wake_at_ && *wake_at_ > now && *wake_at_ <= at) return;
        wake_at_ = at;
    }
    with_.call_later(wait);
}

void delivery_flow::stop(std::function<void()> drained) {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        if (under_way_ != 0) {
            drained_ = std::move(drained);
            return;
        }
    }
    drained();
}

} // namespace schakel::pipeline
