#include "gateway/service/service.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/admin/admin_api.hpp"
#include "gateway/core/failpoint.hpp"
#include "gateway/core/version.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/crypto/secret_file.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/goals/goal_store.hpp"
#include "gateway/goals/live_graph.hpp"
#include "gateway/outbox/data_directory.hpp"
#include "gateway/outbox/reading_store.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/outbox/store_condition.hpp"
#include "gateway/pipeline/access_imports.hpp"
#include "gateway/pipeline/deliver.hpp"
#include "gateway/pipeline/goal_imports.hpp"
#include "gateway/pipeline/goal_recomputation.hpp"
#include "gateway/pipeline/replay_runs.hpp"
#include "gateway/pipeline/sync.hpp"
#include "gateway/roster/roster_store.hpp"
#include "gateway/service/data_plane.hpp"
#include "gateway/service/http_sender.hpp"
#include "gateway/service/launch_flow.hpp"
#include "gateway/service/launch_keeping.hpp"
#include "gateway/service/retention_keeper.hpp"
#include "gateway/service/work_threads.hpp"
#include "gateway/settings/configuration_files.hpp"
#include "gateway/transport/server.hpp"

#include <condition_variable>
#include <filesystem>
#include <future>
#include <random>
#include <thread>

namespace schakel::service {

namespace {

constexpr auto audit_tick = std::chrono::seconds(10);
constexpr auto launch_tick = std::chrono::seconds(1);
constexpr auto first_retention = std::chrono::minutes(1);
constexpr std::size_t most_waiting = 1000; // pieces of answers and questions; more: askers are told to come again
constexpr std::uint64_t largest_upload = 64u << 20; // of a roster or of goals, over the admin API
constexpr auto drain_time = std::chrono::seconds(10);

std::pair<std::string, std::uint16_t> split_address(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    std::string host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    return {host, static_cast<std::uint16_t>(std::stoul(text.substr(colon + 1)))};
}

transport::listener_settings listener_form(const settings::listener& of) {
    transport::listener_settings out;
    out.name = of.name;
    std::tie(out.address, out.port) = split_address(of.address);
    out.limits.body_bytes = of.body_limit;
    if (!of.tls) return out;
    transport::tls_settings tls;
    tls.certificate = of.tls->certificate_file;
    tls.key = of.tls->key_file;
    tls.client_ca = of.tls->client_ca_file;
    using wanted = settings::tls_server::client_certificate;
    if (of.tls->client == wanted::optional) tls.clients = transport::client_certificates::optional;
    if (of.tls->client == wanted::required) tls.clients = transport::client_certificates::required;
    out.tls = tls;
    return out;
}

start_failure because(std::string message) {
    return {{}, std::move(message)};
}

double chance() {
    thread_local std::mt19937_64 source{std::random_device{}()};
    return std::uniform_real_distribution<double>(0.0, 1.0)(source);
}

// Settings that are read once, at start: changing one of them needs a restart.
bool needs_restart(const settings::settings& now, const settings::settings& next) {
    const auto addresses = [](const settings::settings& of) {
        std::vector<std::string> list{
            of.gateway.data_directory,
            of.admin.address,
            of.admin.token_file,
            std::to_string(of.gateway.threads),
            std::to_string(of.gateway.roster_memory),
            std::to_string(of.gateway.longest_wait.count()),
            of.gateway.is_access_node ? "access" : "whole",
            of.launch_store.store,
            of.launch_store.key_encryption_key_file,
            std::to_string(of.launch_store.keys_sign_for.count()),
            std::to_string(of.launch_store.keys_overlap.count()),
            std::to_string(of.launch_store.jwks_max_age.count())};
        list.insert(list.end(), of.gateway.allow_private.begin(), of.gateway.allow_private.end());
        for (const settings::listener& one : of.listeners) {
            const auto policy = std::to_string(static_cast<int>(one.unrouted));
            list.insert(list.end(), {one.name, one.address, std::to_string(one.body_limit), one.public_url, policy});
            if (const auto& tls = one.tls) {
                const auto clients = std::to_string(static_cast<int>(tls->client));
                list.insert(list.end(), {tls->certificate_file, tls->key_file, tls->client_ca_file, clients});
            }
            list.insert(list.end(), one.standards.begin(), one.standards.end());
        }
        return list;
    };
    return addresses(now) != addresses(next);
}

} // namespace

struct gateway_service::parts {
    std::string config_file;
    const adapter_registry& adapters;
    const clock& time;
    logger& log;

