// /metrics. Labels hold names from the configuration and from the source, never what a message said.
#include "gateway/admin/call.hpp"

#include "gateway/admin/condition.hpp"
#include "gateway/admin/prometheus.hpp"
#include "gateway/pipeline/launch.hpp"

#include <algorithm>
#include <array>

namespace schakel::admin {

namespace {

double seconds_between(instant from, instant to) {
    return std::chrono::duration<double>(to - from).count();
}

void write_flow(
    prometheus_text& out, const pipeline::exchange_counts* received, const pipeline::delivery_counts& sent
) {
    using outcome = disposition::outcome;
    static const pipeline::exchange_counts none;
    const pipeline::exchange_counts& in = received ? *received : none;
    out.metric("schakel_accepted_total", "counter", "Messages accepted: stored, synced and answered.")
        .sample(in.of(outcome::accepted));
    out.metric("schakel_repeated_total", "counter", "Messages that were known already; nothing was stored.")
        .sample(in.of(outcome::repeated));
    out.metric("schakel_rejected_total", "counter", "Messages refused on receipt, and deliveries refused for good.");
    for (std::size_t i = 0; i < pipeline::outcome_count; ++i) {
        const auto one = static_cast<outcome>(i);
        if (one == outcome::accepted || one == outcome::repeated) continue;
        out.sample({{"by", "gateway"}, {"outcome", pipeline::to_string(one)}}, in.of(one));
    }
    out.sample({{"by", "receiver"}, {"outcome", "rejected"}}, sent.rejected.load());
    out.metric("schakel_delivered_total", "counter", "Deliveries that the receiver confirmed.");
    out.sample({{"outcome", "delivered"}}, sent.delivered.load());
    out.sample({{"outcome", "already_there"}}, sent.already_there.load());
    out.metric("schakel_retried_total", "counter", "Attempts that will be made again.").sample(sent.retried.load());
    out.metric("schakel_held_total", "counter", "Deliveries held until a person decides.").sample(sent.held.load());
    out.metric("schakel_quarantined_total", "counter", "Deliveries set aside.").sample(sent.quarantined.load());
    out.metric("schakel_expired_total", "counter", "Deliveries not made within their time.")
        .sample(sent.expired.load());
    out.metric("schakel_in_flight", "gauge", "Deliveries under way.").sample(sent.in_flight.load());
}

void write_questions(prometheus_text& out, const pipeline::query_counts& of) {
    out.metric("schakel_questions_total", "counter", "Questions about rosters, by how they ended; accepted: answered.");
    for (std::size_t i = 0; i < pipeline::outcome_count; ++i) {
        const auto one = static_cast<disposition::outcome>(i);
        out.sample({{"outcome", pipeline::to_string(one)}}, of.of(one));
    }
    out.metric("schakel_questions_from_memory_total", "counter", "Questions answered as they were before.")
        .sample(of.from_memory.load());
    out.metric("schakel_persons_released_total", "counter", "Persons told of in answers, each as often as told.")
        .sample(of.persons.load());
    out.metric("schakel_owner_silent_total", "counter", "Live questions whose owner gave no roster.")
        .sample(of.owner_silent.load());
}

void write_launches(prometheus_text& out, const pipeline::launch_counts& of) {
    out.metric("schakel_launches_arrived_total", "counter", "Launches that arrived verified from their source.")
        .sample(of.arrived.load());
    out.metric(
           "schakel_launches_sent_total", "counter", "Launches that their target got, choices that their source got."
    )
        .sample(of.sent.load());
    out.metric("schakel_launches_refused_total", "counter", "Launches that went no further, by code.");
    for (const auto& [code, count] : of.refusals()) out.sample({{"code", code}}, count);
    out.metric("schakel_launch_services_total", "counter", "Requests of targets to services of launches.")
        .sample(of.served.load());
    out.metric("schakel_launch_fetches_total", "counter", "Key sets and documents of peers that were asked for.")
        .sample(of.fetched.load());
    out.metric("schakel_launch_peers_silent_total", "counter", "Key sets and documents that peers did not give.")
        .sample(of.silent.load());
}

double age(const std::optional<instant>& since, instant now) {
    return since ? std::max(0.0, seconds_between(*since, now)) : 0.0;
}

void write_store(prometheus_text& out, const outbox::store& store, const gateway_condition& now) {
    const outbox::store_counts& counts = now.counts;
    out.metric("schakel_waiting", "gauge", "Deliveries that wait for their next attempt.").sample(counts.waiting);
    out.metric("schakel_held", "gauge", "Deliveries that wait for a person.").sample(counts.held);
    out.metric("schakel_oldest_undelivered_seconds", "gauge", "Age of the oldest waiting delivery, 0 without one.")
        .sample({}, age(counts.oldest_waiting, now.at));
    out.metric("schakel_dead_letters", "gauge", "Deliveries rejected, quarantined or expired.")
        .sample(counts.dead_letters);
    out.metric("schakel_queue_bytes", "gauge", "Size of the store on disk.").sample(counts.bytes);
    out.metric("schakel_store_writable", "gauge", "1 while the store accepts messages.")
        .sample(store.can_accept() ? 1u : 0u);
    out.metric("schakel_tables_groups_behind", "gauge", "Groups of the journal that its tables do not hold yet.")
        .sample(now.groups_behind);
    out.metric("schakel_damage", "gauge", "What was found damaged when the store was opened.")
        .sample(std::uint64_t{now.damage.size()});
    if (now.disk) {
        out.metric("schakel_disk_available_bytes", "gauge", "Free where the store lies.").sample(now.disk->available);
        out.metric("schakel_disk_bytes", "gauge", "Size of the disk where the store lies.").sample(now.disk->total);
    }

    const outbox::sync_statistics syncs = store.sync_times();
    out.metric("schakel_sync_seconds", "histogram", "How long commits to disk took.");
    for (const auto& [bound, count] : syncs.buckets)
        out.part("_bucket", {{"le", prometheus_text::number(bound)}}, count);
    out.part("_bucket", {{"le", "+Inf"}}, syncs.count).part("_sum", {}, syncs.sum_seconds);
    out.part("_count", {}, syncs.count);
}

void write_goals(prometheus_text& out, const schakel::goals::graph_state& of) {
    out.metric("schakel_goals", "gauge", "Learning goals in the graph that is in use.").sample(of.goals);
    out.metric("schakel_goal_edges", "gauge", "Associations in that graph.").sample(of.edges);
    out.metric("schakel_goal_graph_bytes", "gauge", "Memory of that graph.").sample(of.bytes);
    out.metric("schakel_goal_graph_build_seconds", "gauge", "How long building that graph took.")
        .sample({}, of.seconds);
    out.metric("schakel_goal_graph_builds_total", "counter", "Graphs built: at start and after imports.")
        .sample(of.builds);
    out.metric("schakel_goal_graph_ready", "gauge", "0 while the first graph after a start is built.")
        .sample(of.ready ? 1u : 0u);
}

using party_value = double (*)(const party_condition&, instant now);

struct party_metric {
    std::string_view name, type, help;
    party_value value;
    bool of_senders = false; // otherwise of those to whom we deliver
};

constexpr std::array<party_metric, 9> of_parties{{
    {"schakel_party_accepted_total", "counter", "Messages accepted from this party.",
     [](const party_condition& of, instant) { return static_cast<double>(of.in.accepted); }, true},
    {"schakel_party_refused_total", "counter", "Messages of this party that were refused.",
     [](const party_condition& of, instant) { return static_cast<double>(of.in.refused); }, true},
    {"schakel_party_delivered_total", "counter", "Deliveries that this party confirmed.",
     [](const party_condition& of, instant) { return static_cast<double>(of.out.delivered); }},
    {"schakel_party_dead_letters_total", "counter", "Deliveries to this party rejected, quarantined or expired.",
     [](const party_condition& of, instant) { return static_cast<double>(of.out.dead_letters); }},
    {"schakel_party_waiting", "gauge", "Deliveries to this party that wait or are under way.",
     [](const party_condition& of, instant) { return static_cast<double>(of.waiting); }},
    {"schakel_party_held", "gauge", "Deliveries to this party that wait for a person.",
     [](const party_condition& of, instant) { return static_cast<double>(of.held); }},
    {"schakel_party_oldest_undelivered_seconds", "gauge", "Age of the oldest of those that wait, 0 without one.",
     [](const party_condition& of, instant now) { return age(of.oldest, now); }},
    {"schakel_party_failing_tries", "gauge", "Tries that failed since this party last gave a final answer.",
     [](const party_condition& of, instant) { return static_cast<double>(of.out.failing_tries); }},
    {"schakel_party_breaker_open", "gauge", "1 while nothing but probes is sent to this party.",
     [](const party_condition& of, instant) { return of.out.open_until ? 1.0 : 0.0; }},
}};

void write_parties(prometheus_text& out, const gateway_condition& now) {
    for (const party_metric& one : of_parties) {
        out.metric(one.name, one.type, one.help);
        for (const auto& [id, party] : now.parties)
            if (one.of_senders ? party.receives : party.sends || party.waiting + party.held > 0)
                out.sample({{"party", id}}, one.value(party, now.at));
    }
    out.metric("schakel_party_last_delivered_timestamp_seconds", "gauge", "When this party last confirmed a delivery.");
    for (const auto& [id, party] : now.parties)
        if (party.out.last_delivered)
            out.sample({{"party", id}}, seconds_between(instant{}, *party.out.last_delivered));
}

void write_pauses(prometheus_text& out, const gateway_condition& now) {
    out.metric("schakel_routes_paused", "gauge", "Routes whose deliveries wait by order of an operator.");
    out.sample(std::uint64_t{now.pauses.size()});
    out.metric("schakel_route_paused_until_timestamp_seconds", "gauge", "When the pause of this route ends.");
    for (const outbox::route_pause& one : now.pauses)
        out.sample({{"route", one.route}}, seconds_between(instant{}, one.until));
    out.metric("schakel_route_paused_waiting", "gauge", "Deliveries by this route that wait for the end of its pause.");
    for (const outbox::route_pause& one : now.pauses) out.sample({{"route", one.route}}, one.waiting);
}

void write_configuration(prometheus_text& out, const gateway_condition& now, const std::string& version) {
    out.metric("schakel_config_info", "gauge", "The configuration in force, by its SHA-256.");
    out.sample({{"hash", now.in_force->settings().hash}, {"version", version}}, std::uint64_t{1});
    out.metric("schakel_config_file_differs", "gauge", "1 while the configuration file differs from what is applied.");
    out.sample(now.file_differs ? 1u : 0u);
    out.metric("schakel_last_reload_ok", "gauge", "1 when the last reload was applied, or none was asked for.");
    out.sample(!now.last_reload || now.last_reload->applied ? 1u : 0u);
    out.metric("schakel_certificate_expiry_seconds", "gauge", "Until a listener's certificate ends; below 0: ended.");
    for (const auto& [listener, end] : now.certificate_ends)
        out.sample({{"listener", listener}}, seconds_between(now.at, end));
}

void write_transport(prometheus_text& out, const transport::transport_metrics& of) {
    out.metric("schakel_connections_open", "gauge", "Connections open on all listeners.")
        .sample(of.connections_open.load());
    out.metric("schakel_connections_total", "counter", "Connections accepted.").sample(of.connections_total.load());
    out.metric("schakel_requests_total", "counter", "Requests read or refused.").sample(of.requests_total.load());
    out.metric("schakel_responses_total", "counter", "Responses by class of status.");
    for (std::size_t i = 2; i < of.responses_by_class.size(); ++i)
        out.sample({{"class", std::to_string(i) + "xx"}}, of.responses_by_class[i].load());
    out.metric(
        "schakel_requests_refused_total", "counter", "Requests and connections that the listener itself refused."
    );
    for (std::size_t i = 0; i < of.refused.size(); ++i)
        out.sample({{"reason", to_string(static_cast<transport::refusal>(i))}}, of.refused[i].load());
    out.metric("schakel_received_bytes_total", "counter", "Bytes received on all listeners.")
        .sample(of.received_bytes.load());
    out.metric("schakel_sent_bytes_total", "counter", "Bytes sent on all listeners.").sample(of.sent_bytes.load());
}

} // namespace

void show_metrics(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    const gateway_condition now = condition_of(with);
    prometheus_text out;
    write_flow(out, with.flow.counts, with.deliveries);
    if (with.questions) write_questions(out, *with.questions);
    if (with.passages) write_launches(out, *with.passages);
    write_store(out, with.store, now);
    write_parties(out, now);
    write_pauses(out, now);
    if (with.goals) write_goals(out, with.goals->graph->state());
    write_configuration(out, now, with.version);
    write_transport(out, with.transport);
    respond({200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}}, out.finish()});
}

} // namespace schakel::admin
