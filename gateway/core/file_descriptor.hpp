// A file descriptor that is closed when its owner goes.
#pragma once

#include <utility>

#include <unistd.h>

namespace schakel {

class file_descriptor {
public:
    explicit file_descriptor(int number) : number_(number) {}
    file_descriptor(const file_descriptor&) = delete;
    file_descriptor& operator=(const file_descriptor&) = delete;
    ~file_descriptor() {
        if (is_open()) ::close(number_);
    }

    int number() const { return number_; } // as open() gave it: negative when it failed
    bool is_open() const { return number_ >= 0; }
    int release() { return std::exchange(number_, -1); } // to the caller, who closes it

private:
    int number_;
};

} // namespace schakel