    std::mutex configuration_mutex;
    std::shared_ptr<const pipeline::configuration> configuration;
    std::mutex reload_mutex;
    std::optional<admin::last_reload> last_reload; // guarded by configuration_mutex
    pipeline::exchange_counts counts;

    bool is_access_node = false;
    std::unique_ptr<launch_keeping> launches;
    std::unique_ptr<pipeline::kept_answers> kept_answers;
    std::unique_ptr<entitlement::holding_store> entitlements;
    std::unique_ptr<outbox::store> store;
    std::unique_ptr<transport::server> threads;
    std::unique_ptr<transport::http_client> client;
    std::shared_ptr<http_sender> sender;
    std::shared_ptr<pipeline::delivery_flow> deliveries;

    pipeline::query_counts query_counts;
    std::unique_ptr<pipeline::query_memory> query_memory;
    std::unique_ptr<roster::roster_store> rosters;
    std::unique_ptr<schakel::goals::goal_store> goals;
    std::unique_ptr<schakel::goals::live_graph> graph;
    std::unique_ptr<work_threads> work;
    std::unique_ptr<pipeline::query_audit> query_audit;
    std::shared_ptr<pipeline::live_rosters> owners;
    std::unique_ptr<launch_flow> passages;
    std::unique_ptr<pipeline::sync_runner> syncs;
    std::unique_ptr<pipeline::goal_recomputation> recomputation;
    std::unique_ptr<pipeline::replay_runs> replays;
    std::unique_ptr<pipeline::goal_imports> imports;
    std::unique_ptr<pipeline::access_imports> holding_imports;
    std::unique_ptr<retention_keeper> retention;

    std::mutex end_mutex;
    std::condition_variable end;
    bool asked_to_end = false;
    std::string store_trouble; // as it was told last
    std::uint64_t late_told = 0;
    std::atomic<bool> stopping{false};
    bool started = false, stopped = false;

    parts(std::string file, const adapter_registry& all, const clock& clock_used, logger& log_used)
        : config_file(std::move(file)), adapters(all), time(clock_used), log(log_used) {}

    std::shared_ptr<const pipeline::configuration> in_force() {
        const std::lock_guard lock(configuration_mutex);
        return configuration;
    }

    result<done, start_failure> open_store(const settings::settings& all) {
        if (auto ready = outbox::prepare_data_directory(all.gateway.data_directory); !ready)
            return because(ready.error().message);
        auto kept = launch_keeping::open(all, time, log);
        if (!kept) return because(kept.error().message);
        launches = std::move(*kept);
        is_access_node = all.gateway.is_access_node;
        outbox::sqlite_settings where;
        where.path = store_path(all);
        auto opened = is_access_node ? outbox::open_store_for_reading(where.path, launches->rows(), time)
                                     : outbox::open_sqlite_store(where, time);
        if (!opened) return because(opened.error().message);
        store = std::move(*opened);
        tell_damage();
        rosters = std::make_unique<roster::roster_store>(*store->rosters(), time);
        goals = std::make_unique<schakel::goals::goal_store>(*store->goals(), time);
        if (!is_access_node) goals->take_back_unfinished();
        entitlements = std::make_unique<entitlement::holding_store>(*store->entitlements(), time);
        if (!is_access_node) entitlements->take_back_unfinished();
        graph = std::make_unique<schakel::goals::live_graph>(*goals, log);
        return done{};
    }

    result<done, start_failure> open_client(const settings::settings& all) {
        threads = std::make_unique<transport::server>(transport::server_settings{
            .threads = all.gateway.threads, .queue = {.longest_wait = all.gateway.longest_wait}});
        auto policy = transport::egress_policy::from_list(all.gateway.allow_private);
        if (!policy) return because("gateway.allow_private: " + policy.error().message);
        transport::client_settings how;
        how.egress = *policy;
        how.user_agent = "schakel/" + std::string(program_version);
        auto made = transport::http_client::create(*threads, how);
        if (!made) return because(made.error().message);
        client = std::move(*made);
        return done{};
    }

    void start_deliveries() {
        sender = std::make_shared<http_sender>(*client, time, &launches->keys());
        deliveries = std::make_shared<pipeline::delivery_flow>(pipeline::delivery_flow::parts{
            .store = *store,
            .out = *sender,
            .time = time,
            .log = log,
            .in_force = [this] { return in_force(); },
            .chance = chance,
            .call_later =
                [this](std::chrono::milliseconds delay) {
                    auto pump = [flow = std::weak_ptr(deliveries)] {
                        if (auto alive = flow.lock()) alive->pump();
                    };
                    // Timers are coarse; the next delivery of a key follows the one before it without waiting for one.
                    if (delay == std::chrono::milliseconds(0)) return threads->post(std::move(pump));
                    threads->post_after(delay, std::move(pump));
                }});
    }

