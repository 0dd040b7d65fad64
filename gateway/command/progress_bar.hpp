// A bar on a terminal for work whose size is known: "[########............]  40 %  doelen.json". Nothing elsewhere, and
// nothing for work that is done at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace schakel::command {

class progress_bar {
public:
    explicit progress_bar(std::size_t total);
    ~progress_bar(); // the line is empty again
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;

    void tell(const std::string& doing);
    void advance(std::size_t by);

private:
    void draw();

    std::size_t total_, done_ = 0;
    std::string doing_;
    bool shown_;
    std::chrono::steady_clock::time_point next_{};
};

} // namespace schakel::command
