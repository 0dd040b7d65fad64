#include "gateway/core/on_threads.hpp"

#include <atomic>
#include <future>
#include <system_error>

namespace schakel {

void on_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++) work(i);
        } catch (...) {
            next = count; // what has not begun does not begin
            throw;
        }
    };
    std::future<void> other;
    try {
        if (count > 1) other = std::async(std::launch::async, take);
    } catch (const std::system_error&) {
        // This thread is enough.
    }
    std::exception_ptr failure;
    try {
        take();
    } catch (...) {
        failure = std::current_exception();
    }
    if (other.valid()) other.get();
    if (failure) std::rethrow_exception(failure);
}

} // namespace schakel