    std::function<void(std::chrono::milliseconds, std::function<void()>)> later() {
        return [this](std::chrono::milliseconds delay, std::function<void()> task) {
            threads->post_after(delay, std::move(task));
        };
    }

    void start_questions(const settings::settings& all) {
        const unsigned cores = std::max(std::thread::hardware_concurrency(), 2u);
        work = std::make_unique<work_threads>(all.gateway.threads == 0 ? cores : all.gateway.threads, [this] {
            log.log_event(log_level::error, "question.failed", {{"stage", "answer"}});
        });
        query_memory = std::make_unique<pipeline::query_memory>(all.gateway.roster_memory);
        query_audit = std::make_unique<pipeline::query_audit>(time, [this](outbox::audit_entry entry) {
            store->write_audit(std::move(entry), [](bool) {});
        });
        owners = std::make_shared<pipeline::live_rosters>(pipeline::live_rosters::parts{
            .owners = *sender,
            .adapters = adapters,
            .time = time,
            .work = [this](std::function<void()> task) { work->run(std::move(task)); },
            .call_later = later()});
    }

    void start_launches() {
        kept_answers =
            std::make_unique<pipeline::kept_answers>(launches->rows(), time, [this](std::function<void()> task) {
                work->run(std::move(task));
            });
        passages = std::make_unique<launch_flow>(launch_flow_parts{
            .store = launches->store(),
            .keys = launches->keys(),
            .messages = *store,
            .roster = [this](std::string_view school) { return rosters->current(school); },
            .entitlements = *entitlements,
            .client = *client,
            .work = [this](std::function<void()> task) { work->run(std::move(task)); },
            .call_later = later(),
            .adapters = adapters,
            .time = time,
            .log = log});
    }

    void prepare_syncs() {
        syncs = std::make_unique<pipeline::sync_runner>(pipeline::sync_runner::parts{
            .intake = {*rosters, *store, time, log}, .adapters = adapters, .out = *sender, .in_force = [this] {
                return in_force();
            }});
    }

    void prepare_replays() {
        if (is_access_node) return;
        replays = std::make_unique<pipeline::replay_runs>(pipeline::replay_runs::parts{
            .flow = flow_services(), .adapters = adapters, .in_force = [this] { return in_force(); }});
    }

    void prepare_imports() {
        recomputation = std::make_unique<pipeline::goal_recomputation>(pipeline::goal_recomputation::parts{
            .rows = *store->goals(),
            .goals = *goals,
            .flow = flow_services(),
            .adapters = adapters,
            .in_force = [this] { return in_force(); }});
        imports = std::make_unique<pipeline::goal_imports>(pipeline::goal_imports::parts{
            .goals = *goals,
            .graph = *graph,
            .store = *store,
            .adapters = adapters,
            .time = time,
            .log = log,
            .in_force = [this] { return in_force(); },
            .out = sender.get(),
            .imported = [this](const schakel::goals::import_outcome& what) { recomputation->after_import(what); }});
    }

    void prepare_holding_imports() {
        holding_imports = std::make_unique<pipeline::access_imports>(pipeline::access_imports::parts{
            .holdings = *entitlements,
            .store = *store,
            .adapters = adapters,
            .time = time,
            .log = log,
            .in_force = [this] { return in_force(); },
            .out = sender.get()});
    }

    void tick_audit() {
        query_audit->tick();
        threads->post_after(audit_tick, [this] { tick_audit(); });
    }

    // That nothing is accepted, and that something is again, is told once.
    void watch_store() {
        const auto* condition = dynamic_cast<const outbox::store_condition*>(store.get());
        if (condition == nullptr) return;
        const std::string trouble = condition->trouble();
        if (trouble != store_trouble && !trouble.empty())
            log.log_event(log_level::error, "store.refuses", {{"reason", trouble}});
        if (trouble != store_trouble && trouble.empty()) log.log_event(log_level::info, "store.accepts");
        store_trouble = trouble;
    }

    // That messages are told to come again is told once a tick, with how many they were in it.
    void watch_load() {
        const std::uint64_t late = counts.late.load();
        if (late != late_told) log.log_event(log_level::warning, "gateway.overloaded", {{"count", late - late_told}});
        late_told = late;
    }

