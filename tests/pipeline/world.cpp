#include "tests/pipeline/world.hpp"

#include "gateway/core/id.hpp"

#include <stdexcept>

namespace schakel::test {

namespace {

settings::system receiver(const std::string& id) {
    settings::system made;
    made.id = made.name = id;
    made.send.emplace();
    made.send->standard = "toy-1.0";
    made.send->url = "https://" + id + ".example/";
    return made;
}

} // namespace

settings::settings usual_settings() {
    settings::settings all;
    all.schools.push_back({"99XX", "School", {{std::string(model::scheme::brin), "99XX", {}}}, {}, {}});
    settings::system& sender = all.systems.emplace_back();
    sender.id = sender.name = "uitgever";
    sender.receive.emplace();
    sender.receive->client_code = "klant";
    sender.receive->client_name = "Klant";
    sender.receive->keys.push_back({"geheim", {}, {}});
    for (const char* id : {"las", "dashboard"}) all.systems.push_back(receiver(id));
    return all;
}

settings::route& add_route(
    settings::settings& to, const std::string& name, std::vector<std::string> destinations, std::int64_t priority
) {
    settings::route& made = to.routes.emplace_back();
    made.name = name;
    made.priority = priority;
    made.to = std::move(destinations);
    return made;
}

settings::system& system_of(settings::settings& in, std::string_view id) {
    for (settings::system& one : in.systems)
        if (one.id == id) return one;
    throw std::runtime_error("no such system");
}

world::world(settings::settings all, toy_options standard)
    : standard_(standard.standard), nowhere_(std::fopen("/dev/null", "w")), log_(nowhere_, time) {
    adapters.add(make_toy_adapter(std::move(standard)));
    apply(std::move(all));
    flow = std::make_shared<pipeline::delivery_flow>(pipeline::delivery_flow::parts{
        store, sender, time, log_, [this] { return in_force; }, [this] { return chance; },
        [this](std::chrono::milliseconds later) { timers_.insert(time.steady() + later); }});
}

world::~world() {
    std::fclose(nowhere_);
}

void world::apply(settings::settings all) {
    auto made = pipeline::configuration::create(std::move(all), adapters, time);
    REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
    in_force = *made;
}

pipeline::exchange_services world::services() {
    return {store, time, log_, [this] { timers_.insert(time.steady()); }, nullptr, [this] { return goals; }};
}

std::optional<reply>
world::receive(const std::string& body, const std::string& authorization, const header_fields& more) {
    exchange in;
    in.id = new_id(time);
    in.standard = standard_;
    in.method = "POST";
    in.headers.set("Content-Type", "text/plain");
    if (!authorization.empty()) in.headers.set("Authorization", authorization);
    for (const auto& [name, value] : more) in.headers.add(name, value);
    in.body = body;
    in.received_at = time.now();
    auto told = std::make_shared<std::optional<reply>>();
    pipeline::process(std::move(in), *adapters.find(standard_), where, in_force, services(), [told](reply answer) {
        CHECK_FALSE(told->has_value()); // exactly one answer
        *told = std::move(answer);
    });
    return *told;
}

void world::run(std::chrono::microseconds how_long) {
    const auto end = time.steady() + how_long;
    const auto turn_to = [this](std::chrono::steady_clock::time_point when) {
        if (when > time.steady()) time.advance(std::chrono::ceil<std::chrono::microseconds>(when - time.steady()));
    };
    while (!timers_.empty() && *timers_.begin() <= end) {
        turn_to(*timers_.begin());
        timers_.erase(timers_.begin());
        flow->pump();
    }
    turn_to(end);
}

void world::run_to_the_end() {
    for (int round = 0; !timers_.empty(); ++round) {
        REQUIRE(round < 1'000'000);
        const auto wait = std::chrono::ceil<std::chrono::microseconds>(*timers_.begin() - time.steady());
        run(std::max(wait, std::chrono::microseconds(0)));
    }
}

outbox::delivery world::delivery_to(std::string_view destination) {
    const auto all = deliveries();
    const auto found = std::ranges::find(all, destination, &outbox::delivery::destination);
    REQUIRE(found != all.end());
    return *found;
}

} // namespace schakel::test
