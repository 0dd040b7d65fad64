// Whether somebody still waits for the answer that is being made. Looking through a large school for nobody would keep
// a working thread from those who wait.
#pragma once

#include <atomic>
#include <functional>

namespace schakel::pipeline {

class asker_watch {
public:
    // `left`: asked again and again while the answer is made, from the thread that makes it; once true, always true.
    // Empty: everybody waits.
    explicit asker_watch(std::function<bool()> left) : left_(std::move(left)) {}

    // The work may end here: what is shown and made from now on reaches nobody.
    bool gone() const { return left_ && held_ == 0 && !made_ && left_(); }

    // While held the work goes on: others have use of it.
    void hold() { ++held_; }
    void release() { --held_; }

    // The answer is made. False: not all of it could be, since the asker had gone. From now on it is finished whoever
    // is there.
    bool settle() {
        if (left_ && left_()) return false;
        made_ = true;
        return true;
    }

private:
    std::function<bool()> left_;
    std::atomic<int> held_{0};
    std::atomic<bool> made_{false};
};

} // namespace schakel::pipeline