    void tell_damage() {
        const auto* condition = dynamic_cast<const outbox::store_condition*>(store.get());
        if (condition == nullptr) return;
        for (const std::string& one : condition->damage()) {
            log.log_event(log_level::error, "store.damaged", {{"reason", one}});
            store->write_audit({time.now(), "gateway", "store.damaged", "", one}, [](bool) {});
        }
    }

    // The next tick is asked for when this one has ended: they never run beside each other.
    void tick_launches() {
        watch_store();
        watch_load();
        launches->tick(is_access_node ? nullptr : store.get());
        threads->post_after(launch_tick, [this] { work->run([this] { tick_launches(); }); });
    }

    void tick_retention() {
        const auto pause = retention->step(in_force()->settings().retention);
        threads->post_after(pause, [this] { work->run([this] { tick_retention(); }); });
    }

    pipeline::query_services question_services() {
        return {
            .stored = [this](std::string_view school) { return rosters->current(school); },
            .owners = owners.get(),
            .work = [this](std::function<void()> task) { work->run(std::move(task)); },
            .memory = *query_memory,
            .audit = *query_audit,
            .counts = query_counts,
            .time = time,
            .log = log};
    }

    pipeline::exchange_services flow_services() {
        return {
            *store,
            time,
            log,
            [this] { threads->post([flow = deliveries] { flow->pump(); }); },
            &counts,
            [this] { return graph->current(); },
            &launches->store().ledger};
    }

    result<done, start_failure> add_listeners(const settings::settings& all, gateway_service& owner) {
        const data_services data{
            .adapters = adapters,
            .in_force = [this] { return in_force(); },
            .flow = flow_services(),
            .questions = question_services(),
            .goals = [this] { return goals->view(); },
            .when_goals_ready = [this](std::function<void()> task) { return graph->when_ready(std::move(task)); },
            .busy = [this] { return work->waiting() > most_waiting; },
            .store = *store,
            .time = time,
            .launches = &passages->services(),
            .holdings = entitlements.get(),
            .fetch_holdings = [this](std::string_view source
                              ) { static_cast<void>(holding_imports->fetch(source, {}, "gateway")); },
            .answers = kept_answers.get()};
        for (const settings::listener& one : all.listeners) {
            auto added = threads->add_listener(listener_form(one), data_hooks(data, one));
            if (!added) return because("listener \"" + one.name + "\": " + added.error().message);
        }
        return add_admin(all, owner);
    }

