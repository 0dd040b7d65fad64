// The running gateway: settings -> store, threads, flows -> listeners -> run. The one place where everything is put
// together.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/core/log.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/settings/settings.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::service {

// What settings must know of the adapters that are built in.
settings::known_standards known_standards(const adapter_registry& adapters);

// Why the gateway does not start: faults in the configuration (exit 78) or trouble of the machine (exit 1).
struct start_failure {
    std::vector<settings::fault> faults; // empty: `message` says it
    std::string message;
};

class gateway_service {
public:
    // Everything that can fail has been done when this returns: files read, store opened, ports bound.
    static result<std::unique_ptr<gateway_service>, start_failure>
    start(const std::string& config_file, const adapter_registry& adapters, const clock& time, logger& log);
    ~gateway_service(); // stop()

    std::uint16_t port(std::string_view listener) const; // "admin" for the admin listener
    const settings::settings& settings() const;

    // Returns after SIGTERM or SIGINT, when requests in progress and deliveries under way have ended (at most 10 s) and
    // the store is closed.
    void run_until_signal();

    // Reads the configuration again; applied whole or not at all. The text says what happened; also called on SIGHUP.
    struct reload_outcome {
        bool applied = false;
        std::vector<settings::fault> faults;
        std::string message;
    };
    reload_outcome reload();

    void stop(); // idempotent

    struct parts; // private to service.cpp; named here for the admin plane

private:
    explicit gateway_service(std::unique_ptr<parts> content);
    std::unique_ptr<parts> parts_;
};

} // namespace schakel::service
