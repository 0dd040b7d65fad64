#include "gateway/admin/condition.hpp"

#include "gateway/crypto/certificate.hpp"
#include "gateway/outbox/store_condition.hpp"

#include <algorithm>
#include <filesystem>

namespace schakel::admin {

namespace {

constexpr std::uint64_t many_tries = 3; // of the published schedule: somewhat more than a minute

using parties = std::map<std::string, party_condition, std::less<>>;

parties parties_of(const admin_services& with, const settings::settings& all, outbox::store_condition* store) {
    parties out;
    for (const settings::system& one : all.systems) {
        party_condition& here = out[one.id];
        here.configured = true;
        here.receives = one.receive.has_value();
        here.sends = one.send.has_value();
    }
    if (with.flow.counts)
        for (auto& [sender, traffic] : with.flow.counts->senders.all()) out[sender].in = traffic;
    if (with.destinations)
        for (pipeline::destination_state& one : with.destinations()) out[one.destination].out = std::move(one);
    if (store != nullptr) {
        for (outbox::delivery_queue::open_there& one : store->open_by_destination()) {
            party_condition& here = out[one.destination];
            here.waiting = one.waiting;
            here.held = one.held;
            here.oldest = one.oldest;
            here.next_try = one.next_try;
        }
    }
    std::erase_if(out, [](const auto& one) { return !one.second.concerns_anybody(); });
    return out;
}

std::optional<disk_room> room_at(const std::string& folder) {
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    if (failed || space.capacity == 0) return std::nullopt;
    return disk_room{space.available, space.capacity};
}

} // namespace

std::string_view party_condition::state() const {
    if (out.failing_tries >= many_tries || out.open_until) return "failing";
    if (out.failing_tries > 0) return "retrying";
    if (held > 0) return "held";
    return waiting > 0 ? "waiting" : "good";
}

bool party_condition::concerns_anybody() const {
    return configured || waiting > 0 || held > 0 || out.under_way > 0;
}

gateway_condition condition_of(const admin_services& with) {
    gateway_condition now;
    now.at = with.time.now();
    now.started = with.started;
    now.stopping = with.stopping();
    now.ready = with.store.can_accept() && !now.stopping;
    now.counts = with.store.counts();
    now.in_force = with.in_force();
    const settings::settings& all = now.in_force->settings();
    auto* store = dynamic_cast<outbox::store_condition*>(&with.store);
    if (!with.store.can_accept()) now.trouble = store ? store->trouble() : "the store cannot sync to disk";
    if (store) {
        now.damage = store->damage();
        now.groups_behind = store->groups_behind();
    }
    if (auto* pauses = dynamic_cast<outbox::route_pauses*>(&with.store)) now.pauses = pauses->pauses();
    std::erase_if(now.pauses, [&](const outbox::route_pause& one) { return one.until <= now.at; });
    now.disk = room_at(all.gateway.data_directory);
    now.parties = parties_of(with, all, store);
    if (with.flow.counts) {
        now.late = with.flow.counts->late.load();
        if (now.late > 0) now.last_late = with.flow.counts->last_late.load();
    }
    now.file_differs = with.hash_of_files && with.hash_of_files() != all.hash;
    if (with.last_reload) now.last_reload = with.last_reload();
    for (const settings::listener& one : all.listeners) {
        if (!one.tls) continue;
        if (const auto end = crypto::certificate_end(one.tls->certificate_file))
            now.certificate_ends.emplace(one.name, *end);
    }
    return now;
}

} // namespace schakel::admin
