// One gateway as a child process of this one: started, killed, asked how it fares. It ends with us whatever happens.
#pragma once

#include "gateway/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace schakel::prove {

// The disk of a child.
enum class room {
    as_it_is,
    small_file_system, // `data` is a file system in memory of its own, of 24 MiB: full when we fill it
};

class child_gateway {
public:
    // `folder` holds schakel.toml and data; log.jsonl is written there. `program` is the binary to run.
    child_gateway(std::string program, std::filesystem::path folder, room disk = room::as_it_is);
    ~child_gateway();
    child_gateway(const child_gateway&) = delete;
    child_gateway& operator=(const child_gateway&) = delete;

    result<double> start(); // seconds until it was ready
    void kill();            // as kill -9
    int terminate();        // in order; the exit code, -1 when it did not end in 20 s
    bool is_running();

    std::uint16_t port() const { return data_port_; }
    double metric(const std::string& name) const; // -1: no answer, or no such metric
    std::string metrics() const;
    bool wait_until_drained(double seconds) const; // nothing waits any more
    std::string log() const;

    // Of a small disk: not one more byte fits; and all fits again.
    void fill_disk();
    void free_disk();

private:
    void run_in_child(int to_parent) const; // does not return
    result<std::string> read_ports(int from);
    std::filesystem::path balloon() const;

    const std::string program_;
    const std::filesystem::path folder_;
    const room disk_;
    pid_t process_ = -1;
    std::uint16_t data_port_ = 0, admin_port_ = 0;
};

// Exit code of `program verify --data FOLDER`, which looks for damage in a stopped store and alters nothing.
int verify_store(const std::string& program, const std::filesystem::path& data);

} // namespace schakel::prove
