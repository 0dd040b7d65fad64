#include "gateway/command/progress_bar.hpp"

#include "gateway/command/input.hpp"

#include <algorithm>
#include <cstdio>

namespace schakel::command {

namespace {

constexpr std::size_t worth_it = 4 << 20; // bytes
constexpr std::size_t width = 20;
constexpr auto between = std::chrono::milliseconds(100);

} // namespace

progress_bar::progress_bar(std::size_t total) : total_(total), shown_(total > worth_it && stderr_is_terminal()) {}

progress_bar::~progress_bar() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void progress_bar::tell(const std::string& doing) {
    if (!shown_) return;
    doing_ = doing.substr(doing.find_last_of('/') + 1);
    draw();
}

void progress_bar::advance(std::size_t by) {
    done_ = std::min(total_, done_ + by);
    if (shown_) draw();
}

void progress_bar::draw() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_ && done_ < total_) return;
    next_ = now + between;
    const std::size_t full = done_ * width / total_;
    const std::string bar = std::string(full, '#') + std::string(width - full, '.');
    std::fprintf(stderr, "\r\x1b[K[%s] %3zu %%  %s", bar.c_str(), done_ * 100 / total_, doing_.c_str());
    std::fflush(stderr);
}

} // namespace schakel::command
