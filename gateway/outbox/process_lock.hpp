// One process at a time may have the store open (F14).
#pragma once

#include "gateway/core/result.hpp"

#include <string>
#include <utility>

namespace schakel::outbox {

// Holds `<path>.lock` until it is destroyed; the system lets go of it when the process dies, whatever the cause.
class process_lock {
public:
    static result<process_lock> take(const std::string& data_path);

    // Whether another process has it: a running gateway.
    static bool is_held(const std::string& data_path);

    process_lock(process_lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    process_lock& operator=(process_lock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }
    ~process_lock();

private:
    explicit process_lock(int file) : file_(file) {}
    int file_;
};

} // namespace schakel::outbox
