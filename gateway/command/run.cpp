// `schakel run`: the service, until SIGTERM or SIGINT.
#include "gateway/command/verbs.hpp"

#include "gateway/service/service.hpp"

namespace schakel::command {

namespace {

int print_failure(const service::start_failure& why) {
    print_faults(stderr, why.faults);
    std::fprintf(stderr, "schakel: %s\n", why.message.c_str());
    return why.faults.empty() ? exit_code::findings : exit_code::bad_configuration;
}

} // namespace

int run_service(const std::string& config, const common_options&, const adapter_source& adapters) {
    const adapter_registry registry = adapters();
    logger log(stderr, system_clock());
    auto started = service::gateway_service::start(config, registry, system_clock(), log);
    if (!started) return print_failure(started.error());
    service::gateway_service& running = **started;
    // One line for whoever started us and wants to know where to connect; the log goes to standard error.
    for (const settings::listener& one : running.settings().listeners) {
        std::printf("listening %s %u\n", one.name.c_str(), running.port(one.name));
    }
    std::printf("listening admin %u\n", running.port("admin"));
    std::fflush(stdout);
    running.run_until_signal();
    return exit_code::fine;
}

} // namespace schakel::command