    result<done, start_failure> add_admin(const settings::settings& all, gateway_service& owner) {
        const std::string file =
            all.admin.token_file.empty() ? all.gateway.data_directory + "/admin.token" : all.admin.token_file;
        auto token = crypto::read_or_create_secret(file, [] { return crypto::random_token(32); });
        if (!token) return because("admin token: " + token.error().message);
        settings::listener form;
        form.name = "admin";
        form.address = all.admin.address;
        form.body_limit = largest_upload;
        admin::admin_services with{
            .adapters = adapters,
            .store = *store,
            .flow = flow_services(),
            .deliveries = deliveries->counts(),
            .transport = threads->metrics(),
            .time = time,
            .in_force = [this] { return in_force(); },
            .reload =
                [&owner] {
                    const reload_outcome told = owner.reload();
                    return admin::reload_result{told.applied, told.message, told.faults};
                },
            .stopping = [this] { return stopping.load(); },
            .last_reload =
                [this] {
                    const std::lock_guard lock(configuration_mutex);
                    return last_reload;
                },
            .token = *token,
            .version = std::string(program_version),
            .started = time.now(),
            .destinations = [this] { return deliveries->destinations(); },
            .hash_of_files = [this] { return settings::hash_of_files(config_file); },
            .questions = &query_counts,
            .passages = &passages->counts(),
            .rosters = rosters.get(),
            .syncs = syncs.get(),
            .goals =
                admin::goal_services{
                    goals.get(), graph.get(), imports.get(), recomputation.get(),
                    [this](std::function<void()> task) { work->run(std::move(task)); }},
            .launches =
                admin::launch_plane{
                    &launches->store(), &launches->keys(), entitlements.get(),
                    [this](std::function<void()> task) { work->run(std::move(task)); }},
            .holdings =
                admin::holding_services{
                    entitlements.get(), holding_imports.get(),
                    [this](std::function<void()> task) { work->run(std::move(task)); }},
            .answers = kept_answers.get(),
            .replays = replays.get()};
        if (!is_access_node) with.work = [this](std::function<void()> task) { work->run(std::move(task)); };
        auto added = threads->add_listener(listener_form(form), admin::admin_hooks(std::move(with)));
        if (!added) return because("admin listener: " + added.error().message);
        return done{};
    }
};

settings::known_standards known_standards(const adapter_registry& adapters) {
    settings::known_standards known;
    for (const auto& one : adapters) {
        const adapter_info& info = one->info();
        settings::known_standard& entry = known[std::string(info.standard)];
        entry.receives = info.receives;
        entry.sends = info.sends;
        entry.quirks.insert(info.quirks.begin(), info.quirks.end());
        entry.parameters.insert(info.parameters.begin(), info.parameters.end());
        entry.profiles.insert(info.profiles.begin(), info.profiles.end());
        entry.demanded.insert(info.demanded_scopes.begin(), info.demanded_scopes.end());
        entry.takes_partner_schemas = info.takes_partner_schemas;
        if (const roster_adapter* rosters = one->roster()) {
            const roster_abilities& can = rosters->abilities();
            entry.reads_rosters = can.reads;
            entry.answers = can.answers;
            entry.pulls = can.pulls;
            entry.scopes.insert(can.scopes.begin(), can.scopes.end());
        }
        if (const goal_adapter* goals = one->goals()) {
            const goal_abilities& can = goals->abilities();
            entry.answers_goals = can.answers;
            entry.pulls_goals = can.pulls;
            entry.answers = entry.answers || can.answers;
            entry.scopes.insert(can.scopes.begin(), can.scopes.end());
        }
        if (const entitlement_adapter* access = one->entitlements()) {
            const entitlement_abilities& can = access->abilities();
            entry.takes_entitlements = can.takes;
            entry.pulls_entitlements = can.pulls;
            entry.answers = entry.answers || can.answers;
            entry.scopes.insert(can.scopes.begin(), can.scopes.end());
            if (can.takes) entry.demanded.insert(can.scopes.begin(), can.scopes.end());
        }
        if (const launch_adapter* launches = one->launch()) {
            const launch_abilities& can = launches->abilities();
            entry.launches_from = can.from;
            entry.launches_to = can.to;
            entry.needed_from.assign(can.needed_of_source.begin(), can.needed_of_source.end());
            entry.needed_to.assign(can.needed_of_target.begin(), can.needed_of_target.end());
            entry.launch_algorithms.insert(can.algorithms.begin(), can.algorithms.end());
            entry.launch_scopes.insert(can.scopes.begin(), can.scopes.end());
        }
    }
    return known;
}

gateway_service::gateway_service(std::unique_ptr<parts> content) : parts_(std::move(content)) {}
gateway_service::~gateway_service() {
    stop();
}

result<std::unique_ptr<gateway_service>, start_failure> gateway_service::start(
    const std::string& config_file, const adapter_registry& adapters, const clock& time, logger& log
) {
    settings::loaded read = settings::load(config_file, known_standards(adapters));
    if (!read.good()) return start_failure{read.faults, "the configuration is not valid"};
    log.set_level(parse_log_level(read.settings.gateway.log_level).value_or(log_level::info));

    std::unique_ptr<gateway_service> made(new gateway_service(std::make_unique<parts>(config_file, adapters, time, log))
    );
    parts& with = *made->parts_;
    if (auto opened = with.open_store(read.settings); !opened) return opened.error();
    auto configured = pipeline::configuration::create(std::move(read.settings), adapters, time);
    if (!configured) return start_failure{std::move(configured.error().faults), std::move(configured.error().message)};
    with.configuration = *configured;
    const settings::settings& all = with.configuration->settings();
    if (auto kept = with.launches->apply(all); !kept) return because("[launches]: " + kept.error().message);
    if (auto opened = with.open_client(all); !opened) return opened.error();
    with.start_deliveries();
    with.start_questions(all);
    with.start_launches();
    with.prepare_syncs();
    with.prepare_replays();
    with.prepare_imports();
    with.prepare_holding_imports();
    if (auto added = with.add_listeners(all, *made); !added) return added.error();
    with.threads->handle_signals(
        {.terminate =
             [&with] {
                 const std::lock_guard lock(with.end_mutex);
                 with.asked_to_end = true;
                 with.end.notify_all();
             },
         .reload = [service = made.get()] { service->reload(); }}
    );
    with.threads->start();
    with.graph->start();
    if (!with.is_access_node) {
        with.recomputation->start();
        with.replays->start();
        with.imports->start();
        with.holding_imports->start();
        with.syncs->start();
    }
    with.threads->post([flow = with.deliveries] { flow->pump(); });
    with.threads->post([&with] { with.tick_audit(); });
    with.work->run([&with] { with.tick_launches(); });
    if (!with.is_access_node) {
        with.retention = std::make_unique<retention_keeper>(*with.store, time, log);
        with.threads->post_after(first_retention, [&with] { with.work->run([&with] { with.tick_retention(); }); });
    }
    with.started = true;
    log.log_event(log_level::info, "gateway.started", {{"version", program_version}});
    return made;
}

std::uint16_t gateway_service::port(std::string_view listener) const {
    return parts_->threads->port(listener);
}

const settings::settings& gateway_service::settings() const {
    return parts_->configuration->settings();
}

void gateway_service::run_until_signal() {
    {
        std::unique_lock lock(parts_->end_mutex);
        parts_->end.wait(lock, [&] { return parts_->asked_to_end; });
    }
    stop();
}

gateway_service::reload_outcome gateway_service::reload() {
    const std::lock_guard one_at_a_time(parts_->reload_mutex);
    reload_outcome told;
    SCHAKEL_FAILPOINT("reload.before");
    settings::loaded read = settings::load(parts_->config_file, known_standards(parts_->adapters));
    told.faults = read.faults;
    if (!read.good()) {
        told.message = "the configuration is not valid; the former one stays in force";
    } else if (needs_restart(parts_->in_force()->settings(), read.settings)) {
        told.message =
            "listeners, data_directory, node, threads, roster_memory_mib, longest_wait, allow_private or "
            "the store and keys of launches changed: restart to apply; the former configuration stays in force";
    } else if (auto made = pipeline::configuration::create(
                   std::move(read.settings), parts_->adapters, parts_->time, parts_->in_force().get()
               );
               !made) {
        told.faults.insert(told.faults.end(), made.error().faults.begin(), made.error().faults.end());
        told.message = made.error().message + "; the former configuration stays in force";
    } else if (auto tls = parts_->threads->prepare_tls(); !tls) {
        told.message = tls.error().message + "; the former configuration stays in force";
    } else if (auto kept = parts_->launches->apply((*made)->settings()); !kept) {
        told.message = "[launches]: " + kept.error().message + "; the former configuration stays in force";
    } else {
        parts_->threads->use_prepared_tls();
        SCHAKEL_FAILPOINT("reload.apply.before");
        const std::lock_guard lock(parts_->configuration_mutex);
        parts_->configuration = *made;
        told.applied = true;
        told.message = "applied";
    }
    {
        const std::lock_guard lock(parts_->configuration_mutex);
        parts_->last_reload = admin::last_reload{parts_->time.now(), told.applied, told.message};
    }
    SCHAKEL_FAILPOINT("reload.after");
    parts_->log.log_event(
        told.applied ? log_level::info : log_level::error, "configuration.reload",
        {{"verdict", told.applied ? "applied" : "refused"}, {"count", told.faults.size()}}
    );
    if (told.applied) parts_->threads->post([flow = parts_->deliveries] { flow->pump(); });
    return told;
}

void gateway_service::stop() {
    if (!parts_ || std::exchange(parts_->stopped, true)) return;
    parts_->stopping = true;
    // Requests and deliveries under way have one time to end, together.
    const auto deadline = std::chrono::steady_clock::now() + drain_time;
    auto idle = std::make_shared<std::promise<void>>();
    if (parts_->deliveries) parts_->deliveries->stop([idle] { idle->set_value(); });
    if (parts_->threads) parts_->threads->drain(drain_time);
    if (parts_->deliveries) idle->get_future().wait_until(deadline);
    if (parts_->syncs) parts_->syncs->stop();
    if (parts_->imports) parts_->imports->stop();
    if (parts_->holding_imports) parts_->holding_imports->stop();
    if (parts_->recomputation) parts_->recomputation->stop();
    if (parts_->replays) parts_->replays->stop();
    if (parts_->graph) parts_->graph->stop();
    if (parts_->client) parts_->client->stop();
    if (parts_->work) parts_->work->stop();
    if (parts_->launches) parts_->launches->finish();
    if (parts_->query_audit) parts_->query_audit->finish();
    if (parts_->store) parts_->store->close();
    if (parts_->threads) parts_->threads->stop();
    if (parts_->started) parts_->log.log_event(log_level::info, "gateway.stopped");
}

} // namespace schakel::service
